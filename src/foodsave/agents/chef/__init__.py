"""The chef: what can be cooked from what is at home, best first, and why."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import asdict, replace

from foodsave.agents.base.events import Degraded, ToolCalled, TurnDone
from foodsave.agents.base.question import Context, Question, Wish
from foodsave.agents.chef.dishes import Menu, answer_cookable
from foodsave.infra.db.scope import Scope
from foodsave.kitchen.catalog.diets import Diet
from foodsave.kitchen.catalog.foods import Allergen
from foodsave.kitchen.recipes import service
from foodsave.kitchen.recipes.cookable import Wanted
from foodsave.kitchen.recipes.explaining import Explainer
from foodsave.kitchen.recipes.larder import cookable_dishes, read_shelf

__all__ = ["run"]

MOST_DISHES = 4
_USUALLY_MISSING, _MORE_MISSING = 2, 6


async def run(question: Question, context: Context) -> AsyncIterator[ToolCalled | Degraded | TurnDone]:
    """Answer cookable. Allergens and diets of the household's profile always hold."""
    wish, wanted = question.wish, _wanted(question.wish, context)
    yield ToolCalled("cookable", asdict(wish))
    shelf = await read_shelf(context.scope, today=context.today, currency=context.household.currency)
    found, considered = await cookable_dishes(context.scope, shelf, wanted)
    bought_more = not found and wish.missing is None
    if bought_more:
        wanted = replace(wanted, missing=_MORE_MISSING)
        yield ToolCalled("cookable", asdict(wish) | {"missing": _MORE_MISSING})
        found, considered = await cookable_dishes(context.scope, shelf, wanted)
    async with context.scope.database.read() as session:
        scope = Scope(session, context.scope.household_id)
        dishes = [(one, await service.find_recipe(scope, one.dish.id)) for one in found[:MOST_DISHES]]
    explainer = Explainer(shelf, context.language, context.household.currency, wanted.allergens)
    menu = Menu(tuple(dishes), len(found), considered, bought_more)
    yield TurnDone(await asyncio.to_thread(answer_cookable, wish, context, menu, explainer))


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
