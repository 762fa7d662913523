"""Money as integer minor units with a currency. Nothing here ever rounds silently."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from foodsave.errors import Invalid

_AMOUNT = re.compile(r"(-?)(\d{1,12})(?:[.,](\d{1,2}))?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


def parse_minor(text: str) -> int:
    """Return the minor units of a decimal such as `12.34`, `12,3` or `-5`.

    Raises:
        Invalid: the text is not a plain decimal with at most two places.
    """
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        raise Invalid(f"{text!r} is not an amount; write it like 12.34", code="invalid_amount")
    sign, whole, places = match.groups()
    minor = int(whole) * 100 + int((places or "0").ljust(2, "0"))
    return -minor if sign else minor


def format_minor(minor: int) -> str:
    """Return minor units as a decimal string with a dot and two places."""
    whole, places = divmod(abs(minor), 100)
    return f"{'-' if minor < 0 else ''}{whole}.{places:02d}"


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount of one ISO 4217 currency."""

    amount_minor: int
    currency: str

    def __post_init__(self) -> None:
        if not _CURRENCY.fullmatch(self.currency):
            raise Invalid(f"{self.currency!r} is not an ISO 4217 currency code", code="invalid_currency")

    def __add__(self, other: Money) -> Money:
        return Money(self.amount_minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount_minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount_minor, self.currency)

    def __str__(self) -> str:
        return f"{format_minor(self.amount_minor)} {self.currency}"

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise Invalid(f"cannot combine {self.currency} with {other.currency}", code="currency_mismatch")
        return other.amount_minor


def multiply_minor(qty: str, unit_price_minor: int) -> int:
    """Return quantity x unit price, half up to the minor unit, as fiscal tills round. `qty` is a plain decimal."""
    return int((Decimal(qty) * unit_price_minor).quantize(Decimal(1), rounding=ROUND_HALF_UP))
