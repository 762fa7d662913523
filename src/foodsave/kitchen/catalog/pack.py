"""How much a till line is: pack sizes printed in names (`500g`, `1,5L`, `4x100g`, `10szt`) times the quantity."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from foodsave.kit.quantity import MAX_MILLI, Quantity, Unit

_NUMBER = r"(\d{1,4}(?:[.,]\d{1,3})?)"
_UNIT = r"(kg|dag|g|gr|l|ltr|ml|cl|szt|sztuk|pcs)"
_MULTI = re.compile(rf"(?<![\d.,])(\d{{1,3}})\s?[x*]\s?{_NUMBER}\s?{_UNIT}(?![a-ząćęłńóśźż])", re.IGNORECASE)
_SINGLE = re.compile(rf"(?<![\d.,]){_NUMBER}\s?{_UNIT}(?![a-ząćęłńóśźż])", re.IGNORECASE)
_LOOSE = re.compile(r"(?<![a-ząćęłńóśźż])(kg|luz|na wagę|na wage|waga|wag)(?![a-ząćęłńóśźż])", re.IGNORECASE)
_UNITS = {
    "kg": (Unit.KILOGRAM, 1),
    "dag": (Unit.DECAGRAM, 1),
    "g": (Unit.GRAM, 1),
    "gr": (Unit.GRAM, 1),
    "l": (Unit.LITRE, 1),
    "ltr": (Unit.LITRE, 1),
    "ml": (Unit.MILLILITRE, 1),
    "cl": (Unit.MILLILITRE, 10),
    "szt": (Unit.PIECE, 1),
    "sztuk": (Unit.PIECE, 1),
    "pcs": (Unit.PIECE, 1),
}
_ONE = Quantity(Unit.PIECE.milli, Unit.PIECE)
# Groups that shops sell in packs and households count in pieces: pieces in the usual Polish pack.
_PIECES_IN_PACK = {"eggs": 10, "tortilla": 6}
_MOST_PACKS = 3  # more than that on one line are single pieces


def pack_size(name: str) -> Quantity | None:
    """Return the content of one pack as its printed `name` tells, if it does."""
    if match := _MULTI.search(name):
        return _size(Decimal(match.group(1)), match.group(2), match.group(3))
    if match := _SINGLE.search(name):
        return _size(Decimal(1), match.group(1), match.group(2))
    return None


def bought_quantity(name: str, qty: str | None, group: str | None = None) -> Quantity:
    """Return how much a line brought home.

    A fractional `qty`, or a name that says it is sold loose, is kilograms; a whole one counts packs of the printed
    size, or pieces when no size is printed. What is not printed counts as one. Of a `group` that is sold by the pack
    and eaten by the piece (eggs), up to three are packs of the usual number.
    """
    count = _decimal(qty) if qty else Decimal(1)
    if count is None or count <= 0:
        return _ONE
    size = pack_size(name)
    loose = size is None and _LOOSE.search(name) is not None
    if count != count.to_integral_value() or (loose and qty):
        milli = int(count * Unit.KILOGRAM.milli)
        return Quantity(min(milli, MAX_MILLI), Unit.KILOGRAM)
    pieces = _PIECES_IN_PACK.get(group or "", 1) if not loose and count <= _MOST_PACKS else 1
    unit_size = size or Quantity(pieces * _ONE.milli, _ONE.unit)
    return Quantity(min(int(count) * unit_size.milli, MAX_MILLI), unit_size.unit)


def _size(packs: Decimal, number: str, unit: str) -> Quantity | None:
    amount = _decimal(number)
    known, factor = _UNITS[unit.lower()]
    milli = int(packs * (amount or 0) * factor * known.milli)
    return Quantity(milli, known) if 0 < milli <= MAX_MILLI else None


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and value < 10**6 else None
