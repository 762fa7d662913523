"""Which food each product is: looked up by its name, unless the household said so itself."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from foodsave.infra.db.database import Database, hold_exclusively
from foodsave.infra.db.scope import Scope
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.catalog.models import ProductRow
from foodsave.kitchen.catalog.product_facts import may_be
from foodsave.kitchen.catalog.repository import CatalogRepository, NamedProduct

LEAST_CONFIDENCE = 0.5


def matched_food(name: str, group_id: str | None) -> str | None:
    """Return the id of the food that a product of that name and group is; None when unsure.

    Computes for a while, and reads tables the first time: call it in a thread.
    """
    from foodsave.kitchen.catalog.food_matching import match_food

    match = match_food(name)
    if match.food_id is None or match.confidence < LEAST_CONFIDENCE:
        return None
    return match.food_id if may_be(group_id, foods()[match.food_id]) else None


async def match_product_food(row: ProductRow) -> None:
    """Set the food of one product by its name and group, unless the household said its food."""
    if row.food_basis != "household":
        row.food_id = await asyncio.to_thread(matched_food, row.name, row.group_id)
        row.food_basis = "catalog"


async def settle_foods(database: Database, household_id: str, *, only_new: bool = False) -> int:
    """Look up the foods of all products again, or of those never looked up; return how many changed.

    What a newer table or matcher knows better takes effect; what the household said stays. Uses transactions of its
    own, so that none waits for the matching. Safe to repeat.
    """
    async with database.read() as session:
        named = await CatalogRepository(Scope(session, household_id)).products_without_own_food(only_new=only_new)
    if not named:
        return 0
    found = await asyncio.to_thread(_matched_foods, named)
    changed = {each.id: food_id for each, food_id in zip(named, found, strict=True) if each.differs(food_id)}
    if not changed:
        return 0
    async with database.write() as session:
        await hold_exclusively(session, f"products {household_id}")
        repository, settled = CatalogRepository(Scope(session, household_id)), 0
        for each in await repository.products_without_own_food(only_new=only_new):
            # whoever changed its name or group meanwhile has looked its food up
            if each.id in changed and each in named:
                await repository.set_food(each.id, changed[each.id])
                settled += 1
    return settled


def _matched_foods(named: Sequence[NamedProduct]) -> list[str | None]:
    return [matched_food(product.name, product.group_id) for product in named]
