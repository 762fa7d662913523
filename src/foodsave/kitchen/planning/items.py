"""An item of a shopping list: its reasons, its amount, and what is merged into it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from fractions import Fraction
from math import ceil

from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.catalog.weights import Weights
from foodsave.kitchen.planning.models import ShoppingItemRow
from foodsave.kitchen.planning.needs import (
    ProductFacts,
    ShoppingLine,
    ShoppingNeed,
    Why,
    converted,
    pack_for,
    same_thing,
    weights_for,
)
from foodsave.kitchen.planning.packs import packs_for

Facts = Mapping[str, ProductFacts]
# The reference of the reason that replaces what was computed: people set the amount themselves.
DECIDED = "amount"


def reasons_of(row: ShoppingItemRow) -> list[Why]:
    """Return why an item is on its list."""
    return [Why(**reason) for reason in row.reasons]


def amount_of(row: ShoppingItemRow) -> Quantity | None:
    """Return how much is to be bought; None for any amount."""
    return None if row.amount_milli is None or row.unit is None else Quantity(row.amount_milli, Unit(row.unit))


def pack_of(row: ShoppingItemRow) -> Quantity | None:
    """Return what one pack holds."""
    return None if row.pack_milli is None or row.pack_unit is None else Quantity(row.pack_milli, Unit(row.pack_unit))


def set_reasons(row: ShoppingItemRow, whys: Sequence[Why], unit: Unit | None, facts: Facts) -> None:
    """Set why an item is on its list; its amount is the sum of their parts, in `unit`."""
    parts = [why.milli for why in whys if why.milli is not None]
    row.reasons = [asdict(why) for why in whys]
    row.amount_milli, row.unit = (sum(parts), unit.value) if parts and unit is not None else (None, None)
    packs, pack = None, None
    quantity = amount_of(row)
    if quantity is not None:
        known = pack_for(row.product_id, row.food_id, facts)
        packs, pack = packs_for(quantity, known, weights_for(row.product_id, row.food_id, facts))
    row.packs = packs
    row.pack_milli, row.pack_unit = (pack.milli, pack.unit.value) if pack else (None, None)


def drop_reasons(row: ShoppingItemRow, references: Collection[tuple[str, str | None]], facts: Facts) -> None:
    """Take reasons (reason, reference) off an item.

    One that is bought, or whose amount people set themselves, keeps them.
    """
    whys = reasons_of(row)
    if not row.done and not _is_decided(whys):
        left = [why for why in whys if (why.reason, why.reference) not in references]
        if len(left) < len(whys):
            set_reasons(row, left, Unit(row.unit) if row.unit else None, facts)


def is_answered(row: ShoppingItemRow, line: ShoppingLine, why: Why) -> bool:
    """Tell whether an item answers a reason of a line already: it is bought, or people decided how much of it."""
    whys = reasons_of(row)
    known = any((one.reason, one.reference) == (why.reason, why.reference) for one in whys)
    return known and (row.done or _is_decided(whys)) and _is_same(row, line)


def merge(rows: Iterable[ShoppingItemRow], line: ShoppingLine, facts: Facts) -> ShoppingItemRow | None:
    """Add a line to the first open item of the same thing in comparable units and return it; None without one."""
    for row in rows:
        if row.done or not _is_same(row, line):
            continue
        held = amount_of(row)
        whys = (
            line.whys
            if held is None
            else _in_unit(line, held.unit, weights_for(row.product_id or line.product_id, row.food_id, facts))
        )
        if whys is None:
            continue
        if line.product_id is not None and row.product_id is None:
            row.product_id, row.name = line.product_id, line.name
        unit = held.unit if held else line.quantity.unit if line.quantity else None
        set_reasons(row, [*reasons_of(row), *whys], unit, facts)
        return row
    return None


def _in_unit(line: ShoppingLine, unit: Unit, weights: Weights) -> Sequence[Why] | None:
    """Return the reasons of a line with their parts in another unit, rounded up together; None when not known."""
    if line.quantity is None or line.quantity.unit.dimension is unit.dimension:
        return line.whys
    whys, so_far = [], Fraction(0)
    for why in line.whys:
        part = converted(Fraction(why.milli or 0), line.quantity.unit.dimension, unit.dimension, weights)
        if part is None:
            return None
        whys.append(why if why.milli is None else replace(why, milli=ceil(so_far + part) - ceil(so_far)))
        so_far += part
    return whys


def _is_same(row: ShoppingItemRow, line: ShoppingLine) -> bool:
    need = ShoppingNeed(line.name, line.food_id, line.product_id, line.quantity, Why("own"))
    return same_thing(row.name, row.food_id, row.product_id, need)


def _is_decided(whys: Iterable[Why]) -> bool:
    return any(why.reason == "own" and why.reference == DECIDED for why in whys)
