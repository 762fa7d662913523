"""What is at home as a cook sees it: usable lots by the foods that they can stand for. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from foodsave.kit.quantity import Dimension, Unit
from foodsave.kitchen.catalog.foods import Allergen, lineage

# The share of food that is thrown away in the end, by the days that it has left, in percent: our own estimate.
# 80 % of what is at its day or past it, 60 % of what has a day left, and so on; past a month, or undated, 5 %.
_RISKS = ((0, 80), (1, 60), (3, 40), (7, 20), (14, 10))
_RISK_LATER = 5


@dataclass(frozen=True, slots=True)
class StockLot:
    """A lot that may be cooked with. `factor` is the micrograms of a thousandth of its base unit, None when it cannot
    be weighed; `value_minor` what is left of its price, None when that is unknown or in a foreign currency.
    `allergens` are those that it surely has; `may_contain` tells that others are possible."""

    id: str
    product_id: str
    name: str
    food_id: str
    milli: int
    unit: Unit
    factor: int | None
    place: str
    expires_on: date | None
    use_first_on: date
    value_minor: int | None
    allergens: frozenset[Allergen] = frozenset()
    may_contain: bool = False
    dimension: Dimension = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "dimension", self.unit.dimension)


@dataclass(frozen=True, slots=True)
class BoughtPrice:
    """What a product last cost: `price_minor` for `milli` thousandths of a base unit; `lot_id` is the row it is of."""

    price_minor: int
    milli: int
    dimension: Dimension
    factor: int | None
    on: date
    lot_id: str

    def cost(self, milli: int | Fraction, dimension: Dimension, factor: int | None) -> tuple[int, int] | None:
        """Return what `milli` thousandths of another unit would cost, as numerator and denominator.

        None when the units cannot be compared.
        """
        above, below = self.price_minor * milli.numerator, self.milli * milli.denominator
        if dimension is self.dimension:
            return above, below
        return None if factor is None or self.factor is None else (above * factor, below * self.factor)


class Shelf:
    """The lots and last prices of a household on one day, found by the food that a recipe wants."""

    def __init__(self, lots: Iterable[StockLot], prices: Iterable[tuple[str, BoughtPrice]], today: date) -> None:
        self.today = today
        self._lots: dict[str, list[StockLot]] = {}
        self._prices: dict[str, list[BoughtPrice]] = {}
        self._worth: dict[str, tuple[int, int] | None] = {}
        for lot in sorted(lots, key=lambda lot: (lot.use_first_on, lot.id)):
            for wanted in lineage(lot.food_id):
                self._lots.setdefault(wanted, []).append(lot)
            self._worth[lot.id] = _worth(lot, today)
        for food_id, price in sorted(prices, key=lambda pair: (pair[1].on, pair[1].lot_id), reverse=True):
            for wanted in lineage(food_id):
                self._prices.setdefault(wanted, []).append(price)

    def without(self, allergens: frozenset[Allergen]) -> Shelf:
        """Return the shelf without the lots that contain one of `allergens`."""
        if not allergens:
            return self
        kept = Shelf((), (), self.today)
        kept._prices, kept._worth = self._prices, self._worth
        kept._lots = {
            food_id: [lot for lot in lots if not lot.allergens & allergens] for food_id, lots in self._lots.items()
        }
        return kept

    def lots(self, food_id: str) -> list[StockLot]:
        """Return the lots that can stand for a food, what to use first at the front."""
        return self._lots.get(food_id, [])

    def at_risk(self, lot: StockLot) -> tuple[int, int] | None:
        """Return the value at risk of a thousandth of a lot in minor units, as numerator and denominator.

        None when the price of the lot is unknown.
        """
        return self._worth[lot.id]

    def cost(
        self, food_id: str, milli: int | Fraction, dimension: Dimension, factor: int | None
    ) -> tuple[int, int] | None:
        """Return what an amount of a food would cost at the price last paid, as numerator and denominator.

        None when no price can tell.
        """
        for price in self._prices.get(food_id, ()):
            if (cost := price.cost(milli, dimension, factor)) is not None:
                return cost
        return None


def risk_percent(expires_on: date | None, today: date) -> int:
    """Return how likely it is, in percent, that food with this effective expiry is thrown away if it is not used."""
    if expires_on is None:
        return _RISK_LATER
    left = (expires_on - today).days
    return next((percent for days, percent in _RISKS if left <= days), _RISK_LATER)


def _worth(lot: StockLot, today: date) -> tuple[int, int] | None:
    if lot.value_minor is None:
        return None
    return lot.value_minor * risk_percent(lot.expires_on, today), 100 * lot.milli
