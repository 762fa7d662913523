"""Sums of money with the rows that they rest on. Currencies are never added together, the unknown never counts as 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.catalog.weights import BASE_UNITS, half_up

CITED = 5
_SHARE_PLACES = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """`money` is minor units by currency. `unknown` of the `events` have no known price and are not in it; together
    they are `unknown_amount`, None when they are of several kinds of units.

    `sources` are the first of the rows behind it, `source_count` is how many there are: transactions of the ledger.
    """

    money: Mapping[str, int]
    events: int
    unknown: int
    unknown_amount: Quantity | None
    sources: tuple[str, ...]
    source_count: int


@dataclass(slots=True)
class Tally:
    """A figure while it is added up."""

    money: dict[str, int] = field(default_factory=dict)
    events: int = 0
    unknown: int = 0
    amounts: dict[str | None, int] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)

    def add(self, minor: int | None, currency: str | None, *, milli: int, unit: str | None, source: str) -> None:
        """Add one event: what it is worth, or its amount when that is unknown."""
        self.events += 1
        self.sources[source] = None
        if minor is None or currency is None:
            self.unknown += 1
            self.amounts[unit] = self.amounts.get(unit, 0) + milli
        else:
            self.money[currency] = self.money.get(currency, 0) + minor

    def figure(self) -> Figure:
        """Return what was added up."""
        return Figure(
            money=dict(sorted(self.money.items())),
            events=self.events,
            unknown=self.unknown,
            unknown_amount=_one_amount(self.amounts),
            sources=tuple(self.sources)[:CITED],
            source_count=len(self.sources),
        )


def share(part: int, whole: int) -> str | None:
    """Return a part of a whole as a decimal with four places, half up; None of nothing."""
    if whole <= 0:
        return None
    scale = 10**_SHARE_PLACES
    scaled = half_up(Fraction(part * scale, whole))
    units, places = divmod(abs(scaled), scale)
    return f"{'-' if scaled < 0 else ''}{units}.{places:0{_SHARE_PLACES}d}"


def _one_amount(amounts: Mapping[str | None, int]) -> Quantity | None:
    if not amounts or None in amounts:
        return None
    units = [Unit(unit) for unit in amounts if unit is not None]
    kinds = {unit.dimension for unit in units}
    if len(kinds) > 1:
        return None
    return Quantity(sum(amounts.values()), units[0] if len(units) == 1 else BASE_UNITS[kinds.pop()])
