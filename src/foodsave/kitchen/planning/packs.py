"""Amounts rounded up to whole packs. Pure."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from foodsave.kit.quantity import Dimension, Quantity, Unit
from foodsave.kitchen.catalog.weights import Weights

ONE_PIECE = Quantity(Unit.PIECE.milli, Unit.PIECE)


def packs_for(quantity: Quantity, pack: Quantity | None, weights: Weights) -> tuple[int, Quantity] | tuple[None, None]:
    """Return how many packs are enough for an amount, and what one holds; neither when no pack is known.

    Food that is counted comes in whole pieces at least. Less than a thousandth may be short: amounts are rounded up to
    thousandths, and that must not cost a pack.
    """
    for one in (pack, ONE_PIECE if quantity.unit.dimension is Dimension.COUNT else None):
        size = None if one is None else _size(one, quantity.unit.dimension, weights)
        if one is not None and size:
            return floor(Fraction(quantity.milli - 1) / size) + 1, one
    return None, None


def _size(pack: Quantity, dimension: Dimension, weights: Weights) -> Fraction | None:
    """Return what a pack holds in thousandths of another kind of unit."""
    if pack.unit.dimension is dimension:
        return Fraction(pack.milli)
    one, other = weights.factor(pack.unit.dimension), weights.factor(dimension)
    return Fraction(pack.milli * one, other) if one and other else None
