"""Lidl: marker column on paper, dots and blue discounts in the app."""

from __future__ import annotations

from random import Random

from foodsave.testing.receipts.layouts.fiscal_parts import (
    nip_text,
    print_deposit,
    print_foot,
    print_head,
    print_payment,
    print_tax,
    print_total,
    shop_address,
)
from foodsave.testing.receipts.layouts.item_rows import ItemForm, opust_with_value, print_items, spaced
from foodsave.testing.receipts.layouts.till import ReceiptLayout, Till, qty_label, zl
from foodsave.testing.receipts.names import cut, ellipsis, upper
from foodsave.testing.receipts.purchase import BasketLine, DrawnPurchase, PurchaseTerms
from foodsave.testing.receipts.sheet import Colour, PrintedSheet

_NIP = "7811897358"
_BLUE: Colour = (20, 90, 190)
_APP_DISCOUNTS = (
    "Lidl Plus kupon",
    "Lidl Plus voucher",
    "Lidl Plus oferta",
    "RABAT 50%",
    "Taniej za 2",
    "Rabat grupowy",
)
_SELLER = ("Adres siedziby: Jankowice", "Lidl sp. z o. o. sp. k.", "nr rej: BDO 000002265")


def _seller(till: Till) -> list[str]:
    street, town = shop_address(till)
    return [*_SELLER[: till.rng.randint(2, 3)], f"{town}, {street}"]


def print_paper(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a paper receipt with the F/X/L marker before the quantity."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((40, 42))), "Lidl")
    print_head(till, _seller(till), _NIP)
    marker = {"A": "X", "B": "F", "C": "F", "D": "F"}
    form = ItemForm(
        name=lambda line: cut(line.good.name, 20),
        shown=lambda line, name: f"{name:<20} {marker[line.letter]}",
        discount=opust_with_value,
    )
    print_items(till, form)
    if rng.random() < 0.7:
        till.sheet.pair("Podsuma:", zl(purchase.total_minor))
        till.sheet.rule(".")
    print_tax(till)
    print_total(till)
    till.sheet.rule(".")
    print_deposit(till)
    print_payment(till)
    print_foot(till)
    return till


def _rabat(till: Till, line: BasketLine, _name: str) -> None:
    till.sheet.pair(till.rng.choice(("RABAT", "Rabat promocyjny")), f"-{zl(line.discount_minor)} {line.letter}", at=2)


def print_paper_2020(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a paper receipt as printed until about 2021: `2 * 0,89 1,78 B`."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((38, 40))), "Lidl")
    print_head(till, ["LIDL Polska sp. z o.o. sp.k.", *_seller(till)[-1:]], _NIP, form="3322", dated=rng.random() < 0.5)
    print_items(till, ItemForm(name=lambda line: upper(line.good.name, 18), amounts=spaced, discount=_rabat))
    print_tax(till, sales="Sprzed. opod. PTU {}", tax="Kwota {} {}%")
    print_total(till)
    print_payment(till, "")
    print_foot(till)
    return till


def _app_amounts(line: BasketLine, *, dots: bool) -> str:
    if not dots:
        return spaced(line)
    price, total = _short(line.unit_price_minor), _short(line.total_minor)
    if line.good.weighed:
        return f"{qty_label(line).replace('.', ',')}kg x {price} {total} {line.letter}"
    return f"{qty_label(line)} * {price} {total} {line.letter}"


def _short(minor: int) -> str:
    # The app drops trailing zeros: 1.4 for 1.40.
    return f"{minor / 100:.2f}".rstrip("0").rstrip(".")


def _app_discount(till: Till, line: BasketLine, _name: str) -> None:
    parts = [line.discount_minor]
    if line.discount_minor > 20 and till.rng.random() < 0.35:
        first = till.rng.randint(5, line.discount_minor - 5)
        parts = [first, line.discount_minor - first]
    for part, label in zip(parts, till.rng.sample(_APP_DISCOUNTS, len(parts)), strict=True):
        till.sheet.pair(label, f"-{zl(part)}  ", at=3, colour=_BLUE)


def print_app(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set the picture that the app exports; its `Suma` is the tax sum, `Razem` the total."""
    sheet = PrintedSheet(rng.choice((38, 40)), paper=(255, 255, 255), leading=2.0)
    till = Till(purchase, rng, sheet, "Lidl", deposit_printed=False)
    sheet.art("logo")
    for text in _seller(till):
        sheet.centre(text)
    sheet.left(purchase.at.date().isoformat())
    sheet.blank()
    dots, width = rng.random() < 0.5, rng.randint(14, 17)
    form = ItemForm(
        name=lambda line: cut(line.good.name, width) if dots else ellipsis(line.good.name, width),
        amounts=lambda line: _app_amounts(line, dots=dots),
        discount=_app_discount,
    )
    print_items(till, form)
    _app_summary(till)
    return till


def _app_summary(till: Till) -> None:
    bought, sheet = till.purchase, till.sheet
    for tax in bought.tax_table:
        sheet.pair(f"PTU {tax.letter}", zl(tax.gross_minor))
        sheet.pair(f"Kwota {tax.letter} {tax.rate},00%", zl(tax.tax_minor))
    sheet.pair("Suma", zl(bought.tax_minor))
    sheet.pair("Razem", zl(bought.total_minor), scale=1.6, bold=till.rng.random() < 0.5)
    till.number = str(bought.number)
    sheet.pair(f"{bought.till} {bought.cashier}    nr: {bought.number}", bought.at.strftime("%H:%M"))
    due = bought.payable_minor
    sheet.pair("Płatność", f"Karta płatnicza {zl(due)}")
    if till.rng.random() < 0.5:
        sheet.pair("RAZEM PLN", zl(bought.total_minor), scale=1.2)
    sheet.rule()
    for text in ("Kwota do zapłaty może obejmować kaucję za opakowania", f"NIP {nip_text(_NIP, 'plain')}"):
        sheet.centre(text)
    till.nip = _NIP
    sheet.art("bars")


LAYOUTS = {
    "paper": ReceiptLayout(print_paper, terms=PurchaseTerms(years=(2022, 2026))),
    "paper_2020": ReceiptLayout(print_paper_2020, terms=PurchaseTerms(years=(2018, 2021), deposits=False)),
    "app": ReceiptLayout(print_app, "app", PurchaseTerms(cancelled=0)),
}
