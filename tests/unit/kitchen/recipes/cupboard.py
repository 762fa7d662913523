"""What is at home, for tests of single kitchens."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from foodsave.kit.quantity import Quantity
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.catalog.weights import Weights
from foodsave.kitchen.recipes.recipe import Ingredient, Need, Recipe, known_food
from foodsave.kitchen.recipes.stock import BoughtPrice, StockLot

TODAY = date(2026, 5, 4)


def lot(food_id: str, amount: str, unit: str = "g", *, days: int | None = 30, **facts) -> StockLot:
    food, quantity = foods()[food_id], Quantity.parse(amount, unit)
    expires_on = None if days is None else TODAY + timedelta(days=days)
    usual = {"id": f"{food_id} {amount}", "product_id": f"product {food_id}", "name": food.pl.one, "place": "fridge"}
    usual |= {"factor": Weights.of(food).factor(quantity.unit.dimension), "value_minor": None}
    usual |= {"allergens": food.allergens or frozenset(), "may_contain": food.allergens is None or food.may_contain}
    dates = {"expires_on": expires_on, "use_first_on": expires_on or date.max}
    return StockLot(food_id=food_id, milli=quantity.milli, unit=quantity.unit, **(usual | dates | facts))


def price(minor: int, amount: str, unit: str = "g") -> BoughtPrice:
    quantity = Quantity.parse(amount, unit)
    return BoughtPrice(minor, quantity.milli, quantity.unit.dimension, 1000, TODAY, "bought")


def line(food_id: str | None, count: str | None = None, measure: str = "g", **more) -> Ingredient:
    number = None if count is None else Fraction(count)
    optional = more.pop("optional", False)
    known = None if count is None else Measure(measure)
    return Ingredient(Need.of(known_food(food_id), number, known, optional=optional), number, known, **more)


def recipe(*lines: Ingredient, **facts) -> Recipe:
    usual = {"id": "dish", "origin": "own", "titles": {"pl": "Danie", "en": "Dish"}, "servings": 2}
    usual |= {"steps": {"pl": ("Gotuj.",), "en": ("Cook.",)}, "prep_min": 10, "cook_min": 20, "course": "main"}
    usual |= {"meals": (), "tags": (), "tools": ()}
    return Recipe(ingredients=lines, **(usual | facts))
