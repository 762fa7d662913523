"""Amounts of a food across units, exactly: everything that can be weighed becomes whole micrograms.

A thousandth of a gram is 1,000 µg; a thousandth of a millilitre times the density in mg/ml, and a thousandth of a
piece times its weight in mg, are µg too. So amounts compare and add without any rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from foodsave.errors import Invalid
from foodsave.kit.quantity import MAX_MILLI, Dimension, Quantity, Unit
from foodsave.kitchen.catalog.foods import Food
from foodsave.kitchen.catalog.measures import Measure

MICROGRAMS = 1_000
BASE_UNITS = {Dimension.MASS: Unit.GRAM, Dimension.VOLUME: Unit.MILLILITRE, Dimension.COUNT: Unit.PIECE}


@dataclass(frozen=True, slots=True)
class Weights:
    """What one piece (mg) and one millilitre (mg) of something weigh; None when that is not known."""

    piece_mg: int | None = None
    density: int | None = None

    @classmethod
    def of(cls, food: Food | None, *, piece_mg: int | None = None, density: int | None = None) -> Weights:
        """Return the weights of a food; what a household knows better (`piece_mg`, `density`) wins."""
        if food is None:
            return cls(piece_mg, density)
        return cls(piece_mg or food.piece_mg, density or food.density)

    def factor(self, dimension: Dimension) -> int | None:
        """Return the micrograms of a thousandth of a gram, millilitre or piece; None when it cannot be weighed."""
        if dimension is Dimension.MASS:
            return MICROGRAMS
        return self.density if dimension is Dimension.VOLUME else self.piece_mg

    def weigh(self, milli: int, dimension: Dimension) -> int | None:
        """Return the weight in micrograms of `milli` thousandths of a gram, millilitre or piece."""
        factor = self.factor(dimension)
        return None if factor is None else milli * factor


def measured(count: Fraction, measure: Measure, food: Food | None) -> Quantity | None:
    """Return `count` of a measure in grams, millilitres or pieces, half up to a thousandth; None when it is unknown.

    Measures such as a clove or a can have a weight for each food: without one the amount is not known.

    Raises:
        Invalid: the amount is not positive, finer than a thousandth or larger than can be kept.
    """
    if count <= 0:
        raise Invalid("an amount must be more than zero", code="invalid_quantity")
    if measure.size is not None:
        dimension, size = measure.size
        return _quantity(count * size * 1000, BASE_UNITS[dimension])
    if food is None or (weight := food.measures.get(measure)) is None:
        return None
    return _quantity(count * weight, Unit.GRAM)


def scaled(milli: int, people: int, servings: int) -> int:
    """Return an amount for `servings` made to fit `people`, half up to a thousandth; at least one."""
    return max(1, half_up(Fraction(milli * people, servings)))


def half_up(value: Fraction) -> int:
    """Return the nearest whole number, halves upwards."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def _quantity(milli: Fraction, unit: Unit) -> Quantity:
    whole = half_up(milli)
    if not 0 < whole <= MAX_MILLI:
        raise Invalid("this amount is finer or larger than can be kept", code="invalid_quantity")
    return Quantity(whole, unit)
