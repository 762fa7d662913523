"""Carrefour: letter before the name and discounts last on paper, wrapped names and bare discounts in the app."""

from __future__ import annotations

from random import Random

from foodsave.testing.receipts.layouts.fiscal_parts import (
    print_deposit,
    print_foot,
    print_head,
    print_payment,
    print_tax,
    print_total,
    shop_address,
)
from foodsave.testing.receipts.layouts.item_rows import ItemForm, print_items
from foodsave.testing.receipts.layouts.till import ReceiptLayout, Till, qty_label, qty_text, zl
from foodsave.testing.receipts.names import cut, upper
from foodsave.testing.receipts.purchase import BasketLine, DrawnPurchase, PurchaseTerms
from foodsave.testing.receipts.sheet import Colour, PrintedSheet, PrintedSpan, wrapped

_NIP = "9370008168"
_ORIGINS = ("z wybranych upraw", "produkt polski", "opakowanie rodzinne", "")
_RED: Colour = (200, 30, 40)


def _opust(till: Till, line: BasketLine, name: str) -> None:
    till.sheet.pair(f"OPUST {name}", f"-{zl(line.discount_minor)} {line.letter}")


def print_paper(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a paper receipt: `C_NAME  1*5,15= 5,15 C`, discounts after all items."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((40, 42))), "Carrefour")
    street, town = shop_address(till)
    seller = ["CARREFOUR Polska SP. Z O. O.", f"{town} {street}", "Nr rej. BDO: 000009699"]
    print_head(till, seller, _NIP, numbered="nr wydr. ", form="3223")
    piece = rng.choice(("", "szt"))

    def amounts(line: BasketLine) -> str:
        unit = "" if line.good.weighed else piece
        return f"{qty_text(line)}{unit}*{zl(line.unit_price_minor)}= {zl(line.total_minor)} {line.letter}"

    form = ItemForm(
        name=lambda line: f"{line.letter}_{upper(line.good.name, 17)}",
        amounts=amounts,
        discount=_opust,
        discounts_last=True,
    )
    print_items(till, form)
    if purchase.discounts_minor:
        till.sheet.pair("Suma Opustów", zl(-purchase.discounts_minor))
    print_tax(till, sales="Sprzed. Opod. PTU {}", tax="Kwota PTU {} {:02d},00%")
    print_total(till)
    print_deposit(till)
    print_payment(till)
    print_foot(till)
    return till


def _app_item(till: Till, line: BasketLine) -> None:
    sheet = till.sheet
    name = f"{line.good.name} {till.rng.choice(_ORIGINS)}".strip()
    first, *rest = wrapped(name, 20)
    sheet.pair(first, f"{qty_text(line)}*{zl(line.unit_price_minor)} = {zl(line.total_minor)}")
    for part in rest:
        sheet.left(part)
    index = till.add(line, name, qty=qty_label(line), vat=False)
    if line.discount_minor:
        sheet.discount(index, line.discount_minor)
        amount = zl(line.discount_minor)
        spans = PrintedSpan("Rabat", 0), PrintedSpan(f"1*{amount} = {amount}", sheet.columns, "right")
        sheet.row(*spans, colour=_RED)


def print_app(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set the app's e-receipt; its discounts carry no minus sign."""
    sheet = PrintedSheet(40, face="sans", paper=(255, 255, 255), leading=2.4)
    till = Till(purchase, rng, sheet, "Carrefour", nip=_NIP, deposit_printed=False)
    street, town = shop_address(till)
    sheet.art("logo")
    for text in ("Carrefour", f"{town}, {street}", "NIP 937-00-08-168", purchase.at.strftime("%d.%m.%Y %H:%M")):
        sheet.centre(text, bold=text == "Carrefour")
    sheet.centre("E-PARAGON NIEFISKALNY", bold=True)
    sheet.blank(height=0.5)
    for line in purchase.lines:
        _app_item(till, line)
    sheet.art("line", height=0.8)
    _app_summary(till)
    return till


def _app_summary(till: Till) -> None:
    sheet, bought = till.sheet, till.purchase
    for tax in bought.tax_table:
        sheet.pair(f"Sprzed. opod. PTU {tax.letter}", f"{zl(tax.gross_minor)} zł")
        sheet.pair(f"Kwota {tax.letter} {tax.rate}.00%", f"{zl(tax.tax_minor)} zł")
    sheet.pair("Podatek PTU", f"{zl(bought.tax_minor)} zł")
    sheet.pair("Suma", f"{zl(bought.total_minor)} zł", bold=True, scale=1.2)
    sheet.art("line", height=0.8)
    sheet.pair("Karta Płatnicza", f"{zl(bought.total_minor)} zł")
    sheet.centre(cut("To nie jest paragon fiskalny.", 40))


LAYOUTS = {
    "paper": ReceiptLayout(print_paper, terms=PurchaseTerms(discounts_apart=True)),
    "app": ReceiptLayout(print_app, "app", PurchaseTerms(cancelled=0, deposits=False)),
}
