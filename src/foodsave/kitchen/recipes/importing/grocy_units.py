"""Amounts of Grocy, in whatever units a household made up there, told in grams, millilitres or pieces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from foodsave.kit.quantity import MAX_MILLI, Dimension, Quantity
from foodsave.kitchen.catalog.measure_words import read_measure
from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.catalog.weights import BASE_UNITS, half_up
from foodsave.kitchen.recipes.importing.grocy_file import GrocyTables, Row

_MOST_UNITS = 200
_LARGEST = 10**9


class GrocyUnits:
    """The quantity units of one Grocy database and what converts them, for all products or for one."""

    def __init__(self, tables: GrocyTables) -> None:
        self._names = {row["id"]: row for row in tables.quantity_units}
        self._measures = {row["id"]: _measure(row) for row in tables.quantity_units}
        self._factors: dict[object, dict[object, dict[object, Fraction]]] = defaultdict(lambda: defaultdict(dict))
        for row in tables.quantity_unit_conversions:
            factor = exact(row["factor"])
            if factor is not None and factor > 0:
                known = self._factors[row["product_id"]]
                known[row["from_qu_id"]][row["to_qu_id"]] = factor
                known[row["to_qu_id"]].setdefault(row["from_qu_id"], 1 / factor)

    def name(self, unit_id: object, amount: Fraction) -> str:
        """Return what a unit is called for so many of it; empty when there is no such unit."""
        row = self._names.get(unit_id)
        if row is None:
            return ""
        plural = row["name_plural"] if amount != 1 else None
        return str(plural or row["name"] or "")

    def factor(self, from_id: object, to_id: object, product_id: object) -> Fraction | None:
        """Return how many of one unit make one of another for a product; None when nothing converts them."""
        return next((factor for unit_id, factor in self._reached(from_id, product_id) if unit_id == to_id), None)

    def quantity(self, amount: Fraction, unit_id: object, product_id: object) -> tuple[Quantity | None, bool]:
        """Return an amount by weight or volume if a unit leads there, else in pieces, and whether its unit is known.

        None when it is finer or larger than can be kept.
        """
        sized: list[tuple[Fraction, Dimension]] = []
        for reached, factor in self._reached(unit_id, product_id):
            known = self._measures.get(reached)
            if known is not None and known[0].size is not None:
                dimension, size = known[0].size
                sized.append((factor * known[1] * size, dimension))
        by_weight = [item for item in sized if item[1] is not Dimension.COUNT]
        size, dimension = (by_weight or sized or [(Fraction(1), Dimension.COUNT)])[0]
        milli = half_up(amount * size * 1000)
        is_known = bool(sized) or self._measures.get(unit_id) is not None
        quantity = Quantity(milli, BASE_UNITS[dimension]) if 0 < milli <= MAX_MILLI else None
        return quantity, is_known

    def _reached(self, unit_id: object, product_id: object) -> Iterator[tuple[object, Fraction]]:
        """Yield every unit that a unit leads to with its factor, the nearest first; those of the product win."""
        reached: dict[object, Fraction] = {unit_id: Fraction(1)}
        pending = [unit_id]
        for current in pending:
            yield current, reached[current]
            for to_id, factor in self._next(current, product_id):
                if to_id not in reached and len(reached) < _MOST_UNITS:
                    reached[to_id] = reached[current] * factor
                    pending.append(to_id)

    def _next(self, unit_id: object, product_id: object) -> Iterable[tuple[object, Fraction]]:
        own = self._factors[product_id][unit_id] if product_id is not None else {}
        return {**self._factors[None][unit_id], **own}.items()


def exact(value: object) -> Fraction | None:
    """Return a number of SQLite as it was written; None for what is no number of everyday size."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = Decimal(str(value)[:40])
    except InvalidOperation:
        return None
    return Fraction(number) if number.is_finite() and abs(number) < _LARGEST and number.adjusted() > -20 else None


def _measure(row: Row) -> tuple[Measure, Fraction] | None:
    """Return the measure that a unit is called after, and how many of it the unit is (a centilitre is 10 ml)."""
    for name in (row["name"], row["name_plural"]):
        text = str(name or "").strip()[:100]
        word = read_measure(text) if text else None
        if word is not None and word.end >= len(text.rstrip(".")):
            return word.measure, word.factor
    return None
