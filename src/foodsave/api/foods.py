"""The shipped foods, storage groups and barcodes over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from foodsave.api.answers import model_with_etag
from foodsave.api.deps import CallerDep
from foodsave.api.paging import Cursor, Limit, decode_cursor, encode_cursor
from foodsave.errors import Invalid, NotFound
from foodsave.kit.wire import Place
from foodsave.kitchen.catalog.food_search import search_foods
from foodsave.kitchen.catalog.foods import food
from foodsave.kitchen.catalog.groups import category_of, storage_groups
from foodsave.kitchen.catalog.presenting import present_barcode, present_food, summarise_food
from foodsave.kitchen.catalog.product_changes import scan_barcode
from foodsave.kitchen.catalog.schemas import (
    FOOD_PATTERN,
    BarcodeAnswer,
    FoodAnswer,
    FoodPage,
    GroupId,
)

router = APIRouter(prefix="/products", tags=["products"])
SearchText = Annotated[str | None, Query(min_length=1, max_length=120, description="Words that the name has")]


class GroupAnswer(BaseModel):
    id: str
    name: str
    place: Place
    food: bool
    category: str = Field(description="The category that reports count it to")
    category_name: str


class GroupList(BaseModel):
    items: list[GroupAnswer]


@router.get("/groups", response_model=GroupList)
async def get_groups(request: Request, caller: CallerDep) -> Response:
    """List the storage groups that decide place and shelf life."""
    polish = caller.household.locale == "pl"
    items = []
    for known in storage_groups().values():
        category = category_of(known.id)
        items.append(
            GroupAnswer(
                id=known.id,
                name=known.name_pl if polish else known.name_en,
                place=known.place,
                food=known.food,
                category=category.id,
                category_name=category.name_pl if polish else category.name_en,
            )
        )
    return model_with_etag(request, GroupList(items=items))


@router.get("/foods", response_model=FoodPage)
async def get_foods(
    request: Request,
    caller: CallerDep,
    q: SearchText = None,
    group: Annotated[GroupId | None, Query()] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Response:
    """List the foods of the shipped table, the nearest names first."""
    begin = int(decode_cursor(cursor, int)[0]) if cursor else 0
    found = await run_in_threadpool(search_foods, q, known_group(group))
    if not 0 <= begin <= len(found):
        raise NotFound("no page begins at this cursor; start again without it", code="invalid_cursor")
    end = begin + limit
    items = [summarise_food(known, caller.household.locale) for known in found[begin:end]]
    return model_with_etag(request, FoodPage(items=items, next_cursor=encode_cursor(end) if end < len(found) else None))


@router.get("/foods/{food_id}", response_model=FoodAnswer)
async def get_food(
    request: Request,
    caller: CallerDep,
    food_id: Annotated[str, Path(pattern=FOOD_PATTERN, examples=["egg"])],
) -> Response:
    """Return a food: names, weights, allergens, diets, and what can stand in for it."""
    answer = await run_in_threadpool(present_food, food(food_id), caller.household.locale)
    return model_with_etag(request, answer)


@router.get("/barcodes/{code}", response_model=BarcodeAnswer)
async def get_barcode(
    request: Request,
    caller: CallerDep,
    code: Annotated[
        str, Path(pattern=r"^[0-9]{8,14}$", description="The digits under the bars", examples=["2900123004504"])
    ],
) -> Response:
    """Return the household's product of a barcode, or what a code that a shop printed itself seems to say."""
    async with caller.reading() as scope:
        barcode, row = await scan_barcode(scope, code)
    return model_with_etag(request, present_barcode(barcode, row, caller.household.locale))


def known_group(group: str | None) -> str | None:
    """Return the storage group that a list is narrowed to.

    Raises:
        Invalid: there is none of that id.
    """
    if group is not None and group not in storage_groups():
        raise Invalid(f"there is no group {group!r}; GET /api/v1/products/groups lists them", code="unknown_group")
    return group
