"""Stokrotka: leading tax letter, names of 18 letters, discounts below their item."""

from __future__ import annotations

from random import Random

from foodsave.testing.receipts.layouts.fiscal_parts import (
    print_deposit,
    print_discounts_sum,
    print_foot,
    print_head,
    print_payment,
    print_tax,
    print_total,
    shop_address,
)
from foodsave.testing.receipts.layouts.item_rows import ItemForm, glued, opust, print_items
from foodsave.testing.receipts.layouts.till import ReceiptLayout, Till, qty_text, zl
from foodsave.testing.receipts.names import upper
from foodsave.testing.receipts.purchase import BasketLine, DrawnPurchase, PurchaseTerms
from foodsave.testing.receipts.sheet import PrintedSheet

_NIP = "7121008323"
_OLD_RATES = {"A": 23, "B": 8, "D": 5}
_PROMOTIONS = ("WLL", "2 ZA", "1+1 GRATIS", "TYDZIEŃ CEN")


def _discount(till: Till, line: BasketLine, name: str) -> None:
    promo = till.rng.choice(_PROMOTIONS)
    text = f"OPUST {promo} {name.split(maxsplit=1)[0]} {zl(line.net_minor)}"
    till.sheet.pair(text[: till.sheet.columns - 8].rstrip(), f"-{zl(line.discount_minor)}{line.letter}")


def print_paper(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a paper receipt of an online till."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((38, 40))), "Stokrotka")
    street, town = shop_address(till)
    shop = f"Supermarket Stokrotka {rng.randint(1001, 1999)}"
    print_head(till, ["Stokrotka Sp. z o.o.", "20-209 Lublin", shop, f"{town}, {street}"], _NIP)
    form = ItemForm(
        name=lambda line: upper(line.good.name, 18),
        shown=lambda line, name: f"{line.letter} {name}",
        discount=rng.choice((_discount, opust)),
    )
    print_items(till, form)
    print_discounts_sum(till)
    print_tax(till)
    print_total(till)
    print_deposit(till)
    print_payment(till)
    print_foot(till)
    return till


def print_old(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a receipt of a till from before online tills, with the date beside the number."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((38, 40))), "Stokrotka")
    street, town = shop_address(till)
    print_head(till, ["STOKROTKA Sp. z o.o.", f"{town} {street}"], _NIP, numbered="", form="3322", dated=True)
    form = ItemForm(
        name=lambda line: upper(line.good.name, 18),
        amounts=lambda line: glued(line, qty_text(line, decimals=3 if line.good.weighed else None), sign="x"),
        shown=lambda line, name: f"{line.letter} {name}",
        discount=opust,
    )
    print_items(till, form)
    print_tax(till, sales="Sprzed. opodatk. {}", tax="Kwota PTU {} {}%", total="ŁĄCZNA KWOTA PTU")
    print_total(till, "SUMA")
    print_payment(till, "", "")
    print_foot(till, dated=False)
    return till


LAYOUTS = {
    "paper": ReceiptLayout(print_paper),
    "old": ReceiptLayout(
        print_old, terms=PurchaseTerms(years=(2017, 2019), deposits=False, rates=_OLD_RATES, letters={"C": "D"})
    ),
}
