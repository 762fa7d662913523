"""Żabka: franchise shops with their own tax number, the letter as a suffix of the name."""

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
from foodsave.testing.receipts.purchase import BasketLine, DrawnPurchase, PurchaseTerms, valid_nip
from foodsave.testing.receipts.sheet import PrintedSheet

_OWNERS = ('P.H.U. "MALWA" ANNA LIS', "F.H. KONRAD WRONA", 'SKLEP "ISKRA" EWA DĄB', "F.H.U. RYSZARD KOS")


def _seller(till: Till, shop: str) -> list[str]:
    street, town = shop_address(till)
    return [shop, till.rng.choice(_OWNERS), street.upper(), town.upper()]


def print_paper(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a receipt of today's till: `NAME-C  1szt. x10,30 10,30C`."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((40, 42))), "Żabka")
    shop = f"SKLEP ŻABKA Z{rng.randint(1000, 9999)}"
    print_head(till, _seller(till, shop), valid_nip(rng))

    def amounts(line: BasketLine) -> str:
        return glued(line, qty_text(line) + ("kg" if line.good.weighed else "szt."))

    form = ItemForm(name=lambda line: f"{upper(line.good.name, 18)}-{line.letter}", amounts=amounts, discount=opust)
    print_items(till, form)
    print_discounts_sum(till)
    print_tax(till)
    print_total(till)
    print_deposit(till)
    print_payment(till)
    print_foot(till)
    return till


def _old_amounts(line: BasketLine) -> str:
    return f"{qty_text(line)} * {zl(line.unit_price_minor)} zł. {zl(line.total_minor)} {line.letter}"


def print_old(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a receipt of an older till: `NAME A 1 * 2,70 zł. 2,70 A`."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((40, 42))), "Żabka")
    shop = f"Sklep Żabka Z{rng.randint(1000, 9999)}"
    print_head(till, _seller(till, shop), valid_nip(rng), numbered="", form="3322", dated=True)
    form = ItemForm(
        name=lambda line: upper(line.good.name, 16),
        amounts=_old_amounts,
        shown=lambda line, name: f"{name} {line.letter}",
    )
    print_items(till, form)
    print_tax(till, sales="Sprzedaż opodatk. {}", tax="Kwota PTU {} {} %", total="Łączna kwota PTU")
    print_total(till, "Suma PLN")
    print_payment(till, "", "")
    print_foot(till, dated=False)
    return till


LAYOUTS = {
    "paper": ReceiptLayout(print_paper, terms=PurchaseTerms(weighed=0.03)),
    "old": ReceiptLayout(print_old, terms=PurchaseTerms((2012, 2018), discounts=0, weighed=0.03, deposits=False)),
}
