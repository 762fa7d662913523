"""Rossmann: the letter after a backslash, and discounts of which some are only information."""

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
from foodsave.testing.receipts.layouts.item_rows import glued
from foodsave.testing.receipts.layouts.till import ReceiptLayout, Till, zl
from foodsave.testing.receipts.names import upper, without_diacritics
from foodsave.testing.receipts.purchase import BasketLine, DrawnPurchase, PurchaseTerms
from foodsave.testing.receipts.sheet import PrintedSheet

_NIP = "7270019183"


def _discount(till: Till, line: BasketLine, name: str) -> None:
    brand = name.split("\\", maxsplit=1)[0].split(maxsplit=1)[0].title()
    label = till.rng.choice((f"OPUST Rossmann {brand}", f"Rabat KLUB {brand}", "OPUST"))
    till.sheet.pair(label, f"-{zl(line.discount_minor)}{line.letter}")


def print_paper(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a paper receipt; `Uwzgl. opust` repeats what the price already contains."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((38, 40))), "Rossmann")
    street, town = shop_address(till)
    print_head(till, ["ROSSMANN SDP Sp. z o.o.", "91-222 Łódź", f"{town}, {street}"], _NIP)
    for line in purchase.lines:
        _print_line(till, line)
    print_tax(till)
    print_total(till)
    print_deposit(till)
    print_payment(till)
    print_foot(till)
    return till


def _print_line(till: Till, line: BasketLine) -> None:
    name = f"{without_diacritics(upper(line.good.name, 17))}\\{line.letter}{'L' if line.letter == 'B' else 'X'}"
    till.sheet.pair(name, glued(line))
    index = till.add(line, name, qty=str(line.qty_thousandths // 1000))
    if line.discount_minor:
        till.sheet.discount(index, line.discount_minor)
        _discount(till, line, name)
    elif till.rng.random() < 0.2:
        saved = till.rng.randint(50, 2500)
        till.sheet.left(f"Uwzgl. opust: -{zl(saved)} st. c {zl(line.total_minor + saved)}", at=2)


LAYOUTS = {"paper": ReceiptLayout(print_paper, terms=PurchaseTerms(weighed=0, cancelled=0))}
