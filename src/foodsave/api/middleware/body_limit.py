"""Refuses a body that is too large or stalls, without keeping any of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foodsave.api.problem import problem

DRAIN_BYTES = 512 * 1024 * 1024
DRAIN_S = 10.0


class BodyLimit:
    """Counts what streams in. `larger` maps (method, path) to the limit of a route that takes uploads."""

    def __init__(
        self, app: ASGIApp, limit_bytes: int, larger: Mapping[tuple[str, str], int] | None = None, idle_s: float = 30
    ) -> None:
        self.app = app
        self._limit_bytes = limit_bytes
        self._larger = dict(larger or {})
        self._idle_s = idle_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit_bytes = self._larger.get((scope["method"], scope["path"].rstrip("/")), self._limit_bytes)
        body = _CountedBody(receive, limit_bytes, self._idle_s)
        if _declared_bytes(scope) <= limit_bytes:
            if await self._pass_on(scope, body, send):
                return
        else:
            body.refused = 413
        await _refuse(scope, body, send, limit_bytes)

    async def _pass_on(self, scope: Scope, body: _CountedBody, send: Send) -> bool:
        started = False

        async def send_unless_refused(message: Message) -> None:
            nonlocal started
            if started or body.refused is None:  # our refusal replaces whatever the route made of it
                started = True
                await send(message)

        try:
            await self.app(scope, body.receive, send_unless_refused)
        except HTTPException:
            if started or body.refused is None:
                raise
        return started or body.refused is None


class _CountedBody:
    def __init__(self, receive: Receive, limit_bytes: int, idle_s: float) -> None:
        self._receive, self._limit_bytes, self._idle_s = receive, limit_bytes, idle_s
        self.seen_bytes = 0
        self.complete = False
        self.refused: int | None = None

    async def receive(self) -> Message:
        if self.complete:  # what comes now is the disconnect, and it may take its time
            return await self._receive()
        if self.refused is not None:
            raise HTTPException(self.refused)
        try:
            async with asyncio.timeout(self._idle_s):
                message = await self._receive()
        except TimeoutError:
            self.refused = 408
            raise HTTPException(408) from None
        self._count(message)
        if self.seen_bytes > self._limit_bytes:
            self.refused = 413
            raise HTTPException(413)
        return message

    async def drain(self) -> None:
        """Read on and forget, within bounds, so that a client that only listens after sending gets its answer."""
        try:
            async with asyncio.timeout(DRAIN_S):
                while not self.complete and self.seen_bytes < DRAIN_BYTES:
                    self._count(await self._receive())
        except TimeoutError:
            return

    def _count(self, message: Message) -> None:
        self.seen_bytes += len(message.get("body", b""))
        self.complete = message["type"] != "http.request" or not message.get("more_body", False)


async def _refuse(scope: Scope, body: _CountedBody, send: Send, limit_bytes: int) -> None:
    if body.refused == 408:
        detail = "The rest of the body did not arrive in time. Send it again."
    else:
        detail = f"The body is larger than the {limit_bytes} bytes that this address takes."
    answer = problem(scope, body.refused or 413, detail, headers={"Connection": "close"})
    await send({"type": "http.response.start", "status": answer.status_code, "headers": answer.raw_headers})
    await send({"type": "http.response.body", "body": answer.body, "more_body": True})
    if body.refused == 413 and "100-continue" not in Headers(scope=scope).get("expect", "").lower():
        await body.drain()
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _declared_bytes(scope: Scope) -> int:
    declared = Headers(scope=scope).get("content-length", "0")
    return int(declared) if declared.isascii() and declared.isdigit() else 0
