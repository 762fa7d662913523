"""Shopping lists: made, filled from dishes and minimum stocks less what is at home, changed, ticked off.

To tick an item off makes no lot: what was bought comes into the pantry with its receipt.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from foodsave.core.profiles.service import Locale
from foodsave.errors import Conflict, NotFound
from foodsave.infra.db.database import hold_exclusively
from foodsave.infra.db.scope import Scope
from foodsave.kit.clock import Clock
from foodsave.kit.ids import new_id
from foodsave.kit.quantity import Quantity
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.pantry.changes import MOST_MILLI
from foodsave.kitchen.pantry.entries import require_amount
from foodsave.kitchen.planning.gathering import (
    NAME_LENGTH,
    facts_of_products,
    held_lots,
    needs_of_dish,
    needs_of_minimum,
)
from foodsave.kitchen.planning.items import (
    DECIDED,
    Facts,
    amount_of,
    drop_reasons,
    is_answered,
    merge,
    reasons_of,
    set_reasons,
)
from foodsave.kitchen.planning.models import ShoppingItemRow, ShoppingListRow
from foodsave.kitchen.planning.needs import HeldLot, ShoppingLine, ShoppingNeed, Why, needed
from foodsave.kitchen.planning.repository import PlanningRepository
from foodsave.kitchen.planning.things import Thing
from foodsave.kitchen.recipes.recipe import Recipe
from foodsave.kitchen.recipes.service import find_recipe
from foodsave.kitchen.recipes.shipped import shipped_recipes

__all__ = ["DishWanted", "HeldLot", "ShoppingLine", "ShoppingNeed", "Why", "needed"]

MOST_LISTS, MOST_ITEMS, MOST_DISHES = 200, 500, 50


@dataclass(frozen=True, slots=True)
class DishWanted:
    """A recipe to shop for; without `people` as it is written."""

    recipe_id: str
    people: int | None = None


async def create_list(scope: Scope, clock: Clock, name: str) -> ShoppingListRow:
    """Make an empty list.

    Raises:
        Conflict: there are as many lists as can be.
    """
    await hold_exclusively(scope.session, f"shopping {scope.household_id}")
    repository = PlanningRepository(scope)
    if await repository.count_lists() >= MOST_LISTS:
        raise Conflict(f"there can be at most {MOST_LISTS} shopping lists; delete old ones", code="too_many_lists")
    now = clock.now()
    row = ShoppingListRow(
        household_id=scope.household_id,
        id=new_id(),
        name=name[:NAME_LENGTH],
        version=1,
        dishes=[],
        minimum=False,
        created_at=now,
        updated_at=now,
    )
    repository.add(row)
    await scope.session.flush()
    return row


async def require_list(scope: Scope, list_id: str) -> tuple[ShoppingListRow, list[ShoppingItemRow]]:
    """Return a list with its items in order.

    Raises:
        NotFound: there is none of that id.
    """
    repository = PlanningRepository(scope)
    row = await repository.get(list_id)
    if row is None:
        raise NotFound(f"there is no shopping list {list_id}")
    return row, await repository.items(list_id)


async def rename_list(scope: Scope, clock: Clock, list_id: str, name: str) -> None:
    """Call a list something else.

    Raises:
        NotFound: there is none of that id.
    """
    row, _ = await _held(scope, list_id)
    row.name = name[:NAME_LENGTH]
    _touch(row, clock)


async def delete_list(scope: Scope, list_id: str) -> None:
    """Delete a list with its items.

    Raises:
        NotFound: there is none of that id.
    """
    row, _ = await _held(scope, list_id)
    await PlanningRepository(scope).remove_list(row)


async def fill_list(
    scope: Scope,
    clock: Clock,
    list_id: str,
    dishes: Sequence[DishWanted],
    *,
    minimum: bool,
    today: date,
    locale: Locale,
) -> None:
    """Put on a list what dishes lack and, with `minimum`, what is below its minimum stock. Safe to repeat.

    What dishes that are on the list already take from the pantry is not there for others. What is bought, or whose
    amount people set themselves, stays as it is.

    Raises:
        NotFound: there is no such list or recipe.
        Conflict: the list would be longer than can be.
    """
    row, items = await _held(scope, list_id)
    await asyncio.to_thread(_read_tables)
    fresh = {("recipe", await _add_dish(scope, row, dish)) for dish in dishes}
    if len(row.dishes) > MOST_DISHES:
        raise Conflict(f"a list is for at most {MOST_DISHES} dishes", code="too_many_dishes")
    row.minimum = row.minimum or minimum
    if row.minimum:
        fresh |= {(why.reason, why.reference or "") for item in items for why in reasons_of(item) if _is_minimum(why)}
    repository = PlanningRepository(scope)
    products = await repository.products({item.product_id for item in items if item.product_id is not None})
    needs = [need for dish in await _dishes(scope, row) for need in needs_of_dish(*dish, locale)]
    if row.minimum:
        stocked = list(needs_of_minimum(products))
        fresh |= {("minimum", need.product_id or "") for need in stocked}
        needs += stocked
    facts, stock = facts_of_products(products), held_lots(await repository.stock(), today)
    lines = await asyncio.to_thread(needed, needs, stock, facts)
    for item in items:
        drop_reasons(item, fresh, facts)
    for line in lines:
        whys = [why for why in line.whys if (why.reason, why.reference or "") in fresh]
        whys = [why for why in whys if not any(is_answered(item, line, why) for item in items)]
        if whys:
            _put(scope, row, items, replace(line, whys=tuple(whys)), facts)
    await _remove_unreasoned(repository, items)
    _touch(row, clock)
    await scope.session.flush()


async def drop_dish(scope: Scope, clock: Clock, list_id: str, recipe_id: str) -> None:
    """Take a dish off a list, with everything that is only on it for this dish and not bought yet.

    Raises:
        NotFound: there is no such list, or the dish is not on it.
    """
    row, items = await _held(scope, list_id)
    if recipe_id not in {dish for dish, _ in row.dishes}:
        raise NotFound(f"the recipe {recipe_id} is not on this list")
    row.dishes = [[dish, people] for dish, people in row.dishes if dish != recipe_id]
    repository = PlanningRepository(scope)
    facts = await _facts(repository, items)
    for item in items:
        drop_reasons(item, {("recipe", recipe_id)}, facts)
    await _remove_unreasoned(repository, items)
    _touch(row, clock)


async def add_item(scope: Scope, clock: Clock, list_id: str, thing: Thing, quantity: Quantity | None) -> str:
    """Put something on a list and return its item; what is on it already and not bought yet is merged with it.

    Raises:
        NotFound: there is no such list.
        Invalid: the amount is zero or beyond belief.
        Conflict: the list is as long as can be.
    """
    _require(quantity, thing.name)
    row, items = await _held(scope, list_id)
    await asyncio.to_thread(_read_tables)
    whys = (Why("own", milli=quantity.milli if quantity else None),)
    line = ShoppingLine(thing.name[:NAME_LENGTH], thing.food_id, thing.product_id, quantity, None, None, whys)
    facts = await _facts(PlanningRepository(scope), items, thing.product_id)
    item = _put(scope, row, items, line, facts)
    _touch(row, clock)
    await scope.session.flush()
    return item.id


async def change_item(scope: Scope, clock: Clock, list_id: str, item_id: str, changes: Mapping[str, Any]) -> None:
    """Change an item: `thing` (a Thing), `quantity` (a Quantity or None) or `done`. A set amount is kept from then on.

    Raises:
        NotFound: there is no such list or item.
        Invalid: the amount is zero or beyond belief.
    """
    row, items = await _held(scope, list_id)
    await asyncio.to_thread(_read_tables)
    item, thing, given = _item(items, item_id), changes.get("thing"), changes.get("quantity")
    _require(given, item.name)
    if thing is not None:
        item.name, item.food_id, item.product_id = thing.name[:NAME_LENGTH], thing.food_id, thing.product_id
    facts = await _facts(PlanningRepository(scope), items)
    if "quantity" in changes:
        whys = [replace(why, milli=None) for why in reasons_of(item) if why.reason != "own"]
        decided = Why("own", DECIDED, milli=given.milli if given else None)
        set_reasons(item, [*whys, decided], given.unit if given else None, facts)
    elif thing is not None:
        amount = amount_of(item)
        set_reasons(item, reasons_of(item), amount.unit if amount else None, facts)
    if "done" in changes:
        item.done = changes["done"]
    _touch(row, clock)
    await scope.session.flush()


async def remove_item(scope: Scope, clock: Clock, list_id: str, item_id: str) -> None:
    """Take an item off its list.

    Raises:
        NotFound: there is no such list or item.
    """
    row, items = await _held(scope, list_id)
    await PlanningRepository(scope).remove_item(_item(items, item_id))
    _touch(row, clock)


async def _held(scope: Scope, list_id: str) -> tuple[ShoppingListRow, list[ShoppingItemRow]]:
    # the lock comes before the read, so that of two writers the second sees what the first wrote
    await hold_exclusively(scope.session, f"shopping list {scope.household_id} {list_id}")
    return await require_list(scope, list_id)


async def _add_dish(scope: Scope, row: ShoppingListRow, dish: DishWanted) -> str:
    recipe = await find_recipe(scope, dish.recipe_id)
    recipe_id = recipe.base or recipe.id
    dishes = dict(row.dishes)
    dishes[recipe_id] = dish.people or recipe.servings
    row.dishes = [[known, people] for known, people in dishes.items()]
    return recipe_id


async def _dishes(scope: Scope, row: ShoppingListRow) -> list[tuple[Recipe, str, int]]:
    """Return the dishes of a list; those whose recipe was deleted since are dropped from it."""
    found = []
    for recipe_id, people in row.dishes:
        try:
            found.append((await find_recipe(scope, recipe_id), recipe_id, people))
        except NotFound:
            continue
    row.dishes = [[recipe_id, people] for _, recipe_id, people in found]
    return found


async def _remove_unreasoned(repository: PlanningRepository, items: Iterable[ShoppingItemRow]) -> None:
    for item in items:
        if not item.reasons:
            await repository.remove_item(item)


async def _facts(
    repository: PlanningRepository, items: Iterable[ShoppingItemRow], product_id: str | None = None
) -> Facts:
    wanted = {product_id, *(item.product_id for item in items)}
    return facts_of_products(await repository.products([one for one in wanted if one is not None]))


def _put(
    scope: Scope, row: ShoppingListRow, items: list[ShoppingItemRow], line: ShoppingLine, facts: Facts
) -> ShoppingItemRow:
    merged = merge(items, line, facts)
    if merged is not None:
        return merged
    if len(items) >= MOST_ITEMS:
        raise Conflict(f"a list has at most {MOST_ITEMS} items; start another one", code="too_many_items")
    item = ShoppingItemRow(
        household_id=scope.household_id,
        id=new_id(),
        list_id=row.id,
        position=max((known.position for known in items), default=0) + 1,
        name=line.name,
        food_id=line.food_id,
        product_id=line.product_id,
        done=False,
    )
    set_reasons(item, line.whys, line.quantity.unit if line.quantity else None, facts)
    PlanningRepository(scope).add(item)
    items.append(item)
    return item


def _item(items: Iterable[ShoppingItemRow], item_id: str) -> ShoppingItemRow:
    for item in items:
        if item.id == item_id:
            return item
    raise NotFound(f"there is no item {item_id} on this list")


def _require(quantity: Quantity | None, name: str) -> None:
    if quantity is not None:
        require_amount(quantity.milli, MOST_MILLI, name)


def _touch(row: ShoppingListRow, clock: Clock) -> None:
    row.version += 1
    row.updated_at = clock.now()


def _is_minimum(why: Why) -> bool:
    return why.reason == "minimum"


def _read_tables() -> None:
    """Read the tables of foods and recipes, from files the first time."""
    foods()
    shipped_recipes()
