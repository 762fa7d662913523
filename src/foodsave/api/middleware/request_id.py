"""Names every request: X-Request-ID and the W3C trace context, in the answer, the scope and each log line."""

from __future__ import annotations

import re
import secrets

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foodsave.kit.ids import new_id

_SANE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_TRACEPARENT = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")


class RequestId:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = accepted_id(headers.getlist("x-request-id")) or new_id()
        trace_id, flags = parent_trace(headers.getlist("traceparent")) or (secrets.token_hex(16), "00")
        span_id = secrets.token_hex(8)
        scope.setdefault("state", {}).update(request_id=request_id, trace_id=trace_id, span_id=span_id)

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer["X-Request-ID"] = request_id
                answer["traceparent"] = f"00-{trace_id}-{span_id}-{flags}"
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id, trace_id=trace_id, span_id=span_id):
            await self.app(scope, receive, send_named)


def accepted_id(values: list[str]) -> str | None:
    """Return the caller's request id when there is exactly one and it is short and plain."""
    return values[0] if len(values) == 1 and _SANE_ID.fullmatch(values[0]) else None


def parent_trace(values: list[str]) -> tuple[str, str] | None:
    """Return trace id and flags of a traceparent header (W3C Trace Context, section 3.2), None when it is not valid."""
    match = _TRACEPARENT.fullmatch(values[0].strip()) if len(values) == 1 else None
    if match is None:
        return None
    version, trace_id, parent_id, flags, rest = match.groups()
    if version == "ff" or (version == "00" and rest) or not int(trace_id, 16) or not int(parent_id, 16):
        return None
    return trace_id, f"{int(flags, 16) & 1:02x}"
