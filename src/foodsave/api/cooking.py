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
from foodsave.kit.wire import money_answer
from foodsave.kitchen.catalog.diets import Diet
from foodsave.kitchen.catalog.foods import Allergen
from foodsave.kitchen.pantry.service import Journal
from foodsave.kitchen.recipes import service
from foodsave.kitchen.recipes.cookable import Cookable, Wanted, weigh_up
from foodsave.kitchen.recipes.cooking import Deduction, Leftover, cook_recipe, proposed_deductions
from foodsave.kitchen.recipes.explaining import Explainer
from foodsave.kitchen.recipes.larder import cookable_dishes, dish_of, read_shelf
from foodsave.kitchen.recipes.recipe import Recipe
from foodsave.kitchen.recipes.schemas import (
    CookablePage,
    CookedAnswer,
    CookWanted,
    Course,
    Meal,
    People,
    ProposalAnswer,
)
from foodsave.kitchen.recipes.stock import Shelf
from foodsave.kitchen.recipes.wishes import wanted_foods

router = APIRouter(prefix="/recipes", tags=["recipes"])
PeopleQuery = Annotated[People | None, Query(description="How many will eat; left out, as many as the recipe serves")]
FoodsQuery = Annotated[list[str] | None, Query(max_length=20, description="Foods by id or by name")]


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
    household = caller.household
    wanted = Wanted(
        people=people,
        missing=missing,
        minutes=max_minutes,
        diets=frozenset(diet or ()) | {Diet(known) for known in household.diets},
        allergens=frozenset(allergen or ()) | {Allergen(known) for known in household.allergens},
        foods=await run_in_threadpool(wanted_foods, with_food or ()),
        without=await run_in_threadpool(wanted_foods, without_food or ()),
        meal=meal,
        course=course,
    )
    shelf = await read_shelf(caller.querying, today=caller.today, currency=household.currency)
    found, considered = await cookable_dishes(caller.querying, shelf, wanted)
    async with caller.reading() as scope:
        shown = [(cookable, await service.find_recipe(scope, cookable.dish.id)) for cookable in found[:limit]]
    explainer = _explainer(caller, shelf, wanted.allergens)
    page = await run_in_threadpool(_page, explainer, shown, considered, len(found))
    return model_with_etag(request, page)


@router.get("/{recipe_id}/proposal", response_model=ProposalAnswer)
async def propose(request: Request, caller: CallerDep, recipe_id: RecipePath, people: PeopleQuery = None) -> Response:
    """Return what cooking a recipe would take of which lot, to be edited and sent to `cook`."""
    recipe, found, shelf = await _weighed(caller, recipe_id, people)
    explainer = _explainer(caller, shelf, frozenset())
    answer = await run_in_threadpool(explainer.proposal, found, recipe)
    return model_with_etag(request, answer)


@router.post("/{recipe_id}/cook", response_model=CookedAnswer)
async def cook(
    request: Request, caller: CallerDep, recipe_id: RecipePath, wanted: CookWanted, key: IdempotencyKey = None
) -> Response:
    """Take the ingredients from their lots and keep the leftovers, in one transaction that can be undone."""
    recipe, found, _ = await _weighed(caller, recipe_id, wanted.people)
    deductions = proposed_deductions(found)
    if wanted.deductions is not None:
        deductions = [Deduction(line.lot_id, line.amount.quantity()) for line in wanted.deductions]
    leftover = Leftover(wanted.leftover.portions, wanted.leftover.place) if wanted.leftover else None
    journal = Journal(today=caller.today, actor=wanted.actor, note=wanted.note)

    async def act(scope: Scope) -> tuple[int, BaseModel]:
        cooked = await cook_recipe(
            scope,
            caller.services.clock,
            journal,
            recipe,
            people=found.people,
            deductions=deductions,
            leftover=leftover,
            title=recipe.title(caller.household.locale),
        )
        return 200, CookedAnswer(
            transaction_id=cooked.transaction_id,
            recipe_id=recipe_id,
            people=found.people,
            taken=cooked.taken,
            leftover_lot_id=cooked.leftover_lot_id,
            value=money_answer(cooked.value.amount_minor, cooked.value.currency) if cooked.value else None,
        )

    status, body, repeated = await answer_once(caller, key, request, act, content=wanted.model_dump_json())
    return json_response(status, body, replayed(repeated))


async def _weighed(caller: Caller, recipe_id: str, people: int | None) -> tuple[Recipe, Cookable, Shelf]:
    async with caller.reading() as scope:
        recipe = await service.find_recipe(scope, recipe_id)
    shelf = await read_shelf(caller.querying, today=caller.today, currency=caller.household.currency)
    return recipe, weigh_up(dish_of(recipe), shelf, people=people), shelf


def _explainer(caller: Caller, shelf: Shelf, avoid: frozenset[Allergen]) -> Explainer:
    return Explainer(shelf, caller.household.locale, caller.household.currency, avoid)


def _page(explainer: Explainer, shown: list[tuple[Cookable, Recipe]], considered: int, found: int) -> CookablePage:
    items = [explainer.cookable(cookable, recipe) for cookable, recipe in shown]
    return CookablePage(considered=considered, found=found, items=items)
