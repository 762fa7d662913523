"""Amounts of food: integer thousandths of a gram, millilitre or piece, with the unit they are shown in.

Household measures follow the Polish kitchen convention: glass 250 ml, tablespoon 15 ml, teaspoon 5 ml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from foodsave.errors import Invalid

_DECIMAL = re.compile(r"(\d{1,9})(?:[.,](\d{1,6}))?", re.ASCII)
MAX_MILLI = 10**12


class Dimension(StrEnum):
    """What an amount measures; amounts of different dimensions do not add."""

    MASS = "mass"
    VOLUME = "volume"
    COUNT = "count"


class Unit(StrEnum):
    """A display unit. The values are the words of the API."""

    GRAM = "g"
    DECAGRAM = "dag"
    KILOGRAM = "kg"
    MILLILITRE = "ml"
    LITRE = "l"
    GLASS = "szklanka"
    TABLESPOON = "łyżka"
    TEASPOON = "łyżeczka"
    PIECE = "szt"
    PACK = "op"

    @property
    def dimension(self) -> Dimension:
        """Return what the unit measures."""
        return _UNITS[self][0]

    @property
    def milli(self) -> int:
        """Return the unit's size in thousandths of a gram, millilitre or piece."""
        return _UNITS[self][1]


_UNITS: dict[Unit, tuple[Dimension, int]] = {
    Unit.GRAM: (Dimension.MASS, 1_000),
    Unit.DECAGRAM: (Dimension.MASS, 10_000),
    Unit.KILOGRAM: (Dimension.MASS, 1_000_000),
    Unit.MILLILITRE: (Dimension.VOLUME, 1_000),
    Unit.LITRE: (Dimension.VOLUME, 1_000_000),
    Unit.GLASS: (Dimension.VOLUME, 250_000),
    Unit.TABLESPOON: (Dimension.VOLUME, 15_000),
    Unit.TEASPOON: (Dimension.VOLUME, 5_000),
    Unit.PIECE: (Dimension.COUNT, 1_000),
    Unit.PACK: (Dimension.COUNT, 1_000),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """`milli` thousandths of the unit's base (g, ml, piece), shown in `unit`."""

    milli: int
    unit: Unit

    @classmethod
    def parse(cls, amount: str, unit: str) -> Quantity:
        """Return the quantity of a decimal `amount` (dot or comma) of `unit`.

        Raises:
            Invalid: the amount is not a positive decimal, too large, finer than a thousandth of the base unit, or
                the unit is unknown.
        """
        match = _DECIMAL.fullmatch(amount.strip())
        if match is None:
            raise Invalid(f"{amount!r} is not a quantity; write it like 0.381", code="invalid_quantity")
        try:
            known = Unit(unit)
        except ValueError as error:
            raise Invalid(f"unknown unit {unit!r}; use one of {', '.join(Unit)}", code="unknown_unit") from error
        whole, places = match.group(1), match.group(2) or ""
        milli, rest = divmod(int(whole + places) * known.milli, 10 ** len(places))
        if rest or milli > MAX_MILLI:
            raise Invalid(f"{amount} {unit} is finer or larger than can be kept", code="invalid_quantity")
        return cls(milli, known)

    @property
    def amount(self) -> str:
        """Return the decimal amount in the display unit, without trailing zeros (at most six places)."""
        scaled, rest = divmod(abs(self.milli) * 1_000_000, self.unit.milli)
        if rest * 2 >= self.unit.milli:
            scaled += 1
        whole, places = divmod(scaled, 1_000_000)
        text = f"{whole}.{places:06d}".rstrip("0").rstrip(".")
        return f"-{text}" if self.milli < 0 and text != "0" else text

    def __add__(self, other: Quantity) -> Quantity:
        return Quantity(self.milli + self._same(other), self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        return Quantity(self.milli - self._same(other), self.unit)

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"

    def to(self, unit: Unit) -> Quantity:
        """Return the same amount shown in another unit of the same dimension.

        Raises:
            Invalid: the units measure different things.
        """
        if unit.dimension is not self.unit.dimension:
            raise Invalid(f"{self.unit} cannot be shown in {unit}", code="unit_mismatch")
        return Quantity(self.milli, unit)

    def _same(self, other: Quantity) -> int:
        if other.unit.dimension is not self.unit.dimension:
            raise Invalid(f"cannot combine {self.unit} with {other.unit}", code="unit_mismatch")
        return other.milli
