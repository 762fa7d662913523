"""Receipts over HTTP: upload, progress, list, picture, delete. Their review is in `reviews`."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator
from typing import Annotated, Literal

from fastapi import APIRouter, File, Header, Path, Query, Request, Response, UploadFile
from pydantic import BaseModel
from sse_starlette.event import ServerSentEvent
from sse_starlette.sse import EventSourceResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse

from foodsave.api.answers import IdempotencyKey, answer_once, json_response, model_with_etag, replayed
from foodsave.api.deps import Caller, CallerDep
from foodsave.api.paging import Cursor, Limit, decode_cursor, encode_cursor
from foodsave.core.documents.kinds import HEAD_BYTES, recognise_kind
from foodsave.errors import Invalid, NotFound, Overloaded, Unavailable
from foodsave.infra.db.database import hold_exclusively
from foodsave.infra.db.scope import Scope
from foodsave.kit.wire import Identifier
from foodsave.kitchen.receipts import service
from foodsave.kitchen.receipts.presenting import present_summary
from foodsave.kitchen.receipts.repository import ReceiptRepository
from foodsave.kitchen.receipts.schemas import (
    Accepted,
    ReceiptAnswer,
    ReceiptPage,
    Status,
)
from foodsave.kitchen.receipts.viewing import view_receipt

router = APIRouter(prefix="/receipts", tags=["receipts"])
_CHUNK_BYTES = 1 << 18
_MAX_WAIT_S = 60
_POLL_S = 0.3
_EVENTS_S = 600
_WAIT = re.compile(r"(?:^|[,;\s])wait=(\d{1,4})(?:$|[,;\s])")
_PENDING = frozenset({"queued", "reading"})

ReceiptId = Annotated[Identifier, Path(description="The receipt's id")]


@router.post(
    "",
    status_code=202,
    response_model=Accepted,
    responses={200: {"model": ReceiptAnswer, "description": "With Prefer: wait, when the reading ended in time"}},
)
async def upload_receipt(
    request: Request,
    caller: CallerDep,
    file: Annotated[UploadFile, File(description="JPEG, PNG, WebP, HEIC, TIFF or PDF")],
    key: IdempotencyKey = None,
    prefer: Annotated[str | None, Header(description="wait=N waits up to N seconds for the reading")] = None,
) -> Response:
    """Accept a receipt. It is stored before this answers; reading follows."""
    head = await file.read(HEAD_BYTES)
    if not head:
        raise Invalid("the file is empty; choose the picture or PDF of a receipt", code="empty_file")
    kind = recognise_kind(head)
    limit = caller.services.upload_bytes
    blob, size = await caller.services.blobs.put(_chunks(head, file), limit_bytes=limit)
    upload = service.Upload(blob, size, kind.value, _safe_filename(file.filename))

    async def register(scope: Scope) -> tuple[int, BaseModel]:
        await _hold_file(caller, scope, blob)
        done = await service.register_upload(scope, caller.services.clock, upload)
        row = await service.require_receipt(scope, done.receipt_id)
        location = f"{request.url.path}/{row.id}"
        return 202, Accepted(id=row.id, status=row.status, outcome=done.outcome, location=location)

    status, body, repeated = await answer_once(caller, key, request, register, content=blob)
    if repeated and not await _exists(caller, body["id"]):  # deleted since: a repeated upload is a new one then
        status, body, repeated = await answer_once(caller, None, request, register)
    headers = {"Location": body["location"]} | replayed(repeated)
    wait_s = _wait_seconds(prefer)
    if wait_s and request.state.step_aside():  # who waits for a reading does not keep others from being served
        await file.close()
        answer = await _settled(caller, body["id"], wait_s, base=str(body["location"]))
        if answer.status not in _PENDING:
            headers["Preference-Applied"] = f"wait={wait_s}"
            return Response(answer.model_dump_json(), 200, headers=headers, media_type="application/json")
    return json_response(status, body, headers)


@router.get("", response_model=ReceiptPage)
async def list_receipts(
    request: Request,
    caller: CallerDep,
    status: Annotated[Status | None, Query()] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """List receipts, newest first."""
    before = str(decode_cursor(cursor, str)[0]) if cursor else None
    async with caller.reading() as scope:
        repository = ReceiptRepository(scope)
        rows = await repository.newest(status=status, before=before, limit=limit + 1)
        counts = await repository.count_lines([row.id for row in rows[:limit]])
    items = [present_summary(row, counts.get(row.id, 0), caller.household) for row in rows[:limit]]
    more = encode_cursor(items[-1].id) if len(rows) > limit else None
    return model_with_etag(request, ReceiptPage(items=items, next_cursor=more))


@router.get("/{receipt_id}", response_model=ReceiptAnswer)
async def get_receipt(request: Request, caller: CallerDep, receipt_id: ReceiptId) -> Response:
    """Return a receipt: its progress, its draft, or what became of it."""
    return model_with_etag(request, await _view(caller, receipt_id, base=request.url.path))


@router.get(
    "/{receipt_id}/image",
    response_class=Response,
    responses={200: {"content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def get_image(
    request: Request, caller: CallerDep, receipt_id: ReceiptId, page: Annotated[int, Query(ge=0, le=1000)] = 0
) -> Response:
    """Return the picture of one page, re-encoded without any metadata."""
    async with caller.reading() as scope:
        row = await service.require_receipt(scope, receipt_id)
        pages = list(row.pages)
    if page >= len(pages):
        raise NotFound(f"receipt {receipt_id} has no picture of page {page} (yet)", code="no_image")
    blob = str(pages[page]["blob"])
    etag = f'"{blob[:24]}"'
    headers = {"ETag": etag, "Cache-Control": "private, max-age=31536000, immutable"}
    headers |= {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    path = await run_in_threadpool(caller.services.blobs.path, blob)
    return FileResponse(path, media_type="image/jpeg", headers=headers)


@router.get(
    "/{receipt_id}/events",
    response_class=EventSourceResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def follow_receipt(request: Request, caller: CallerDep, receipt_id: ReceiptId) -> EventSourceResponse:
    """Stream progress events until the reading has ended."""
    base = request.url.path.removesuffix("/events")
    first = await _view(caller, receipt_id, base=base)
    if not request.state.step_aside():
        raise Overloaded("Too many follow a reading already. Ask for the receipt instead.", code="too_many_followers")
    return EventSourceResponse(_events(caller, first, base), ping=15)


@router.delete("/{receipt_id}", status_code=204)
async def delete_receipt(caller: CallerDep, receipt_id: ReceiptId) -> Response:
    """Delete a receipt that is not confirmed, with its pictures."""
    async with caller.writing() as scope:
        named = await service.delete_receipt(scope, receipt_id)
    async with caller.writing() as scope:  # the rows are gone for good; nobody may be naming the files anew meanwhile
        await hold_exclusively(scope.session, "files")
        repository = ReceiptRepository(scope)
        for blob in [blob for blob in named if not await repository.is_needed(blob)]:
            await run_in_threadpool(caller.services.blobs.delete, blob)
    return Response(status_code=204)


async def _hold_file(caller: Caller, scope: Scope, blob: str) -> None:
    """Keep a stored file from being deleted until the open transaction names it."""
    await hold_exclusively(scope.session, "files")
    try:
        await run_in_threadpool(caller.services.blobs.path, blob)
    except NotFound as error:
        raise Unavailable(
            "the same file was being deleted; send it again", code="file_deleted", retry_after_s=1
        ) from error


async def _exists(caller: Caller, receipt_id: str) -> bool:
    async with caller.reading() as scope:
        return await ReceiptRepository(scope).get(receipt_id) is not None


async def _chunks(head: bytes, file: UploadFile) -> AsyncIterator[bytes]:
    yield head
    while chunk := await file.read(_CHUNK_BYTES):
        yield chunk


def _safe_filename(name: str | None) -> str | None:
    kept = "".join(c for c in (name or "") if c.isprintable() and c not in '/\\<>"').strip()
    return kept[-200:] or None


def _wait_seconds(prefer: str | None) -> int:
    match = _WAIT.search(prefer or "")
    return min(int(match.group(1)), _MAX_WAIT_S) if match else 0


async def _view(caller: Caller, receipt_id: str, *, base: str) -> ReceiptAnswer:
    async with caller.reading() as scope:
        return await view_receipt(scope, receipt_id, caller.household, today=caller.today, base=base)


async def _settled(caller: Caller, receipt_id: str, wait_s: float, *, base: str) -> ReceiptAnswer:
    deadline = time.monotonic() + wait_s
    answer = await _view(caller, receipt_id, base=base)
    while answer.status in _PENDING and time.monotonic() < deadline:
        await asyncio.sleep(_POLL_S)
        answer = await _view(caller, receipt_id, base=base)
    return answer


async def _events(caller: Caller, first: ReceiptAnswer, base: str) -> AsyncIterator[ServerSentEvent]:
    answer: ReceiptAnswer | None = first
    told, deadline = "", time.monotonic() + _EVENTS_S
    while True:
        kind: Literal["progress", "done"] = "progress" if answer and answer.status in _PENDING else "done"
        data = _event_data(answer)
        if data != told:
            told = data
            yield ServerSentEvent(data, event=kind)
        if kind == "done" or time.monotonic() > deadline:
            return
        await asyncio.sleep(_POLL_S)
        try:
            answer = await _view(caller, first.id, base=base)
        except NotFound:  # deleted meanwhile, which ends the stream in order
            answer = None


def _event_data(answer: ReceiptAnswer | None) -> str:
    if answer is None:
        return json.dumps({"status": "deleted", "progress": None, "failure": None})
    data = {
        "status": answer.status,
        "progress": answer.progress.model_dump() if answer.progress else None,
        "failure": answer.failure.model_dump() if answer.failure else None,
    }
    return json.dumps(data, ensure_ascii=False)
