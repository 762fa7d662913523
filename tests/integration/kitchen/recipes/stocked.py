"""Lots and recipes of a household, for tests of what is cooked from them."""

from __future__ import annotations

from datetime import date, timedelta

from fixtures.household import Home
from foodsave.kit.ids import new_id
from foodsave.kit.quantity import Quantity
from foodsave.kit.text import fold
from foodsave.kitchen.catalog.models import ProductRow
from foodsave.kitchen.pantry.ledger import Lot
from foodsave.kitchen.pantry.repository import LedgerRepository
from foodsave.kitchen.pantry.rows import lot_of
from foodsave.kitchen.pantry.service import Journal, Ledger, NewLot
from foodsave.kitchen.recipes import service
from foodsave.kitchen.recipes.cookable import weigh_up
from foodsave.kitchen.recipes.cooking import Cooked, Leftover, cook_recipe, proposed_deductions
from foodsave.kitchen.recipes.draft import RecipeDraft
from foodsave.kitchen.recipes.larder import dish_of, read_shelf
from foodsave.kitchen.recipes.mapping import preview
from foodsave.kitchen.recipes.recipe import Recipe

TODAY = date(2026, 3, 10)


def draft(*ingredients: str, **facts) -> RecipeDraft:
    usual = {"title": "Danie", "steps": ("Ugotuj.",), "servings": 2, "language": "pl"}
    return RecipeDraft(ingredients=ingredients, **(usual | facts))


async def product(home: Home, name: str, food_id: str | None, **facts) -> str:
    product_id = new_id()
    kept = {
        "name": name,
        "key": fold(name),
        "food_id": food_id,
        "food_basis": "household",
        "created_at": home.clock.now(),
    }
    async with home.writing() as scope:
        scope.session.add(ProductRow(household_id=home.household.id, id=product_id, **(kept | facts)))
    return product_id


async def stock(home: Home, product_id: str, amount: str, unit: str = "g", *, days: int | None = 30, **facts) -> str:
    """Put a lot into the fridge, with a printed date in so many days; return its id."""
    quantity = Quantity.parse(amount, unit)
    usual = {"name": "Coś", "group_id": None, "place": "fridge", "purchased_on": TODAY - timedelta(days=1)}
    if days is not None:
        usual |= {"printed_on": TODAY + timedelta(days=days), "printed_kind": "best_before"}
    if facts.get("price_minor") is not None:
        usual["currency"] = "PLN"
    lot = NewLot(product_id=product_id, amount_milli=quantity.milli, unit=quantity.unit.value, **(usual | facts))
    async with home.writing() as scope:
        return (await Ledger(scope, home.clock, Journal(TODAY)).add_lots("receipt", None, [lot])).made_ids[0]


async def bought(home: Home, food_id: str, amount: str, unit: str = "g", **facts) -> str:
    """Put a lot of a new product of that food into the fridge; return its id."""
    return await stock(home, await product(home, f"{food_id} {new_id()}", food_id), amount, unit, **facts)


async def added(home: Home, *ingredients: str, **facts) -> Recipe:
    async with home.writing() as scope:
        understood = preview(draft(*ingredients, **facts))
        saved = await service.add_recipe(scope, home.clock, understood, origin="own")
        return await service.find_recipe(scope, saved.recipe_id)


async def cooked(home: Home, recipe: Recipe, leftover: Leftover | None = None, people: int | None = None) -> Cooked:
    """Cook what the proposal says."""
    shelf = await read_shelf(home.querying, today=TODAY, currency="PLN")
    found = weigh_up(dish_of(recipe), shelf, people=people)
    async with home.writing() as scope:
        return await cook_recipe(
            scope,
            home.clock,
            Journal(TODAY),
            recipe,
            people=found.people,
            deductions=proposed_deductions(found),
            leftover=leftover,
            title=recipe.title("pl"),
        )


async def lots(home: Home) -> dict[str, Lot]:
    async with home.reading() as scope:
        return {row.id: lot_of(row) for row in await LedgerRepository(scope).every_lot()}
