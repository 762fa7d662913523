"""What dishes and minimum stocks need, and what is at home, as the arithmetic of needs takes it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from foodsave.core.profiles.service import Locale
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.catalog.foods import Food
from foodsave.kitchen.catalog.models import ProductRow
from foodsave.kitchen.catalog.product_facts import food_of, weights_of
from foodsave.kitchen.catalog.weights import scaled
from foodsave.kitchen.pantry.expiry import expiry_kind
from foodsave.kitchen.planning.needs import HeldLot, ProductFacts, ShoppingNeed, Why
from foodsave.kitchen.planning.repository import CountedLot
from foodsave.kitchen.recipes.recipe import Recipe

NAME_LENGTH = 120


def needs_of_dish(recipe: Recipe, recipe_id: str, people: int, locale: Locale) -> Iterator[ShoppingNeed]:
    """Yield what a recipe cooked for `people` needs; what is optional need not be bought."""
    why = Why("recipe", recipe_id, recipe.title(locale), people)
    for line in recipe.ingredients:
        need, food = line.need, food_of(line.need.food_id)
        if need.optional:
            continue
        quantity = None
        # what is not understood is listed as it is written, with its amount in it
        if food is not None and need.milli is not None and need.unit is not None:
            quantity = Quantity(scaled(need.milli, people, recipe.servings), need.unit)
        name = food_name(food, locale) if food else (line.text or "").strip()
        if name:
            yield ShoppingNeed(name[:NAME_LENGTH], food.id if food else None, None, quantity, why)


def needs_of_minimum(products: Iterable[ProductRow]) -> Iterator[ShoppingNeed]:
    """Yield how much there should be of each product that has a minimum stock."""
    for product in products:
        if product.minimum_milli and product.minimum_unit:
            yield ShoppingNeed(
                product.name,
                product.food_id if food_of(product.food_id) else None,
                product.id,
                Quantity(product.minimum_milli, Unit(product.minimum_unit)),
                Why("minimum", product.id, product.name),
            )


def held_lots(rows: Iterable[CountedLot], today: date) -> list[HeldLot]:
    """Return the lots that may still be eaten."""
    held = []
    for row in rows:
        kind = expiry_kind(row.expiry_basis, row.expiry_source, row.group_id)
        if kind == "use_by" and row.expires_late is not None and row.expires_late < today:
            continue
        food, unit = food_of(row.food_id), Unit(row.unit)
        held.append(
            HeldLot(
                id=row.id,
                product_id=row.product_id,
                food_id=food.id if food else None,
                milli=row.amount_milli,
                unit=unit,
                factor=weights_of(row, food).factor(unit.dimension),
                use_first_on=row.use_first_on,
            )
        )
    return held


def facts_of_products(products: Sequence[ProductRow]) -> dict[str, ProductFacts]:
    """Return what is known of products, by id."""
    return {product.id: _facts(product) for product in products}


def food_name(food: Food, locale: Locale) -> str:
    """Return what a food is called."""
    return food.pl.one if locale == "pl" else food.en


def _facts(product: ProductRow) -> ProductFacts:
    pack = None
    if product.pack_milli is not None and product.pack_unit is not None:
        pack = Quantity(product.pack_milli, Unit(product.pack_unit))
    return ProductFacts(weights_of(product, food_of(product.food_id)), pack)
