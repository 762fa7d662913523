"""Shopping lists over HTTP: made, filled, changed, ticked off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel

from foodsave.api.answers import IdempotencyKey, answer_once, json_response, model_with_etag, replayed
from foodsave.api.deps import Caller, CallerDep
from foodsave.api.paging import Cursor, Limit, decode_cursor, encode_cursor
from foodsave.api.recipes import RecipePath
from foodsave.infra.db.scope import Scope
from foodsave.kit.wire import Identifier
from foodsave.kitchen.planning import schemas, service
from foodsave.kitchen.planning.presenting import default_name, present_list, present_summary
from foodsave.kitchen.planning.repository import PlanningRepository
from foodsave.kitchen.planning.things import Thing, thing_named, thing_of_product

router = APIRouter(prefix="/shopping-lists", tags=["shopping"])
ListId = Annotated[Identifier, Path(description="The list's id")]
ItemId = Annotated[Identifier, Path(description="The item's id")]


@router.get("", response_model=schemas.ShoppingListPage)
async def list_shopping_lists(
    request: Request, caller: CallerDep, limit: Limit = 50, cursor: Cursor = None
) -> Response:
    """List the shopping lists, newest first."""
    before = str(decode_cursor(cursor, str)[0]) if cursor else None
    async with caller.reading() as scope:
        repository = PlanningRepository(scope)
        rows = await repository.newest(before, limit + 1)
        counts = await repository.counts([row.id for row in rows])
    items = [present_summary(row, counts) for row in rows[:limit]]
    more = encode_cursor(items[-1].id) if len(rows) > limit else None
    return model_with_etag(request, schemas.ShoppingListPage(items=items, next_cursor=more))


@router.post("", status_code=201, response_model=schemas.ShoppingListAnswer)
async def post_shopping_list(
    request: Request, caller: CallerDep, wanted: schemas.ShoppingListWanted, key: IdempotencyKey = None
) -> Response:
    """Make a list; with recipes or `minimum` it is filled with what is not at home, in whole packs."""

    async def create(scope: Scope) -> tuple[int, BaseModel]:
        name = wanted.name or default_name(caller.today, caller.household.locale)
        row = await service.create_list(scope, caller.services.clock, name)
        if wanted.recipes or wanted.minimum:
            await _fill(scope, caller, row.id, wanted)
        return 201, await _present(scope, caller, row.id)

    status, body, repeated = await answer_once(caller, key, request, create, content=wanted.model_dump_json())
    return json_response(status, body, replayed(repeated) | {"Location": f"{request.url.path}/{body['id']}"})


@router.get("/{list_id}", response_model=schemas.ShoppingListAnswer)
async def get_shopping_list(request: Request, caller: CallerDep, list_id: ListId) -> Response:
    """Return a list with why each thing is on it, what is still to be bought first."""
    async with caller.reading() as scope:
        return model_with_etag(request, await _present(scope, caller, list_id))


@router.patch("/{list_id}", response_model=schemas.ShoppingListAnswer)
async def patch_shopping_list(
    caller: CallerDep, list_id: ListId, change: schemas.ShoppingListChange
) -> schemas.ShoppingListAnswer:
    """Call a list something else."""
    async with caller.writing() as scope:
        await service.rename_list(scope, caller.services.clock, list_id, change.name)
        return await _present(scope, caller, list_id)


@router.delete("/{list_id}", status_code=204)
async def delete_shopping_list(caller: CallerDep, list_id: ListId) -> Response:
    """Delete a list with its items."""
    async with caller.writing() as scope:
        await service.delete_list(scope, list_id)
    return Response(status_code=204)


@router.post("/{list_id}/fill", response_model=schemas.ShoppingListAnswer)
async def fill_shopping_list(
    request: Request, caller: CallerDep, list_id: ListId, wanted: schemas.FillBody, key: IdempotencyKey = None
) -> Response:
    """Add what dishes lack, or what is below its minimum stock, less what is at home. Safe to repeat."""

    async def fill(scope: Scope) -> tuple[int, BaseModel]:
        await _fill(scope, caller, list_id, wanted)
        return 200, await _present(scope, caller, list_id)

    status, body, repeated = await answer_once(caller, key, request, fill, content=wanted.model_dump_json())
    return json_response(status, body, replayed(repeated))


@router.delete("/{list_id}/recipes/{recipe_id}", response_model=schemas.ShoppingListAnswer)
async def delete_dish(caller: CallerDep, list_id: ListId, recipe_id: RecipePath) -> schemas.ShoppingListAnswer:
    """Take a dish off a list, with what is only on it for this dish and not bought yet."""
    async with caller.writing() as scope:
        await service.drop_dish(scope, caller.services.clock, list_id, recipe_id)
        return await _present(scope, caller, list_id)


@router.post("/{list_id}/items", status_code=201, response_model=schemas.ShoppingListAnswer)
async def post_item(
    request: Request,
    caller: CallerDep,
    list_id: ListId,
    wanted: schemas.ShoppingItemWanted,
    key: IdempotencyKey = None,
) -> Response:
    """Put something on a list; what is on it already and not bought yet is added to."""
    quantity = wanted.amount.quantity() if wanted.amount else None
    async with caller.reading() as scope:
        thing = await _thing(scope, wanted.name, wanted.product_id)

    async def add(scope: Scope) -> tuple[int, BaseModel]:
        await service.add_item(scope, caller.services.clock, list_id, thing, quantity)
        return 201, await _present(scope, caller, list_id)

    status, body, repeated = await answer_once(caller, key, request, add, content=wanted.model_dump_json())
    return json_response(status, body, replayed(repeated))


@router.patch("/{list_id}/items/{item_id}", response_model=schemas.ShoppingListAnswer)
async def patch_item(
    caller: CallerDep, list_id: ListId, item_id: ItemId, change: schemas.ShoppingItemChange
) -> schemas.ShoppingListAnswer:
    """Change an item, or tick it off: that makes no lot, what was bought comes into the pantry with its receipt."""
    changes: dict[str, object] = {}
    if change.done is not None:
        changes["done"] = change.done
    if "amount" in change.model_fields_set:
        changes["quantity"] = change.amount.quantity() if change.amount else None
    if change.name is not None:
        async with caller.reading() as scope:
            changes["thing"] = await thing_named(scope, change.name)
    async with caller.writing() as scope:
        await service.change_item(scope, caller.services.clock, list_id, item_id, changes)
        return await _present(scope, caller, list_id)


@router.delete("/{list_id}/items/{item_id}", status_code=204)
async def delete_item(caller: CallerDep, list_id: ListId, item_id: ItemId) -> Response:
    """Take an item off its list."""
    async with caller.writing() as scope:
        await service.remove_item(scope, caller.services.clock, list_id, item_id)
    return Response(status_code=204)


async def _fill(scope: Scope, caller: Caller, list_id: str, wanted: schemas.FillBody) -> None:
    dishes: Sequence[service.DishWanted] = [service.DishWanted(dish.id, dish.people) for dish in wanted.recipes]
    await service.fill_list(
        scope,
        caller.services.clock,
        list_id,
        dishes,
        minimum=wanted.minimum,
        today=caller.today,
        locale=caller.household.locale,
    )


async def _present(scope: Scope, caller: Caller, list_id: str) -> schemas.ShoppingListAnswer:
    row, items = await service.require_list(scope, list_id)
    return present_list(row, items, caller.household.locale)


async def _thing(scope: Scope, name: str | None, product_id: str | None) -> Thing:
    return await thing_of_product(scope, product_id) if product_id is not None else await thing_named(scope, name or "")
