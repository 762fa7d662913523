"""Recipes over HTTP: find, read, write."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from foodsave.api.answers import IdempotencyKey, answer_once, json_response, model_with_etag, replayed
from foodsave.api.deps import CallerDep
from foodsave.api.paging import Cursor, Limit, decode_cursor, encode_cursor
from foodsave.infra.db.scope import Scope
from foodsave.kitchen.catalog.diets import Diet
from foodsave.kitchen.recipes import service
from foodsave.kitchen.recipes.draft import MOST_SERVINGS
from foodsave.kitchen.recipes.finding import Sought, find_recipes, title_key
from foodsave.kitchen.recipes.mapping import draft_of, preview
from foodsave.kitchen.recipes.presenting import present_recipe, summary_of
from foodsave.kitchen.recipes.schemas import (
    Course,
    Meal,
    RecipeAnswer,
    RecipeChange,
    RecipeId,
    RecipePage,
    RecipeWanted,
    SavedAnswer,
)

router = APIRouter(prefix="/recipes", tags=["recipes"])
RecipePath = Annotated[RecipeId, Path(description="The recipe's id")]
MinutesQuery = Annotated[int | None, Query(ge=1, le=100_000, description="Preparation and cooking together")]


@router.get("", response_model=RecipePage)
async def list_recipes(
    request: Request,
    caller: CallerDep,
    q: Annotated[str | None, Query(max_length=100, description="Words of the title, a tag or an ingredient")] = None,
    course: Annotated[Course | None, Query()] = None,
    meal: Annotated[Meal | None, Query()] = None,
    diet: Annotated[Diet | None, Query()] = None,
    max_minutes: MinutesQuery = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """List recipes by title: the household's own and those that are shipped."""
    after = (str(decode_cursor(cursor, str, str)[0]), str(decode_cursor(cursor, str, str)[1])) if cursor else None
    locale = caller.household.locale
    async with caller.reading() as scope:
        recipes = await service.every_recipe(scope)
    sought = Sought(q, course, meal, diet, max_minutes)
    found = await run_in_threadpool(find_recipes, recipes, sought, locale, after, limit + 1)
    items = [summary_of(recipe, locale) for recipe in found[:limit]]
    more = encode_cursor(*title_key(found[limit - 1], locale)) if len(found) > limit else None
    return model_with_etag(request, RecipePage(items=items, next_cursor=more))


@router.post("", response_model=SavedAnswer, status_code=201, responses={200: {"description": "It was known already"}})
async def post_recipe(
    request: Request, caller: CallerDep, wanted: RecipeWanted, key: IdempotencyKey = None
) -> Response:
    """Keep a recipe of one's own; its lines are understood as far as they can be."""
    understood = await run_in_threadpool(preview, wanted.draft())

    async def add(scope: Scope) -> tuple[int, BaseModel]:
        saved = await service.add_recipe(scope, caller.services.clock, understood, origin="own")
        recipe = await service.find_recipe(scope, saved.recipe_id)
        answer = present_recipe(recipe, caller.household.locale)
        return 201 if saved.outcome == "created" else 200, SavedAnswer(
            id=saved.recipe_id, outcome=saved.outcome, recipe=answer
        )

    status, body, repeated = await answer_once(caller, key, request, add, content=wanted.model_dump_json())
    return json_response(status, body, replayed(repeated) | {"Location": f"{request.url.path}/{body['id']}"})


@router.get("/{recipe_id}", response_model=RecipeAnswer)
async def get_recipe(
    request: Request,
    caller: CallerDep,
    recipe_id: RecipePath,
    people: Annotated[int | None, Query(ge=1, le=MOST_SERVINGS, description="Make the amounts fit so many")] = None,
) -> Response:
    """Return a recipe, its amounts made to fit."""
    async with caller.reading() as scope:
        recipe = await service.find_recipe(scope, recipe_id)
    return model_with_etag(request, present_recipe(recipe, caller.household.locale, people))


@router.patch("/{recipe_id}", response_model=RecipeAnswer)
async def patch_recipe(caller: CallerDep, recipe_id: RecipePath, change: RecipeChange) -> RecipeAnswer:
    """Write parts of a recipe anew; a shipped one stays as it is and the household gets its own form of it."""
    locale = caller.household.locale
    async with caller.reading() as scope:
        known = await service.find_recipe(scope, recipe_id)
    draft = await run_in_threadpool(draft_of, known, locale, change.model_dump(exclude_unset=True))
    understood = await run_in_threadpool(preview, draft)
    async with caller.writing() as scope:
        recipe = await service.change_recipe(scope, caller.services.clock, recipe_id, understood, seen=known)
    return present_recipe(recipe, locale)


@router.delete("/{recipe_id}", status_code=204)
async def delete_recipe(caller: CallerDep, recipe_id: RecipePath) -> Response:
    """Delete a recipe; a changed one becomes again what was shipped."""
    async with caller.writing() as scope:
        await service.delete_recipe(scope, recipe_id)
    return Response(status_code=204)
