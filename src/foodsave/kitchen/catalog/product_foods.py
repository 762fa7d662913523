"""Which food each product is: looked up by its name, unless the household said so itself."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from foodsave.infra.db.database import hold_exclusively
from foodsave.infra.db.scope import Scope
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.catalog.models import ProductRow
from foodsave.kitchen.catalog.product_facts import may_be
from foodsave.kitchen.catalog.repository import CatalogRepository

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


async def settle_foods(scope: Scope, *, only_new: bool = False) -> int:
    """Look up the foods of all products again, or of those never looked up; return how many changed.

    What a newer table or matcher knows better takes effect; what the household said stays. Safe to repeat.
    """
    repository = CatalogRepository(scope)
    if only_new and not await repository.has_new_products():
        return 0
    await hold_exclusively(scope.session, f"products {scope.household_id}")
    rows = await repository.products_without_own_food(only_new=only_new)
    found = await asyncio.to_thread(_matched_foods, [(row.name, row.group_id) for row in rows])
    changed = 0
    for row, food_id in zip(rows, found, strict=True):
        if (row.food_id, row.food_basis) != (food_id, "catalog"):
            row.food_id, row.food_basis, changed = food_id, "catalog", changed + 1
    await scope.session.flush()
    return changed


def _matched_foods(named: Sequence[tuple[str, str | None]]) -> list[str | None]:
    return [matched_food(name, group_id) for name, group_id in named]
