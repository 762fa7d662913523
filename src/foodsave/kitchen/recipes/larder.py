"""What is at home and what it last cost, read once and compared with every recipe."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from foodsave.infra.db.scope import QueryScope
from foodsave.kit.quantity import Unit
from foodsave.kitchen.catalog.product_facts import allergens_of, food_of, weights_of
from foodsave.kitchen.pantry.expiry import expiry_kind
from foodsave.kitchen.pantry.prices import PaidPrice, last_paid
from foodsave.kitchen.recipes.cookable import Cookable, Dish, Wanted, rank_dishes
from foodsave.kitchen.recipes.recipe import Recipe, load_needs, total_minutes
from foodsave.kitchen.recipes.repository import KitchenReader, KnownProduct, ListedDish, StockedLot
from foodsave.kitchen.recipes.shipped import shipped_recipes
from foodsave.kitchen.recipes.stock import BoughtPrice, Shelf, StockLot

# Past a best-before food loses quality only, but what is long past it is no longer there, or nobody would cook with it.
_LONGEST_PAST_PRINTED, _LONGEST_PAST_ESTIMATE = timedelta(days=180), timedelta(days=30)


async def read_shelf(scope: QueryScope, *, today: date, currency: str) -> Shelf:
    """Return what can be cooked with today. Values and prices in another currency than `currency` count as unknown."""
    reader = KitchenReader(scope)
    stock, products, paid = await reader.stock(), await reader.products(), await last_paid(scope)
    return await asyncio.to_thread(_shelf, stock, products, paid, today, currency)


async def cookable_dishes(scope: QueryScope, shelf: Shelf, wanted: Wanted) -> tuple[list[Cookable], int]:
    """Return the dishes that fit, best first, and how many were looked at."""
    rows = await KitchenReader(scope).dishes()
    return await asyncio.to_thread(_rank, rows, shelf, wanted)


def dish_of(recipe: Recipe) -> Dish:
    """Return what ranking needs to know of a recipe."""
    return Dish(
        recipe.id,
        recipe.title("pl"),
        recipe.servings,
        recipe.minutes,
        recipe.course,
        recipe.meals,
        recipe.needs,
    )


def _rank(rows: Sequence[ListedDish], shelf: Shelf, wanted: Wanted) -> tuple[list[Cookable], int]:
    replaced = {row.base for row in rows}
    dishes = [*map(_dish, rows), *(dish_of(recipe) for key, recipe in shipped_recipes().items() if key not in replaced)]
    return rank_dishes(dishes, shelf, wanted), len(dishes)


def _dish(row: ListedDish) -> Dish:
    minutes = total_minutes(row.prep_min, row.cook_min)
    return Dish(row.id, row.title, row.servings, minutes, row.course, tuple(row.meals), load_needs(row.needs))


def _shelf(
    stock: Iterable[StockedLot],
    products: Iterable[KnownProduct],
    paid: Mapping[str, PaidPrice],
    today: date,
    currency: str,
) -> Shelf:
    lots = [_lot(row, currency) for row in stock if food_of(row.food_id) is not None and _usable(row, today)]
    prices = [
        (product.food_id, _price(product, paid[product.id]))
        for product in products
        if product.food_id and food_of(product.food_id) and product.id in paid and paid[product.id].currency == currency
    ]
    return Shelf(lots, prices, today)


def _usable(row: StockedLot, today: date) -> bool:
    """Tell whether a lot is offered for cooking: nothing past a use-by, and nothing that was most likely forgotten."""
    if row.expires_late is None:
        return True
    past = today - row.expires_late
    if expiry_kind(row.expiry_basis, row.expiry_source, row.group_id) == "use_by":
        return past <= timedelta(0)
    return past <= (_LONGEST_PAST_PRINTED if row.expiry_basis == "printed" else _LONGEST_PAST_ESTIMATE)


def _lot(row: StockedLot, currency: str) -> StockLot:
    food, unit = food_of(row.food_id), Unit(row.unit)
    known = allergens_of(row.allergens, food)
    return StockLot(
        id=row.id,
        product_id=row.product_id,
        name=row.name,
        food_id=row.food_id or "",
        milli=row.amount_milli,
        unit=unit,
        factor=weights_of(row, food).factor(unit.dimension),
        place=row.place,
        expires_on=row.expires_on,
        use_first_on=row.use_first_on,
        value_minor=row.price_minor if row.currency == currency else None,
        allergens=known.contains,
        may_contain=known.unknown,
    )


def _price(product: KnownProduct, paid: PaidPrice) -> BoughtPrice:
    dimension = Unit(paid.unit).dimension
    factor = weights_of(product, food_of(product.food_id)).factor(dimension)
    return BoughtPrice(paid.price_minor, paid.amount_milli, dimension, factor, paid.on, paid.lot_id)
