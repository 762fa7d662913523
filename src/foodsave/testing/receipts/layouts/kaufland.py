"""Kaufland: pieces as `1SZT x` on paper, bare names and prices in the app."""

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
from foodsave.testing.receipts.layouts.item_rows import ItemForm, glued, print_items
from foodsave.testing.receipts.layouts.till import ReceiptLayout, Till, qty_text, zl
from foodsave.testing.receipts.names import camel, cut, ellipsis
from foodsave.testing.receipts.purchase import BasketLine, DrawnPurchase, PurchaseTerms
from foodsave.testing.receipts.sheet import PrintedSheet, PrintedSpan

_NIP = "8992367273"


def print_paper(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a paper receipt with the H/F/t marker between name and quantity."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((42, 44))), "Kaufland")
    street, town = shop_address(till)
    seller = ["Kaufland Polska Markety", "Sp. z o.o. Sp.j.", street, town, "Nr BDO 000013346"]
    print_head(till, seller, _NIP)
    unit, width = rng.choice(("SZT", "szt.")), 19

    def amounts(line: BasketLine) -> str:
        return glued(line, qty_text(line) + ("kg" if line.good.weighed else unit))

    form = ItemForm(
        name=lambda line: camel(line.good.name, width),
        amounts=amounts,
        shown=lambda line, name: f"{name:<{width}} {'H' if line.letter == 'A' else 'F'}",
    )
    print_items(till, form)
    print_tax(till)
    print_total(till)
    print_deposit(till)
    print_payment(till)
    print_foot(till)
    return till


def print_app(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set the app's summary: names and final prices only, tax letters only in the tax table."""
    sheet = PrintedSheet(34, face="sans", paper=(255, 255, 255), leading=2.8)
    till = Till(purchase, rng, sheet, "Kaufland", deposit_printed=False)
    street, town = shop_address(till)
    sheet.art("logo")
    sheet.centre("Kaufland", bold=True)
    sheet.centre("Podsumowanie zakupów", bold=True, scale=1.1)
    for text in (f"Kaufland {town[7:]}", street, town[7:]):
        sheet.centre(text)
    sheet.right("Cena w PLN")
    for line in purchase.lines:
        name = rng.choice((camel(line.good.name, 19), ellipsis(cut(line.good.name, 24), 20)))
        sheet.pair(name, zl(line.total_minor))
        sheet.art("line", height=0.4)
        till.add(line, name, qty=None, price=False, vat=False)
    _app_summary(till)
    return till


def _app_summary(till: Till) -> None:
    bought, sheet = till.purchase, till.sheet
    sheet.pair(till.rng.choice(("Suma", "Ogółem")), zl(bought.total_minor), bold=True, scale=1.3)
    titles = zip(("Podatek", "Brutto", "Netto", "Podatek"), (9, 17, 25, 34), strict=True)
    sheet.row(*(PrintedSpan(text, at, "right") for text, at in titles), bold=True)
    for tax in bought.tax_table:
        gross = tax.gross_minor
        row = zip(
            (f"{tax.letter}  {tax.rate} %", zl(gross), zl(gross - tax.tax_minor), zl(tax.tax_minor)),
            (9, 17, 25, 34),
            strict=True,
        )
        sheet.row(*(PrintedSpan(text, at, "right") for text, at in row))
    sheet.left(f"Za ten zakup otrzymałeś {bought.total_minor // 100} punktów.")
    sheet.pair("Numer Kaufland Card", f"XXXXX{bought.number % 10000:04d}")
    sheet.pair(f"Data: {bought.at:%d.%m.%Y}", f"Czas: {bought.at:%H:%M}")
    sheet.left(f"Podsumowanie zakupów: {bought.number}")
    till.number = str(bought.number)
    sheet.art("bars")


LAYOUTS = {
    "paper": ReceiptLayout(print_paper, terms=PurchaseTerms(years=(2021, 2026), discounts=0)),
    "app": ReceiptLayout(print_app, "pdf", PurchaseTerms(discounts=0, cancelled=0, deposits=False)),
}
