"""Packaging deposits: outside the fiscal total by law, inside it on some older tills; the total tells."""

from __future__ import annotations

from collections.abc import Sequence

from foodsave.kitchen.receipts.grammar.items import Item
from foodsave.kitchen.receipts.grammar.kinds import LineKind, kind_of


def settle_deposits(items: list[Item], deposits: list[Item], total: int | None) -> tuple[list[Item], list[Item]]:
    """Return items and deposits, parted otherwise only where exactly that makes the items give the total."""
    net = _net(items)
    if total is None or net == total:
        return items, deposits
    if deposits and net + _net(deposits) == total:
        return sorted([*items, *deposits], key=lambda item: (item.lines[0].page, item.lines[0].y)), []
    named = [item for item in items if kind_of(item.name) is LineKind.DEPOSIT]
    if named and net - _net(named) == total:
        return [item for item in items if item not in named], [*deposits, *named]
    return items, deposits


def deposit_below(amounts: Sequence[int]) -> int:
    """Return the deposits printed below the total: their own lines, or the one line that sums them up."""
    if len(amounts) > 1 and amounts[-1] == sum(amounts[:-1]):
        return amounts[-1]
    if len(amounts) > 1 and amounts[0] == sum(amounts[1:]):
        return amounts[0]
    return sum(amounts)


def _net(items: Sequence[Item]) -> int:
    return sum(item.total - item.discount for item in items)
