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


def deposit_below(amounts: Sequence[int], owed: int | None = None) -> int:
    """Return the deposits printed below the total: their lines, or the one line that sums them up.

    `owed`, what is to pay beyond the total, decides where it is printed; returned packaging makes it negative.
    """
    whole = sum(amounts)
    summed_up = next((n for n in (0, -1) if len(amounts) > 1 and 2 * amounts[n] == whole), None)
    readings = [whole] if summed_up is None else [amounts[summed_up], whole]
    for reading in (*readings, *(-reading for reading in readings)):
        if reading == owed:
            return reading
    return whole if len(amounts) == 2 else readings[0]


def deposit_paid(listed: int, below: Sequence[int], owed: int | None = None, *, certain: bool = False) -> int:
    """Return the deposits of a receipt: those listed among the items and those below the total, each once.

    `owed` is what is to pay beyond the total; it decides between readings, and by itself where it is `certain`.
    """
    further = deposit_below(below, None if owed is None else owed - listed)
    if owed is not None and (certain or owed in (listed, deposit_below(below, owed), listed + further)):
        return owed
    return listed if further == listed else listed + further


def _net(items: Sequence[Item]) -> int:
    return sum(item.total - item.discount for item in items)
