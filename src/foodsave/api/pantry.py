"""The pantry over HTTP: what is at home, by what to use first, and the ledger behind it."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from foodsave.api.answers import IdempotencyKey, model_with_etag, with_etag
from foodsave.api.deps import CallerDep
from foodsave.api.lots import answer_posting
from foodsave.api.paging import Cursor, Limit, decode_cursor, encode_cursor
from foodsave.errors import NotFound
from foodsave.infra.db.scope import Scope
from foodsave.kit.wire import Day, Identifier, Place
from foodsave.kitchen.pantry.presenting import lot_json
from foodsave.kitchen.pantry.repository import LotList
from foodsave.kitchen.pantry.schemas import (
    LotPage,
    Noted,
    PostingAnswer,
    ProductConsumption,
    TransactionAnswer,
    TransactionPage,
)
from foodsave.kitchen.pantry.service import Journal, Ledger, Posting
from foodsave.kitchen.pantry.viewing import view_transaction, view_transactions
from foodsave.kitchen.receipts.service import undo_transaction

router = APIRouter(prefix="/pantry", tags=["pantry"])
TransactionId = Annotated[Identifier, Path(description="The transaction's id")]


@router.get("/lots", response_model=LotPage)
async def list_lots(
    request: Request,
    caller: CallerDep,
    sort: Annotated[  # noqa: ARG001 - there is one order so far
        Literal["use_first"], Query(description="By effective expiry, soonest first")
    ] = "use_first",
    place: Annotated[Place | None, Query()] = None,
    product_id: Annotated[Identifier | None, Query()] = None,
    q: Annotated[str | None, Query(max_length=120, description="Words of the product's name, in any writing")] = None,
    expires_before: Annotated[Day | None, Query(description="Only lots to use before this day")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Response:
    """List what is at home, what to use first at the top; lots of unknown expiry come last."""
    after = _after(cursor) if cursor else None
    rows = await LotList(caller.querying).page(
        place=place,
        product_id=product_id,
        words=(q or "").strip() or None,
        expires_before=expires_before,
        after=after,
        limit=limit + 1,
    )
    shown = rows[:limit]
    more = encode_cursor(shown[-1].use_first_on.isoformat(), shown[-1].id) if len(rows) > limit else None
    items = ", ".join([lot_json(row, caller.household.locale) for row in shown])
    return with_etag(request, f'{{"items": [{items}], "next_cursor": {json.dumps(more)}}}'.encode())


@router.post("/consume", response_model=PostingAnswer)
async def consume_product(
    request: Request, caller: CallerDep, wanted: ProductConsumption, key: IdempotencyKey = None
) -> Response:
    """Take what was eaten of a product: first from the lots to use first, from the last one in part."""
    quantity = wanted.amount.quantity()

    async def consume(scope: Scope, journal: Journal) -> Posting:
        return await Ledger(scope, caller.services.clock, journal).consume_product([wanted.product_id], quantity)

    return await answer_posting(request, caller, key, wanted, consume)


@router.get("/transactions", response_model=TransactionPage)
async def list_transactions(request: Request, caller: CallerDep, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """List what changed the pantry, newest first: who, when, why and what."""
    before = int(decode_cursor(cursor, int)[0]) if cursor else None
    async with caller.reading() as scope:
        items = await view_transactions(scope, before, limit + 1)
    more = encode_cursor(items[limit - 1].sequence) if len(items) > limit else None
    return model_with_etag(request, TransactionPage(items=items[:limit], next_cursor=more))


@router.get("/transactions/{transaction_id}", response_model=TransactionAnswer)
async def get_transaction(request: Request, caller: CallerDep, transaction_id: TransactionId) -> Response:
    """Return one transaction with its events."""
    async with caller.reading() as scope:
        return model_with_etag(request, await view_transaction(scope, transaction_id))


@router.post("/transactions/{transaction_id}/undo", response_model=PostingAnswer)
async def undo(
    request: Request,
    caller: CallerDep,
    transaction_id: TransactionId,
    wanted: Noted | None = None,
    key: IdempotencyKey = None,
) -> Response:
    """Take back a whole transaction; a receipt that it confirmed waits for review again."""

    async def take_back(scope: Scope, journal: Journal) -> Posting:
        return await undo_transaction(scope, caller.services.clock, transaction_id, journal)

    return await answer_posting(request, caller, key, wanted or Noted(), take_back)


def _after(cursor: str) -> tuple[date, str]:
    day, lot_id = decode_cursor(cursor, str, str)
    try:
        return date.fromisoformat(str(day)), str(lot_id)
    except ValueError as error:
        raise NotFound("no page begins at this cursor; start again without it", code="invalid_cursor") from error
