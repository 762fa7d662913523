"""The household's products and the names that it gives them, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from foodsave.api.answers import IdempotencyKey, answer_once, json_response, model_with_etag, replayed
from foodsave.api.deps import Caller, CallerDep
from foodsave.api.foods import SearchText, known_group
from foodsave.api.paging import Cursor, Limit, decode_cursor, encode_cursor
from foodsave.errors import Invalid
from foodsave.infra.db.scope import Scope
from foodsave.kit.text import fold
from foodsave.kit.wire import Identifier
from foodsave.kitchen.catalog import product_changes
from foodsave.kitchen.catalog.foods import foods, stands_for
from foodsave.kitchen.catalog.presenting import present_alias, present_product
from foodsave.kitchen.catalog.product_changes import NewAlias, require_product
from foodsave.kitchen.catalog.product_foods import matched_food
from foodsave.kitchen.catalog.repository import ProductFilter
from foodsave.kitchen.catalog.schemas import (
    AliasAnswer,
    AliasList,
    AliasWanted,
    FoodId,
    GroupId,
    ProductChange,
    ProductDetail,
    ProductPage,
    ProductWanted,
)
from foodsave.kitchen.catalog.service import list_products, match_names
from foodsave.kitchen.receipts.chains import CHAINS

router = APIRouter(prefix="/products", tags=["products"])


@router.get("", response_model=ProductPage)
async def get_products(
    request: Request,
    caller: CallerDep,
    q: SearchText = None,
    group: Annotated[GroupId | None, Query()] = None,
    food: Annotated[FoodId | None, Query(description="A food of the table; its kinds are listed too")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Response:
    """List the household's products by name."""
    after = str(decode_cursor(cursor, str)[0]) if cursor else None
    words = tuple(fold(q).split() or [q.casefold()]) if q else ()
    wanted = ProductFilter(words, known_group(group), _kinds(food) if food else None)
    async with caller.reading() as scope:
        rows = await list_products(scope, after, limit + 1, wanted)
    items = [present_product(row, caller.household.locale) for row in rows[:limit]]
    more = encode_cursor(rows[limit - 1].id) if len(rows) > limit else None
    return model_with_etag(request, ProductPage(items=items, next_cursor=more))


@router.post("", status_code=201, response_model=ProductDetail)
async def add_product(
    request: Request, caller: CallerDep, wanted: ProductWanted, key: IdempotencyKey = None
) -> Response:
    """Make a product; its group and food are found by its name unless they are said."""
    changes = wanted.changes()
    name = changes.pop("name")
    matched = (await run_in_threadpool(match_names, None, [name]))[0]
    await run_in_threadpool(matched_food, name, matched.group)  # remembered, so that no transaction waits for it

    async def add(scope: Scope) -> tuple[int, BaseModel]:
        now = caller.services.clock.now()
        row = await product_changes.create_product(scope, name, matched.group, changes, now=now)
        return 201, present_product(row, caller.household.locale)

    content = wanted.model_dump_json(exclude_unset=True)
    status, body, repeated = await answer_once(caller, key, request, add, content=content)
    return json_response(status, body, {"Location": f"{request.url.path}/{body['id']}"} | replayed(repeated))


@router.get("/{product_id}", response_model=ProductDetail)
async def get_product(request: Request, caller: CallerDep, product_id: Identifier) -> Response:
    """Return one product."""
    async with caller.reading() as scope:
        row = await require_product(scope, product_id)
    return model_with_etag(request, present_product(row, caller.household.locale))


@router.patch("/{product_id}", response_model=ProductDetail)
async def change_product(caller: CallerDep, product_id: Identifier, change: ProductChange) -> ProductDetail:
    """Change what the household says of a product; a new name keeps the old one as an alias."""
    async with caller.writing() as scope:
        row = await product_changes.change_product(scope, product_id, change.changes(), now=caller.services.clock.now())
        return present_product(row, caller.household.locale)


@router.get("/{product_id}/aliases", response_model=AliasList)
async def get_aliases(request: Request, caller: CallerDep, product_id: Identifier) -> Response:
    """List the names and rules by which a product is known."""
    async with caller.reading() as scope:
        rows = await product_changes.list_aliases(scope, product_id)
    return model_with_etag(request, AliasList(items=[present_alias(row) for row in rows]))


@router.post("/{product_id}/aliases", status_code=201, response_model=AliasAnswer)
async def add_alias(
    request: Request, caller: CallerDep, product_id: Identifier, wanted: AliasWanted, key: IdempotencyKey = None
) -> Response:
    """Teach a name, or words, that mean this product; they win over what the catalog makes of a name."""

    async def add(scope: Scope) -> tuple[int, BaseModel]:
        alias = NewAlias(wanted.name, _chain(wanted.chain), wanted.rule, wanted.place, wanted.stocked)
        row = await product_changes.add_alias(scope, product_id, alias, now=caller.services.clock.now())
        return 201, present_alias(row)

    status, body, repeated = await answer_once(caller, key, request, add, content=wanted.model_dump_json())
    if repeated and not await _is_known(caller, product_id, body["id"]):  # forgotten since: it is taught anew
        status, body, repeated = await answer_once(caller, None, request, add)
    return json_response(status, body, replayed(repeated))


@router.delete("/{product_id}/aliases/{alias_id}", status_code=204)
async def remove_alias(caller: CallerDep, product_id: Identifier, alias_id: Identifier) -> Response:
    """Forget a name or rule of a product."""
    async with caller.writing() as scope:
        await product_changes.remove_alias(scope, product_id, alias_id)
    return Response(status_code=204)


async def _is_known(caller: Caller, product_id: str, alias_id: str) -> bool:
    async with caller.reading() as scope:
        return alias_id in {row.id for row in await product_changes.list_aliases(scope, product_id)}


def _kinds(food_id: str) -> frozenset[str]:
    if food_id not in foods():
        raise Invalid(f"there is no food {food_id!r}; GET /api/v1/products/foods lists them", code="unknown_food")
    return frozenset(known for known in foods() if stands_for(known, food_id))


def _chain(name: str | None) -> str | None:
    if name is None:
        return None
    for chain in CHAINS:
        if fold(chain.name) == fold(name):
            return chain.name
    known = ", ".join(chain.name for chain in CHAINS)
    raise Invalid(f"{name!r} is no chain whose receipts are told apart; use one of {known}", code="unknown_chain")
