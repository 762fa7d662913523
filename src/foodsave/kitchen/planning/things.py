"""What people mean by a name on a shopping list."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from foodsave.errors import NotFound
from foodsave.infra.db.scope import Scope
from foodsave.kitchen.catalog.product_foods import matched_food
from foodsave.kitchen.catalog.service import resolve_name
from foodsave.kitchen.planning.repository import PlanningRepository


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be bought: its name as people say it, and the food or product that it is when known."""

    name: str
    food_id: str | None = None
    product_id: str | None = None


async def thing_named(scope: Scope, name: str) -> Thing:
    """Return what a household means by a name: its own words and products first, then the catalog's foods."""
    found = await resolve_name(scope, name)
    if found.product is not None:
        return Thing(name, found.product.food_id, found.product.id)
    return Thing(name, await asyncio.to_thread(matched_food, name, found.proposal.group))


async def thing_of_product(scope: Scope, product_id: str) -> Thing:
    """Return a product of the household.

    Raises:
        NotFound: there is none of that id.
    """
    for product in await PlanningRepository(scope).products([product_id]):
        if product.id == product_id:
            return Thing(product.name, product.food_id, product.id)
    raise NotFound(f"there is no product {product_id}")
