"""The measures of recipes and shopping: some are units, some mean another weight for each food.

Sources: Polish kitchen convention (glass 250 ml, tablespoon 15 ml, teaspoon 5 ml); US cup 240 ml (21 CFR 101.9);
ounce and pound by the international agreement of 1959; US fluid ounce and pint (NIST Handbook 44).
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from foodsave.kit.quantity import Dimension


class Measure(StrEnum):
    """How an amount of food is measured. The values are the words of the API and of our recipes."""

    GRAM = "g"
    DECAGRAM = "dag"
    KILOGRAM = "kg"
    OUNCE = "oz"
    POUND = "lb"
    MILLILITRE = "ml"
    LITRE = "l"
    GLASS = "szklanka"
    CUP = "cup"
    TABLESPOON = "łyżka"
    TEASPOON = "łyżeczka"
    FLUID_OUNCE = "fl_oz"
    PINT = "pint"
    PIECE = "szt"
    PINCH = "szczypta"
    CLOVE = "ząbek"
    BLOCK = "kostka"
    CAN = "puszka"
    JAR = "słoik"
    BUNCH = "pęczek"
    SLICE = "plaster"
    BREAD_SLICE = "kromka"
    HANDFUL = "garść"
    HEAD = "główka"
    SPRIG = "gałązka"
    LEAF = "liść"
    SACHET = "torebka"
    PACK = "opakowanie"
    STALK = "łodyga"

    @property
    def size(self) -> tuple[Dimension, Fraction] | None:
        """What one measures: grams, millilitres or pieces; None when each food has its own weight for it."""
        return _SIZES.get(self)


_SIZES = {
    Measure.GRAM: (Dimension.MASS, Fraction(1)),
    Measure.DECAGRAM: (Dimension.MASS, Fraction(10)),
    Measure.KILOGRAM: (Dimension.MASS, Fraction(1000)),
    Measure.OUNCE: (Dimension.MASS, Fraction("28.349523125")),
    Measure.POUND: (Dimension.MASS, Fraction("453.59237")),
    Measure.MILLILITRE: (Dimension.VOLUME, Fraction(1)),
    Measure.LITRE: (Dimension.VOLUME, Fraction(1000)),
    Measure.GLASS: (Dimension.VOLUME, Fraction(250)),
    Measure.CUP: (Dimension.VOLUME, Fraction(240)),
    Measure.TABLESPOON: (Dimension.VOLUME, Fraction(15)),
    Measure.TEASPOON: (Dimension.VOLUME, Fraction(5)),
    Measure.FLUID_OUNCE: (Dimension.VOLUME, Fraction("29.5735295625")),
    Measure.PINT: (Dimension.VOLUME, Fraction("473.176473")),
    Measure.PIECE: (Dimension.COUNT, Fraction(1)),
}
