"""Auchan: article number and tax letter glued to the name, discounts at the end."""

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
from foodsave.testing.receipts.layouts.item_rows import ItemForm, print_items, spaced
from foodsave.testing.receipts.layouts.till import ReceiptLayout, Till, zl
from foodsave.testing.receipts.names import upper, without_diacritics
from foodsave.testing.receipts.purchase import BasketLine, DrawnPurchase, PurchaseTerms
from foodsave.testing.receipts.sheet import PrintedSheet

_NIP = "5260309174"


def _name(line: BasketLine) -> str:
    # The article number follows from the good, so that the same good carries the same number twice.
    article = sum(ord(letter) * (i + 7) * 31 for i, letter in enumerate(line.good.name)) % 900000 + 10000
    return f"{without_diacritics(upper(line.good.name, 10))} {article}{line.letter}"


def _rabat(till: Till, line: BasketLine, name: str) -> None:
    till.sheet.pair(f"Rabat {name}", f"-{zl(line.discount_minor)}{line.letter}")


def print_paper(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a paper receipt: `1 * 6,48 6,48 A`."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((38, 40))), "Auchan")
    street, town = shop_address(till)
    print_head(till, ["AUCHAN POLSKA SP. Z O.O.", "HIPERMARKET AUCHAN", f"{town} {street}"], _NIP, form="3322")
    print_items(till, ItemForm(name=_name, amounts=spaced, discount=_rabat, discounts_last=True))
    print_tax(till, sales="SPRZEDAŻ OPODATK. {}", tax="PTU {} {:02d},00 %")
    print_total(till)
    print_deposit(till)
    print_payment(till)
    if purchase.discounts_minor:
        till.sheet.pair("Udzielono łącznie rabatów:", zl(purchase.discounts_minor))
    print_foot(till)
    return till


def print_app(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set the app's picture, white on dark blue or black on white."""
    dark = rng.random() < 0.5
    ink, paper = ((240, 242, 245), (4, 22, 40)) if dark else ((25, 25, 30), (255, 255, 255))
    sheet = PrintedSheet(40, ink=ink, paper=paper, leading=2.6)
    till = Till(purchase, rng, sheet, "Auchan", nip=_NIP)
    street, town = shop_address(till)
    sheet.art("logo")
    for text in ("Auchan", f"{town} {street.upper()}", "AUCHAN POLSKA SP. Z O.O.", "NIP: 526-03-09-174"):
        sheet.centre(text)
    sheet.rule()
    sheet.centre("NIEFISKALNY")
    sheet.rule()
    sheet.left(purchase.at.date().isoformat())
    print_items(till, ItemForm(name=_name, discount=_rabat, discounts_last=True))
    sheet.rule()
    _app_summary(till)
    return till


def _app_summary(till: Till) -> None:
    sheet, bought = till.sheet, till.purchase
    for tax in bought.tax_table:
        sheet.pair(f"SPRZEDAŻ OPODATK. {tax.letter}", zl(tax.gross_minor))
        sheet.pair(f"PTU {tax.letter} {tax.rate:02d},00 %", zl(tax.tax_minor))
    sheet.pair("SUMA PTU", zl(bought.tax_minor))
    sheet.pair("SUMA PLN", zl(bought.total_minor), scale=1.5)
    print_deposit(till)
    sheet.rule()
    sheet.pair(f"      #{bought.till:03d} {bought.cashier:08d}", bought.at.strftime("%H:%M"))
    sheet.pair("Karty plat.", f"{zl(bought.payable_minor)} PLN")
    if bought.discounts_minor:
        sheet.pair("Udzielono łącznie rabatów:", zl(bought.discounts_minor))
    sheet.left(f"Nr transakcji: {bought.number} Kasa:{bought.till}")
    till.number = str(bought.number)
    sheet.art("bars")


LAYOUTS = {
    "paper": ReceiptLayout(print_paper, terms=PurchaseTerms(discounts_apart=True)),
    "app": ReceiptLayout(print_app, "app", PurchaseTerms(cancelled=0, discounts_apart=True)),
}
