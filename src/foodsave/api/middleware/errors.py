"""The one place where a failed request becomes an answer."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import structlog
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foodsave.api.problem import problem_for

log = structlog.stdlib.get_logger(__name__)


class Errors:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def send_watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, send_watched)
        except ClientDisconnect:
            log.info("client_disconnected")
        except Exception as error:
            await self._report(error, started=started)
            if started:  # too late to say it: the server has to cut the connection
                raise
            await problem_for(scope, error)(scope, receive, send)

    @staticmethod
    async def _report(error: Exception, *, started: bool) -> None:
        status = getattr(error, "status", None) or getattr(error, "status_code", None)
        if started or not isinstance(status, int):
            # In a thread, because writing a traceback reads the source files it passes through.
            await asyncio.to_thread(log.error, "request_failed", error=type(error).__name__, exc_info=error)
        elif status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.warning("request_refused", status=status, reason=str(error))
        else:
            # The code alone: the message may quote what the household sent.
            log.info("request_refused", status=status, code=getattr(error, "reason", None))
