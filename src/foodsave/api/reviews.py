"""The review of a receipt over HTTP: correct, confirm, undo."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from foodsave.api.answers import IdempotencyKey, answer_once, json_response, replayed
from foodsave.api.deps import CallerDep
from foodsave.api.receipts import ReceiptId
from foodsave.infra.db.scope import Scope
from foodsave.kit.money import parse_minor
from foodsave.kitchen.catalog.product_foods import remember_foods
from foodsave.kitchen.catalog.service import match_names
from foodsave.kitchen.pantry.service import Journal
from foodsave.kitchen.receipts import review, service
from foodsave.kitchen.receipts.schemas import (
    ConfirmAnswer,
    Confirmation,
    HeaderChange,
    LineChange,
    LineWanted,
    ReceiptAnswer,
)
from foodsave.kitchen.receipts.viewing import view_receipt

router = APIRouter(prefix="/receipts", tags=["receipts"])
LineNumber = Annotated[int, Path(ge=0, le=10_000, description="The line's number `n`")]


@router.patch("/{receipt_id}", response_model=ReceiptAnswer)
async def correct_header(
    request: Request, caller: CallerDep, receipt_id: ReceiptId, change: HeaderChange
) -> ReceiptAnswer:
    """Correct store, date, time, number, total or currency of a draft."""
    async with caller.writing() as scope:
        await review.change_header(scope, caller.services.clock, receipt_id, change.changes())
        return await view_receipt(scope, receipt_id, caller.household, today=caller.today, base=request.url.path)


@router.patch("/{receipt_id}/lines/{n}", response_model=ReceiptAnswer)
async def correct_line(
    request: Request, caller: CallerDep, receipt_id: ReceiptId, n: LineNumber, change: LineChange
) -> ReceiptAnswer:
    """Correct one line of a draft; what is learned is proposed for the next receipt of the same chain."""
    base = request.url.path.rsplit("/lines/", 1)[0]
    async with caller.writing() as scope:
        await review.change_line(scope, caller.services.clock, receipt_id, n, change.changes())
        return await view_receipt(scope, receipt_id, caller.household, today=caller.today, base=base)


@router.post("/{receipt_id}/lines", status_code=201, response_model=ReceiptAnswer)
async def add_line(
    request: Request, caller: CallerDep, receipt_id: ReceiptId, line: LineWanted, key: IdempotencyKey = None
) -> Response:
    """Add a line that the reader missed."""
    matched = (await run_in_threadpool(match_names, None, [line.product]))[0]
    new = review.NewLine(line.product, parse_minor(line.line_total), matched)
    base = request.url.path.removesuffix("/lines")

    async def add(scope: Scope) -> tuple[int, BaseModel]:
        await review.add_line(scope, caller.services.clock, receipt_id, new)
        view = await view_receipt(scope, receipt_id, caller.household, today=caller.today, base=base)
        return 201, view

    status, body, repeated = await answer_once(caller, key, request, add, content=line.model_dump_json())
    return json_response(status, body, replayed(repeated))


@router.delete("/{receipt_id}/lines/{n}", response_model=ReceiptAnswer)
async def remove_line(request: Request, caller: CallerDep, receipt_id: ReceiptId, n: LineNumber) -> ReceiptAnswer:
    """Remove a line that is not on the receipt."""
    base = request.url.path.rsplit("/lines/", 1)[0]
    async with caller.writing() as scope:
        await review.remove_line(scope, caller.services.clock, receipt_id, n)
        return await view_receipt(scope, receipt_id, caller.household, today=caller.today, base=base)


@router.post("/{receipt_id}/confirm", response_model=ConfirmAnswer)
async def confirm_receipt(
    request: Request,
    caller: CallerDep,
    receipt_id: ReceiptId,
    confirmation: Confirmation | None = None,
    key: IdempotencyKey = None,
) -> Response:
    """Make lots of a draft, in one ledger transaction."""
    wanted = confirmation or Confirmation()
    async with caller.reading() as scope:
        named = await service.named_products(scope, receipt_id)
    await run_in_threadpool(remember_foods, named)  # so that no transaction waits for it

    async def confirm(scope: Scope) -> tuple[int, BaseModel]:
        row, lots = await service.confirm_receipt(
            scope,
            caller.services.clock,
            receipt_id,
            today=caller.today,
            currency=caller.household.currency,
            allow_duplicate=wanted.allow_duplicate,
        )
        return 200, _confirmed(row.id, row.status, row.transaction_id, lots)

    status, body, repeated = await answer_once(caller, key, request, confirm, content=wanted.model_dump_json())
    return json_response(status, body, replayed(repeated))


@router.post("/{receipt_id}/undo", response_model=ConfirmAnswer)
async def undo_receipt(
    request: Request, caller: CallerDep, receipt_id: ReceiptId, key: IdempotencyKey = None
) -> Response:
    """Take back a confirmation as a whole; the receipt waits for review again."""

    async def undo(scope: Scope) -> tuple[int, BaseModel]:
        row, _ = await service.undo_receipt(scope, caller.services.clock, receipt_id, Journal(caller.today))
        return 200, _confirmed(row.id, row.status, None, 0)

    status, body, repeated = await answer_once(caller, key, request, undo)
    return json_response(status, body, replayed(repeated))


def _confirmed(receipt_id: str, status: str, transaction_id: str | None, lots: int) -> ConfirmAnswer:
    return ConfirmAnswer.model_validate(
        {"receipt_id": receipt_id, "status": status, "transaction_id": transaction_id, "lots": lots}
    )
