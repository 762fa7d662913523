"""The sums below the items: the total that most of them agree on, and what was to pay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from foodsave.kitchen.receipts.grammar.amounts import all_amounts, last_amount, normalise
from foodsave.kitchen.receipts.grammar.folding import fold
from foodsave.kitchen.receipts.grammar.kinds import LineKind, kind_of
from foodsave.kitchen.receipts.grammar.lines import Line

_LETTER = re.compile(r"\b([A-G])\b|(?:PTU|OP|OPODATK)([A-G])\b")
_BARE_SUM = 3.0  # "Suma" without a currency: the total, unless another line names it (then the sum of the taxes)
_NEEDS_AMOUNT = {LineKind.TOTAL, LineKind.PAYABLE, LineKind.TAX_SALES, LineKind.PAYMENT}


@dataclass(slots=True)
class Sums:
    """The printed sums, minor units; `sales` and `tax` by tax letter, `totals` with the trust in their label.

    `packaging` tells that deposits are printed at all, legible or not.
    """

    totals: list[tuple[int, float]] = field(default_factory=list)
    sales: dict[str, int] = field(default_factory=dict)
    tax: dict[str, int] = field(default_factory=dict)
    payable: list[int] = field(default_factory=list)
    payments: list[int] = field(default_factory=list)
    change: int = 0
    deposits: list[int] = field(default_factory=list)
    packaging: bool = False
    large: list[int] = field(default_factory=list)


def read_sums(lines: Sequence[Line]) -> Sums:
    """Read the lines below the items, up to a slip that is no receipt."""
    sums = Sums()
    waiting: LineKind | None = None
    for number, line in enumerate(lines):
        text = normalise(line.text)
        kind = kind_of(text)
        if kind is LineKind.HEADING and sums.totals:
            break
        amount = last_amount(text)
        sums.packaging = sums.packaging or kind is LineKind.DEPOSIT
        if amount is None:
            waiting = kind if kind in _NEEDS_AMOUNT else None
            continue
        bare = not any(char.isalpha() for char in text.replace("PLN", ""))
        if bare and waiting is not None:
            _take(sums, waiting, fold(lines[number - 1].text), text, amount)
        elif bare and kind is LineKind.OTHER and line.height > 1.35 * _usual_height(lines):
            sums.large.append(amount)
        else:
            _take(sums, kind, fold(text), text, amount)
        waiting = None
    return sums


def _usual_height(lines: Sequence[Line]) -> float:
    heights = sorted(line.height for line in lines)
    return heights[len(heights) // 2]


def _take(sums: Sums, kind: LineKind, words: str, text: str, amount: int) -> None:
    if kind is LineKind.TOTAL:
        sums.totals.append((amount, 5.0 if "PLN" in words else _BARE_SUM if words.startswith("SUMA") else 4.0))
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
    found = _LETTER.search(words)
    letter = (found[1] or found[2]) if found else "?"
    amounts = all_amounts(text)
    if kind is LineKind.TAX_SALES:
        sums.sales[letter] = amounts[0] if amounts else amount
    elif len(amounts) == 3:
        sums.sales[letter], sums.tax[letter] = max(amounts), min(amounts)
    elif words.startswith("PTU") and "%" not in text:
        sums.sales.setdefault(letter, amount)
    else:
        sums.tax[letter] = amount


def choose_total(sums: Sums, items_net: int, deposit: int) -> tuple[int | None, float]:
    """Return the total with the most support, and that support apart from the items' own sum."""
    support: dict[int, dict[str, float]] = {}

    def add(amount: int, weight: float, source: str) -> None:
        if amount > 0:
            sources = support.setdefault(amount, {})
            sources[source] = max(sources.get(source, 0.0), weight)

    named = any(weight > _BARE_SUM for _, weight in sums.totals)
    for amount, weight in sums.totals:
        add(amount, 2.0 if weight == _BARE_SUM and named else max(weight, 4.0), f"label{weight}")
    for amount in sums.large:
        add(amount, 3.0, "large")
    if sums.sales:
        add(sum(sums.sales.values()), 3.5, "sales")
    for amount in sums.payable:
        add(amount - deposit, 2.5, "payable")
    if sums.payments:
        for paid in (sum(sums.payments) - sums.change, max(sums.payments) - sums.change, max(sums.payments)):
            # A payment of what is labelled to pay says no more than that label.
            add(paid - deposit, 3.0, "payable" if paid in sums.payable else "payment")
    trust = {amount: sum(sources.values()) for amount, sources in support.items()}
    if not trust:
        return None, 0.0
    best = max(trust, key=lambda amount: trust[amount] + _nearness(amount, items_net))
    return best, trust[best]


def _nearness(amount: int, items_net: int) -> float:
    """What the items say about a total: a misread row moves their sum a little, a misread total may move far."""
    if amount == items_net:
        return 3.0
    return 2.0 * min(amount, items_net) / max(amount, items_net) if items_net > 0 else 0.0
