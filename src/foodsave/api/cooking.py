"""Cooking over HTTP: what can be cooked, what that would take, cook it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from foodsave.api.answers import IdempotencyKey, answer_once, json_response, model_with_etag, replayed
from foodsave.api.deps import Caller, CallerDep
from foodsave.api.recipes import MinutesQuery, RecipePath
from foodsave.infra.db.scope import Scope
from foodsave.kitchen.catalog.diets import Diet
from foodsave.kitchen.catalog.foods import Allergen
from foodsave.kitchen.pantry.service import Journal
from foodsave.kitchen.recipes.cookable import Wanted
from foodsave.kitchen.recipes.cooking import Deduction, Leftover, cook_recipe, proposed_deductions
from foodsave.kitchen.recipes.draft import MOST_SERVINGS
from foodsave.kitchen.recipes.kitchen import Kitchen
from foodsave.kitchen.recipes.presenting import present_cooked
from foodsave.kitchen.recipes.schemas import (
    CookablePage,
    CookedAnswer,
    CookWanted,
    Course,
    Meal,
    ProposalAnswer,
)
from foodsave.kitchen.recipes.wishes import wanted_foods

router = APIRouter(prefix="/recipes", tags=["recipes"])
PeopleQuery = Annotated[
    int | None, Query(ge=1, le=MOST_SERVINGS, description="How many will eat; left out, as many as the recipe serves")
]
FoodsQuery = Annotated[
    list[Annotated[str, Query(max_length=100)]] | None, Query(max_length=20, description="Foods by id or by name")
]


@router.get("/cookable", response_model=CookablePage)
async def list_cookable(
    request: Request,
    caller: CallerDep,
    missing: Annotated[int, Query(ge=0, le=100, description="How many ingredients may have to be bought")] = 2,
    people: PeopleQuery = None,
    max_minutes: MinutesQuery = None,
    diet: Annotated[list[Diet] | None, Query(description="All of them must be met")] = None,
    allergen: Annotated[list[Allergen] | None, Query(description="To be avoided, beside those of the profile")] = None,
    with_food: FoodsQuery = None,
    without_food: FoodsQuery = None,
    meal: Annotated[Meal | None, Query()] = None,
    course: Annotated[Course | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Response:
    """List what can be cooked from what is at home, by the money that it is expected to save.

    Allergens and diets of the household's profile always hold. A dish of which an allergen that is to be avoided can
    not be excluded comes after all others and names the ingredients in doubt.
    """
    wanted = Wanted(
        people=people,
        missing=missing,
        minutes=max_minutes,
        diets=frozenset(diet or ()),
        allergens=frozenset(allergen or ()),
        foods=await run_in_threadpool(wanted_foods, with_food or ()),
        without=await run_in_threadpool(wanted_foods, without_food or ()),
        meal=meal,
        course=course,
    )
    return model_with_etag(request, await _kitchen(caller).cookable(wanted, limit))


@router.get("/{recipe_id}/proposal", response_model=ProposalAnswer)
async def propose(request: Request, caller: CallerDep, recipe_id: RecipePath, people: PeopleQuery = None) -> Response:
    """Return what cooking a recipe would take of which lot, to be edited and sent to `cook`."""
    weighed = await _kitchen(caller).weigh(recipe_id, people)
    return model_with_etag(request, await run_in_threadpool(weighed.proposal))


@router.post("/{recipe_id}/cook", response_model=CookedAnswer)
async def cook(
    request: Request, caller: CallerDep, recipe_id: RecipePath, wanted: CookWanted, key: IdempotencyKey = None
) -> Response:
    """Take the ingredients from their lots and keep the leftovers, in one transaction that can be undone."""
    weighed = await _kitchen(caller).weigh(recipe_id, wanted.people)
    deductions = proposed_deductions(weighed.found)
    if wanted.deductions is not None:
        deductions = [Deduction(line.lot_id, line.amount.quantity()) for line in wanted.deductions]
    leftover = Leftover(wanted.leftover.portions, wanted.leftover.place) if wanted.leftover else None
    journal = Journal(today=caller.today, actor=wanted.actor, note=wanted.note)

    async def act(scope: Scope) -> tuple[int, BaseModel]:
        cooked = await cook_recipe(
            scope,
            caller.services.clock,
            journal,
            weighed.recipe,
            people=weighed.found.people,
            deductions=deductions,
            leftover=leftover,
            title=weighed.recipe.title(caller.household.locale),
        )
        return 200, present_cooked(cooked, recipe_id, weighed.found.people)

    status, body, repeated = await answer_once(caller, key, request, act, content=wanted.model_dump_json())
    return json_response(status, body, replayed(repeated))


def _kitchen(caller: Caller) -> Kitchen:
    return Kitchen(caller.querying, caller.household, caller.today)
