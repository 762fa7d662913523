"""Products and storage groups over HTTP."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from foodsave.api.answers import model_with_etag
from foodsave.api.deps import CallerDep
from foodsave.api.paging import Cursor, Limit, decode_cursor, encode_cursor
from foodsave.kit.wire import Place
from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.catalog.service import list_products
from foodsave.kitchen.pantry.schemas import ProductAnswer

router = APIRouter(prefix="/products", tags=["products"])


class ProductPage(BaseModel):
    items: list[ProductAnswer]
    next_cursor: str | None


class GroupAnswer(BaseModel):
    id: str
    name: str
    place: Place
    food: bool


class GroupList(BaseModel):
    items: list[GroupAnswer]


@router.get("", response_model=ProductPage)
async def get_products(request: Request, caller: CallerDep, limit: Limit = 100, cursor: Cursor = None) -> Response:
    """List the household's products by name."""
    after = str(decode_cursor(cursor, str)[0]) if cursor else None
    async with caller.reading() as scope:
        rows = await list_products(scope, after, limit + 1)
    items = [ProductAnswer(id=row.id, name=row.name, group=row.group_id) for row in rows[:limit]]
    more = encode_cursor(rows[limit - 1].id) if len(rows) > limit else None
    return model_with_etag(request, ProductPage(items=items, next_cursor=more))


@router.get("/groups", response_model=GroupList)
async def get_groups(request: Request, caller: CallerDep) -> Response:
    """List the storage groups that decide place and shelf life."""
    polish = caller.household.locale == "pl"
    items = [
        GroupAnswer(id=known.id, name=known.name_pl if polish else known.name_en, place=known.place, food=known.food)
        for known in storage_groups().values()
    ]
    return model_with_etag(request, GroupList(items=items))
