"""The total that most of the printed sums agree on, and what was to pay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from foodsave.kitchen.receipts.grammar.amounts import last_amount, minor, normalise
from foodsave.kitchen.receipts.grammar.folding import fold
from foodsave.kitchen.receipts.grammar.kinds import LineKind, kind_of
from foodsave.kitchen.receipts.grammar.lines import Line

_LETTER = re.compile(r"\b([A-G])\b")


@dataclass(slots=True)
class Sums:
    """The sums printed below the items, minor units; `sales` by tax letter."""

    totals: list[tuple[int, float]] = field(default_factory=list)
    sales: dict[str, int] = field(default_factory=dict)
    tax: dict[str, int] = field(default_factory=dict)
    payable: list[int] = field(default_factory=list)
    payments: list[int] = field(default_factory=list)
    change: int = 0
    deposits: list[int] = field(default_factory=list)


def read_sums(lines: Sequence[Line]) -> Sums:
    """Read the lines below the items."""
    sums = Sums()
    for line in lines:
        text = normalise(line.text)
        amount = last_amount(text)
        kind = kind_of(text)
        if kind is LineKind.HEADING and sums.totals:
            break
        if amount is None:
            continue
        _take(sums, kind, fold(text), text, amount)
    return sums


def _take(sums: Sums, kind: LineKind, words: str, text: str, amount: int) -> None:
    if kind is LineKind.TOTAL:
        sums.totals.append((amount, 5.0 if "PLN" in words else 4.0 if not words.startswith("SUMA") else 3.0))
    elif kind is LineKind.PAYABLE:
        sums.payable.append(amount)
    elif kind is LineKind.PAYMENT:
        sums.payments.append(amount)
    elif kind is LineKind.CHANGE:
        sums.change = amount
    elif kind is LineKind.DEPOSIT:
        sums.deposits.append(amount)
    elif kind in (LineKind.TAX_SALES, LineKind.TAX):
        _take_tax(sums, kind, words, text, amount)


def _take_tax(sums: Sums, kind: LineKind, words: str, text: str, amount: int) -> None:
    letter = _LETTER.search(words)
    key = letter[1] if letter else "?"
    if kind is LineKind.TAX_SALES:
        first = re.search(r"(\d{1,5}[.,]\d{2})", text)
        sums.sales[key] = minor(first[1]) if first else amount
        return
    amounts = re.findall(r"\d{1,5}[.,]\d{2}(?!\s?%|\d)", text)
    if len(amounts) == 3:
        sums.sales[key], sums.tax[key] = minor(amounts[0]), minor(amounts[2])
    elif words.startswith("PTU") and "%" not in words:
        sums.sales.setdefault(key, amount)
    else:
        sums.tax[key] = amount


def choose_total(sums: Sums, items_net: int | None) -> tuple[int | None, float]:
    """Return the total with the most support and that support apart from the items' own sum."""
    support: dict[int, float] = {}
    seen: set[tuple[int, str]] = set()

    def add(amount: int, weight: float, source: str) -> None:
        if amount > 0 and (amount, source) not in seen:
            seen.add((amount, source))
            support[amount] = support.get(amount, 0.0) + weight

    for amount, weight in sums.totals:
        add(amount, weight, f"total{weight}")
    if sums.sales:
        add(sum(sums.sales.values()), 4.0, "sales")
    deposit = sum(sums.deposits)
    for amount in sums.payable:
        add(amount - deposit, 2.5, "payable")
    if sums.payments:
        add(max(sums.payments) - deposit, 2.0, "payment")
        add(sum(sums.payments) - sums.change - deposit, 3.0, "payments")
    if not support:
        return None, 0.0
    scores = {amount: weight + (3.0 if amount == items_net else 0.0) for amount, weight in support.items()}
    best = max(scores, key=lambda amount: scores[amount])
    return best, support[best]
