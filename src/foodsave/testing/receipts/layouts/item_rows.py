"""Item rows: the loop that every till runs, with a chain's own forms of name, amounts and discount."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from foodsave.testing.receipts.layouts.till import Till, qty_label, qty_text, zl
from foodsave.testing.receipts.purchase import BasketLine

DiscountPrinter = Callable[[Till, BasketLine, str], None]


def amounts_text(line: BasketLine, qty: str, *, sign: str = " x", gap: str = " ", letter: str = "") -> str:
    """Write `1 x4,39 4,39C`: quantity, unit price and value with what follows the value."""
    return f"{qty}{sign}{zl(line.unit_price_minor)}{gap}{zl(line.total_minor)}{letter}"


def glued(line: BasketLine, qty: str | None = None, *, sign: str = " x") -> str:
    """Write the amounts of an online till, with the tax letter glued to the value."""
    return amounts_text(line, qty or qty_text(line), sign=sign, letter=line.letter)


def spaced(line: BasketLine, qty: str | None = None, *, sign: str = " * ") -> str:
    """Write the amounts with the tax letter apart."""
    return amounts_text(line, qty or qty_text(line), sign=sign, letter=f" {line.letter}")


@dataclass(frozen=True, slots=True)
class ItemForm:
    """A chain's forms. `shown` may add columns around the name; `discount` prints below the item it belongs to."""

    name: Callable[[BasketLine], str]
    amounts: Callable[[BasketLine], str] = glued
    shown: Callable[[BasketLine, str], str] = lambda _line, name: name
    label: Callable[[BasketLine], str] = qty_label
    discount: DiscountPrinter | None = None
    discounts_last: bool = False


def print_items(till: Till, form: ItemForm) -> None:
    """Print every line of the purchase and note what it says."""
    waiting: list[tuple[BasketLine, str]] = []
    for line in till.purchase.lines:
        name = form.name(line)
        shown = form.shown(line, name)
        till.sheet.pair(shown, form.amounts(line))
        if line.cancelled:
            till.sheet.left(till.rng.choice(("##STORNO##", "ANULOWANO")))
            till.sheet.pair(shown, _negative(form.amounts(line)))
            continue
        index = till.add(line, name, qty=form.label(line))
        if not line.discount_minor or form.discount is None:
            continue
        till.sheet.discount(index, line.discount_minor)
        if form.discounts_last:
            waiting.append((line, name))
        else:
            form.discount(till, line, name)
    for line, name in waiting:
        if form.discount is not None:
            form.discount(till, line, name)


def _negative(amounts: str) -> str:
    return "-" + re.sub(r"(\d+[.,]\d\d)(?=\D*$)", r"-\1", amounts)


def opust(till: Till, line: BasketLine, name: str) -> None:
    """Print `OPUST name -2,80C` below its item."""
    till.sheet.pair(f"OPUST {name}"[: till.sheet.columns - 9].rstrip(), f"-{zl(line.discount_minor)}{line.letter}")


def opust_with_value(till: Till, line: BasketLine, name: str) -> None:
    """Print the discount and then the new value of the line on a row of its own."""
    opust(till, line, name)
    till.sheet.right(f"{zl(line.net_minor)}{line.letter}")
