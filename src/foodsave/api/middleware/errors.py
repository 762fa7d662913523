"""The one place where a failed request becomes an answer."""

from __future__ import annotations

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foodsave.api.problem import problem_for
from foodsave.errors import FoodSaveError

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
            self._report(error, started=started)
            if started:  # too late to say it: the server has to cut the connection
                raise
            await problem_for(scope, error)(scope, receive, send)

    @staticmethod
    def _report(error: Exception, *, started: bool) -> None:
        if isinstance(error, FoodSaveError | HTTPException) and not started:
            status = error.status if isinstance(error, FoodSaveError) else error.status_code
            log.log(30 if status >= 500 else 20, "request_refused", status=status, reason=str(error))
        else:
            log.error("request_failed", error=type(error).__name__, exc_info=error)
