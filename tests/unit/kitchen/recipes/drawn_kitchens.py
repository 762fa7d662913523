"""Kitchens drawn at random: lots in all units, dishes that compete for them, prices, allergens."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from foodsave.kit.quantity import Dimension, Unit
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.catalog.weights import BASE_UNITS, Weights
from foodsave.kitchen.recipes.cookable import Dish
from foodsave.kitchen.recipes.recipe import Need
from foodsave.kitchen.recipes.stock import BoughtPrice, StockLot

TODAY = date(2026, 5, 4)
FOODS = tuple(sorted(foods()))
# Families in which one food stands for another are where a greedy choice could go wrong.
RELATED = tuple(food_id for food_id in FOODS if foods()[food_id].parent)


@dataclass(frozen=True)
class Kitchen:
    lots: tuple[StockLot, ...]
    prices: tuple[tuple[str, BoughtPrice], ...]
    dishes: tuple[Dish, ...]
    people: int | None


def draw_kitchen(seed: int) -> Kitchen:
    chance = random.Random(seed)
    pool = [chance.choice(RELATED if chance.random() < 0.6 else FOODS) for _ in range(chance.randint(4, 14))]
    pool += [parent for food_id in pool if (parent := foods()[food_id].parent)]
    lots = tuple(_lot(chance, n, chance.choice(pool)) for n in range(chance.randint(0, 16)))
    prices = tuple((food_id, _price(chance, n, food_id)) for n, food_id in enumerate(pool) if chance.random() < 0.5)
    dishes = tuple(_dish(chance, n, pool) for n in range(chance.randint(3, 8)))
    return Kitchen(lots, prices, dishes, chance.choice([None, 1, 2, 3, 7]))


def _units(food_id: str) -> list[Unit]:
    weights = Weights.of(foods()[food_id])
    return [unit for dimension, unit in BASE_UNITS.items() if weights.factor(dimension) is not None]


def _amount(chance: random.Random, food_id: str, unit: Unit) -> int:
    """Return about 20 g to 900 g in thousandths of the unit, often such that two add up exactly."""
    factor = Weights.of(foods()[food_id]).factor(unit.dimension)
    micrograms = chance.choice([20, 50, 100, 125, 200, 250, 500, 900]) * 1_000_000
    milli = max(1, micrograms // factor)
    return milli if chance.random() < 0.5 or unit.dimension is Dimension.COUNT else milli + chance.randint(0, 3)


def _lot(chance: random.Random, number: int, food_id: str) -> StockLot:
    food = foods()[food_id]
    unit = chance.choice(_units(food_id))
    dated = chance.random() < 0.85
    expires_on = TODAY + timedelta(days=chance.randint(-3, 40)) if dated else None
    heavier = chance.choice([None, None, 80_000])  # the household weighed a piece itself
    return StockLot(
        id=f"lot-{number:03d}",
        product_id=f"product-{food_id}",
        name=food.pl.one,
        food_id=food_id,
        milli=_amount(chance, food_id, unit),
        unit=unit,
        factor=Weights.of(food, piece_mg=heavier).factor(unit.dimension),
        place=chance.choice(["fridge", "pantry"]),
        expires_on=expires_on,
        use_first_on=expires_on or date.max,
        value_minor=chance.choice([None, 1, 99, 349, 1299]),
        allergens=food.allergens or frozenset(),
        may_contain=food.allergens is None or food.may_contain,
    )


def _price(chance: random.Random, number: int, food_id: str) -> BoughtPrice:
    unit = chance.choice(_units(food_id))
    factor = Weights.of(foods()[food_id]).factor(unit.dimension)
    milli, on = _amount(chance, food_id, unit), TODAY - timedelta(days=chance.randint(0, 90))
    return BoughtPrice(chance.randint(1, 3000), milli, unit.dimension, factor, on, f"bought-{number:03d}")


def _dish(chance: random.Random, number: int, pool: list[str]) -> Dish:
    needs = [_need(chance, chance.choice(pool)) for _ in range(chance.randint(1, 7))]
    if chance.random() < 0.1:
        needs.append(Need(None, None, None))
    return Dish(f"dish-{number}", f"dish {number}", chance.choice([1, 2, 4, 6]), 30, None, (), tuple(needs))


def _need(chance: random.Random, food_id: str) -> Need:
    if chance.random() < 0.1:
        return Need(food_id, None, None, optional=chance.random() < 0.2)
    unit = chance.choice(_units(food_id))
    return Need(food_id, _amount(chance, food_id, unit), unit, optional=chance.random() < 0.15)
