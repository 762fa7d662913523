"""Dino: two kinds of till, one with commas and one with dots."""

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
from foodsave.testing.receipts.layouts.till import ReceiptLayout, Till, qty_text
from foodsave.testing.receipts.names import upper
from foodsave.testing.receipts.purchase import BasketLine, DrawnPurchase, PurchaseTerms
from foodsave.testing.receipts.sheet import PrintedSheet
from foodsave.testing.receipts.truth import money_text

_NIP = "6211766191"


def _name(line: BasketLine) -> str:
    return upper(line.good.name, 18)


def _seller(till: Till) -> list[str]:
    street, town = shop_address(till)
    return ["Dino Polska S.A.", "63-700 Krotoszyn", f"{street}, {town}"]


def print_paper(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a paper receipt with the letter after the name: `NAME C  2 x2,49 4,98C`."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((38, 40))), "Dino")
    print_head(till, _seller(till), _NIP)
    form = ItemForm(
        name=_name,
        amounts=lambda line: glued(line, qty_text(line, decimals=3 if line.good.weighed else None)),
        shown=lambda line, name: f"{name} {line.letter}",
    )
    print_items(till, form)
    print_tax(till)
    print_total(till)
    print_deposit(till)
    print_payment(till)
    print_foot(till)
    return till


def _dotted(line: BasketLine) -> str:
    qty, price = qty_text(line, point="."), money_text(line.unit_price_minor)
    return f"{qty}*{price} {money_text(line.total_minor):>7}{line.letter}"


def print_dots(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a receipt of the till with dots: `2.21*6.99   15.45C`, `SP.OP.C: 52.80 PTU 5%`."""
    sheet = PrintedSheet(rng.choice((40, 42)))
    till = Till(purchase, rng, sheet, "Dino")
    print_head(till, _seller(till), _NIP, numbered="W")
    form = ItemForm(name=_name, amounts=_dotted, shown=lambda line, name: f"{name} {line.letter}")
    print_items(till, form)
    for tax in purchase.tax_table:
        sheet.pair(f"SP.OP.{tax.letter}: {money_text(tax.gross_minor)}  PTU {tax.rate}%", money_text(tax.tax_minor))
    sheet.pair("Suma PTU:", money_text(purchase.tax_minor))
    sheet.pair("Suma: PLN", money_text(purchase.total_minor), bold=True, scale=1.6)
    sheet.pair("Karta:", money_text(purchase.total_minor))
    print_foot(till)
    return till


LAYOUTS = {
    "paper": ReceiptLayout(print_paper, terms=PurchaseTerms(discounts=0)),
    "dots": ReceiptLayout(print_dots, terms=PurchaseTerms(years=(2021, 2025), discounts=0, deposits=False)),
}
