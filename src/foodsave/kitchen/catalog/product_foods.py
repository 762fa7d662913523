"""Which food each product is: looked up by its name, unless the household said so itself."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from foodsave.infra.db.database import Database, hold_exclusively
from foodsave.infra.db.scope import Scope
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.catalog.models import ProductRow
from foodsave.kitchen.catalog.product_facts import may_be
from foodsave.kitchen.catalog.repository import CatalogRepository, NamedProduct

LEAST_CONFIDENCE = 0.5
# How a group's state is said: what the shelf of dried fruit calls "śliwki" are prunes.
_STATES = {
    "dried_fruit": ("suszone",),
    "nuts_seeds": ("suszone",),
    "legumes_dry": ("suche", "suszone"),
    "spices": ("suszone", "mielone", "granulowane"),
    "pickled": ("kiszone", "konserwowe"),
    "canned": ("w puszce",),
    "frozen_food": ("mrożone",),
    "herbs": ("świeże",),
    "root_veg": ("korzeń",),
}
_SHELF_MATES = {"nuts_seeds": "dried_fruit"}
_PRESERVED = frozenset({"dried_fruit", "nuts_seeds", "legumes_dry", "spices", "pickled", "canned"})
_FRESH = frozenset({"fruit", "vegetable", "root_veg", "leafy", "mushrooms", "herbs"})
_NEVER = {("legumes_dry", "canned"), ("canned", "legumes_dry")}


def matched_food(name: str, group_id: str | None) -> str | None:
    """Return the id of the food that a product of that name and group is; None when unsure.

    Where the group says another state than the name (dried, canned, frozen ...), it is the food of that state.
    Computes for a while, and reads tables the first time: call it in a thread.
    """
    food_id = _named_food(name)
    if food_id is None or not may_be(group_id, foods()[food_id]):
        return None
    group = foods()[food_id].group
    if group_id is None or group in (group_id, _SHELF_MATES.get(group_id)):
        return food_id
    for state in _STATES.get(group_id, ()):
        variant = _named_food(f"{name} {state}")
        if variant is not None and foods()[variant].group in (group_id, _SHELF_MATES.get(group_id)):
            return variant
    # frozen food may stand for the fresh; what is dried, canned or pickled is another thing
    is_other = group in _FRESH and group_id in _PRESERVED
    return None if is_other or (group_id, group) in _NEVER else food_id


def _named_food(name: str) -> str | None:
    from foodsave.kitchen.catalog.food_matching import match_food

    match = match_food(name)
    return match.food_id if match.confidence >= LEAST_CONFIDENCE else None


def remember_foods(named: Iterable[tuple[str, str | None]]) -> None:
    """Look up the foods of these names and groups, so that asking again costs nothing. Computes for a while."""
    for name, group_id in named:
        matched_food(name, group_id)


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
