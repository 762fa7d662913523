"""Times every answer: X-Process-Time and Server-Timing for the caller, a metric and a log line for the operator."""

from __future__ import annotations

from time import perf_counter

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foodsave.infra.metrics import Metrics

log = structlog.stdlib.get_logger(__name__)
UNMATCHED = "unmatched"
CLIENT_CLOSED = 499


class Performance:
    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started_at = perf_counter()
        status = CLIENT_CLOSED

        async def send_timed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_times(message, scope, perf_counter() - started_at)
            await send(message)

        with self._metrics.http_in_progress.track_inprogress():
            try:
                await self.app(scope, receive, send_timed)
            finally:
                self._record(scope, status, perf_counter() - started_at)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = route_template(scope)
        self._metrics.observe_http(route, scope["method"], status, seconds)
        write = log.debug if route.startswith(("/health", "/ready", "/metrics")) else log.info
        write(
            "request",
            method=scope["method"],
            route=route,
            path=scope["path"][:200],
            status=status,
            milliseconds=round(seconds * 1000, 2),
        )


def route_template(scope: Scope) -> str:
    """Return the template of the route that took the request ("/things/{id}"), so that labels stay few."""
    # Under an included router the route alone lacks the prefix; the context that FastAPI leaves in the scope has it.
    context = scope.get("fastapi", {}).get("effective_route_context")
    path = getattr(context, "path_format", None) or getattr(scope.get("route"), "path_format", None)
    return path if isinstance(path, str) else UNMATCHED


def _add_times(message: Message, scope: Scope, seconds: float) -> None:
    headers = MutableHeaders(scope=message)
    headers["X-Process-Time"] = f"{seconds:.6f}"
    queued_s = scope.get("state", {}).get("queued_s", 0.0)
    headers.append("Server-Timing", f"queue;dur={queued_s * 1000:.2f}, app;dur={(seconds - queued_s) * 1000:.2f}")
