"""Amounts of a recipe as a cook measures them: only what is shown is rounded, never what is computed. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from foodsave.kit.quantity import Dimension
from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.catalog.weights import half_up

_METRIC = {
    Measure.GRAM: Dimension.MASS,
    Measure.DECAGRAM: Dimension.MASS,
    Measure.KILOGRAM: Dimension.MASS,
    Measure.MILLILITRE: Dimension.VOLUME,
    Measure.LITRE: Dimension.VOLUME,
}
_SMALL = {Dimension.MASS: Measure.GRAM, Dimension.VOLUME: Measure.MILLILITRE}
_LARGE = {Dimension.MASS: Measure.KILOGRAM, Dimension.VOLUME: Measure.LITRE}
_THOUSAND = 1000
# Below so many grams or millilitres, to what they are rounded: never more than a twentieth off.
_STEPS = ((5, Fraction(1, 10)), (20, Fraction(1, 2)), (_THOUSAND, Fraction(1)))
_STEP_LATER = Fraction(10)

# Where a quarter of one cannot be measured, the next smaller measure and how many of it one holds.
_SMALLER = {
    Measure.GLASS: (Measure.TABLESPOON, Fraction(50, 3)),
    Measure.CUP: (Measure.TABLESPOON, Fraction(16)),
    Measure.TABLESPOON: (Measure.TEASPOON, Fraction(3)),
}
_HALVED = frozenset(  # nobody takes a third of a leaf
    (
        Measure.CLOVE,
        Measure.SLICE,
        Measure.BREAD_SLICE,
        Measure.HANDFUL,
        Measure.SPRIG,
        Measure.LEAF,
        Measure.STALK,
    )
)
_QUARTERED = frozenset((Measure.OUNCE, Measure.POUND, Measure.FLUID_OUNCE))  # they are told in decimals
_QUARTER, _HALF, _EIGHTH, _TENTH = Fraction(1, 4), Fraction(1, 2), Fraction(1, 8), Fraction(1, 10)
_THIRDS = (Fraction(0), _QUARTER, Fraction(1, 3), _HALF, Fraction(2, 3), Fraction(3, 4), Fraction(1))
_QUARTERS = (Fraction(0), _QUARTER, _HALF, Fraction(3, 4), Fraction(1))
_HALVES = (Fraction(0), _HALF, Fraction(1))
_WHOLES = (Fraction(0), Fraction(1))
_FEW, _MANY = 3, 10
_TINY_MG = 5_000  # an allspice berry, an olive: nobody cuts them


class Portion(NamedTuple):
    """What is told of an amount: `number` None is less than can be measured, `rounded` that a cook should know that."""

    number: Fraction | None
    measure: Measure
    rounded: bool


def told_exactly(count: Fraction, measure: Measure) -> Portion:
    """Return an amount as it is, kilograms and litres from a thousand grams and millilitres on."""
    dimension = _METRIC.get(measure)
    if dimension is None or measure is Measure.DECAGRAM:
        return Portion(count, measure, rounded=False)
    return _metric(count * _size(measure), dimension)


def told_roughly(count: Fraction, measure: Measure, piece_mg: int | None = None) -> Portion:
    """Return an amount that was made to fit, rounded to what scales, spoons and knives can measure.

    Grams and millilitres are rounded without a word: to a tenth below 5, to a half below 20, to whole ones below 1000,
    then to ten. Everything else becomes halves, thirds and quarters, or whole ones when there are many. `piece_mg` is
    the weight of one piece of the food: small things are not cut.
    """
    dimension = _METRIC.get(measure)
    if dimension is not None:
        return _metric(_stepped(count * _size(measure)), dimension)
    if measure is Measure.PINCH:
        return Portion(Fraction(max(1, half_up(count))), measure, rounded=False)
    while count < _QUARTER and measure in _SMALLER:
        measure, holds = _SMALLER[measure]
        count *= holds
    if measure is Measure.PIECE and piece_mg is not None and piece_mg <= _TINY_MG:
        found = _at_least(_QUARTER, Fraction(1), count, _WHOLES)
    elif measure in _HALVED:
        found = _at_least(_QUARTER, _HALF, count, _HALVES if count < _FEW else _WHOLES)
    elif measure in _QUARTERED:
        found = _at_least(_EIGHTH, _QUARTER, count, _QUARTERS)
    elif count < Fraction(3, 16):
        found = _EIGHTH if count >= _TENTH else None
    else:
        found = _nearest(count, _THIRDS if count < _FEW else _HALVES if count < _MANY else _WHOLES)
    return Portion(found, measure, rounded=found is not None and found != count)


def _at_least(enough: Fraction, least: Fraction, count: Fraction, parts: Iterable[Fraction]) -> Fraction | None:
    return None if count < enough else max(least, _nearest(count, parts))


def _nearest(count: Fraction, parts: Iterable[Fraction]) -> Fraction:
    """Return the nearest number that is whole but for one of `parts`; of two as near the simpler one."""
    whole = count.numerator // count.denominator
    return min((whole + part for part in parts), key=lambda told: (abs(told - count), told.denominator, -told))


def _stepped(amount: Fraction) -> Fraction:
    step = next((step for below, step in _STEPS if amount < below), _STEP_LATER)
    return max(step, half_up(amount / step) * step)


def _metric(amount: Fraction, dimension: Dimension) -> Portion:
    if amount >= _THOUSAND:
        return Portion(amount / _THOUSAND, _LARGE[dimension], rounded=False)
    return Portion(amount, _SMALL[dimension], rounded=False)


def _size(measure: Measure) -> Fraction:
    return measure.size[1] if measure.size is not None else Fraction(1)
