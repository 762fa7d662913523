"""The chef: what can be cooked from what is at home, best first, and why."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import asdict, replace

from foodsave.agents.base.events import Degraded, ToolCalled, TurnDone
from foodsave.agents.base.question import Context, Question, Wish
from foodsave.agents.chef.dishes import Menu, answer_cookable
from foodsave.agents.chef.kinds import of_kind
from foodsave.infra.db.scope import Scope
from foodsave.kitchen.catalog.diets import Diet
from foodsave.kitchen.catalog.foods import Allergen
from foodsave.kitchen.recipes import service
from foodsave.kitchen.recipes.cookable import Cookable, Wanted
from foodsave.kitchen.recipes.explaining import Explainer
from foodsave.kitchen.recipes.larder import cookable_dishes, read_shelf
from foodsave.kitchen.recipes.stock import Shelf

__all__ = ["run"]

MOST_DISHES = 4
_USUALLY_MISSING, _MORE_MISSING, _MOST_MISSING = 2, 6, 100


async def run(question: Question, context: Context) -> AsyncIterator[ToolCalled | Degraded | TurnDone]:
    """Answer cookable. Allergens and diets of the household's profile always hold."""
    wish, wanted = question.wish, _wanted(question.wish, context)
    yield ToolCalled("cookable", asdict(wish))
    shelf = await read_shelf(context.scope, today=context.today, currency=context.household.currency)
    fitting = await _fitting(wish, context)
    found, considered = await _cookable(context, shelf, wanted, fitting)
    bought_more = not found and wish.missing is None
    if bought_more:
        wanted = replace(wanted, missing=_MOST_MISSING if wish.dish else _MORE_MISSING)
        yield ToolCalled("cookable", asdict(wish) | {"missing": wanted.missing})
        found, considered = await _cookable(context, shelf, wanted, fitting)
    async with context.scope.database.read() as session:
        scope = Scope(session, context.scope.household_id)
        dishes = [(one, await service.find_recipe(scope, one.dish.id)) for one in found[:MOST_DISHES]]
    explainer = Explainer(shelf, context.language, context.household.currency, wanted.allergens)
    menu = Menu(tuple(dishes), len(found), considered, bought_more)
    yield TurnDone(await asyncio.to_thread(answer_cookable, wish, context, menu, explainer))


async def _fitting(wish: Wish, context: Context) -> set[str] | None:
    """Return the ids of the recipes of the kind that is asked for, made without some tools; None when any will do."""
    if wish.dish is None and not wish.without_tools:
        return None
    async with context.scope.database.read() as session:
        recipes = await service.every_recipe(Scope(session, context.scope.household_id))
    made = [recipe for recipe in recipes if set(wish.without_tools).isdisjoint(recipe.tools)]
    return {recipe.id for recipe in made} if wish.dish is None else await asyncio.to_thread(of_kind, made, wish.dish)


async def _cookable(
    context: Context, shelf: Shelf, wanted: Wanted, fitting: set[str] | None
) -> tuple[list[Cookable], int]:
    found, considered = await cookable_dishes(context.scope, shelf, wanted)
    return found if fitting is None else [one for one in found if one.dish.id in fitting], considered


def _wanted(wish: Wish, context: Context) -> Wanted:
    household = context.household
    return Wanted(
        people=wish.people,
        missing=_USUALLY_MISSING if wish.missing is None else wish.missing,
        minutes=wish.minutes,
        diets=frozenset({*map(Diet, household.diets), *map(Diet, wish.diets)}),
        allergens=frozenset({*map(Allergen, household.allergens), *map(Allergen, wish.allergens)}),
        foods=frozenset(wish.foods),
        without=frozenset(wish.without),
        meal=wish.meal,
        course=wish.course,
    )
