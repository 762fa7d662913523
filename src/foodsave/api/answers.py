"""Answers with an ETag, and answers given once however often they are asked for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import Header, Request, Response
from pydantic import BaseModel

from foodsave.api.deps import Caller
from foodsave.infra.db.database import hold_exclusively
from foodsave.infra.db.idempotency import Answers
from foodsave.infra.db.scope import Scope

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[!-~]{1,200}$",
        description="Repeating a request with the same key repeats its answer, not its effect",
    ),
]


def with_etag(request: Request, body: bytes, media_type: str = "application/json") -> Response:
    """Return `body` with its ETag, or 304 when the client has it already."""
    etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    held = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if etag in held or held == ["*"]:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


def model_with_etag(request: Request, model: BaseModel) -> Response:
    """Return a model as JSON with its ETag."""
    return with_etag(request, model.model_dump_json().encode())


async def answer_once(
    caller: Caller,
    key: str | None,
    request: Request,
    action: Callable[[Scope], Awaitable[tuple[int, BaseModel]]],
    *,
    content: str = "",
) -> tuple[int, dict[str, Any], bool]:
    """Run `action` in one transaction and return status, body and whether it is a repetition.

    With a key the answer is committed together with the effect; `content` stands for the request's body.
    """
    fingerprint = hashlib.sha256(f"{request.method} {request.url.path} {content}".encode()).hexdigest()
    async with caller.writing() as scope:
        answers = Answers(scope, now=caller.services.clock.now())
        if key is not None:
            await hold_exclusively(scope.session, f"answer {scope.household_id} {key}")
            known = await answers.find(key, fingerprint)
            if known is not None:
                return *known, True
        status, model = await action(scope)
        body: dict[str, Any] = model.model_dump(mode="json")
        if key is not None:
            await answers.remember(key, fingerprint, status, body)
        return status, body, False


def json_response(status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    """Return `body` as JSON."""
    return Response(json.dumps(body, ensure_ascii=False), status, headers=headers, media_type="application/json")


def replayed(repeated: bool) -> dict[str, str]:
    """Return the header that marks a repeated answer."""
    return {"Idempotent-Replayed": "true"} if repeated else {}
