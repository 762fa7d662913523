"""The pantry over HTTP: what is at home, by what to use first, and the ledger behind it."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from foodsave.api.answers import model_with_etag, with_etag
from foodsave.api.deps import CallerDep
from foodsave.api.paging import Cursor, Limit, decode_cursor, encode_cursor
from foodsave.errors import NotFound
from foodsave.kit.wire import Place
from foodsave.kitchen.pantry.presenting import lot_json
from foodsave.kitchen.pantry.repository import LedgerRepository, LotList
from foodsave.kitchen.pantry.schemas import LotPage, TransactionAnswer, TransactionPage

router = APIRouter(prefix="/pantry", tags=["pantry"])


@router.get("/lots", response_model=LotPage)
async def list_lots(
    request: Request,
    caller: CallerDep,
    sort: Annotated[  # noqa: ARG001 - there is one order so far
        Literal["use_first"], Query(description="By effective expiry, soonest first")
    ] = "use_first",
    place: Annotated[Place | None, Query()] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Response:
    """List what is at home, what to use first at the top; lots of unknown expiry come last."""
    after = _after(cursor) if cursor else None
    rows = await LotList(caller.querying).page(place=place, after=after, limit=limit + 1)
    shown = rows[:limit]
    more = encode_cursor(shown[-1].use_first_on.isoformat(), shown[-1].id) if len(rows) > limit else None
    items = ", ".join([lot_json(row, caller.household.locale) for row in shown])
    return with_etag(request, f'{{"items": [{items}], "next_cursor": {json.dumps(more)}}}'.encode())


@router.get("/transactions", response_model=TransactionPage)
async def list_transactions(request: Request, caller: CallerDep, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """List what changed the pantry, newest first."""
    before = int(decode_cursor(cursor, int)[0]) if cursor else None
    async with caller.reading() as scope:
        rows = await LedgerRepository(scope).transactions(before, limit + 1)
    items = [TransactionAnswer.model_validate(row, from_attributes=True) for row in rows[:limit]]
    more = encode_cursor(items[-1].sequence) if len(rows) > limit else None
    return model_with_etag(request, TransactionPage(items=items, next_cursor=more))


def _after(cursor: str) -> tuple[date, str]:
    day, lot_id = decode_cursor(cursor, str, str)
    try:
        return date.fromisoformat(str(day)), str(lot_id)
    except ValueError as error:
        raise NotFound("no page begins at this cursor; start again without it", code="invalid_cursor") from error
