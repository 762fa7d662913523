"""Tells each caller what the process uses. Reads the last background sample, never measures."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foodsave.monitoring.snapshots import Sampler


class Memory:
    def __init__(self, app: ASGIApp, sampler: Sampler) -> None:
        self.app = app
        self._sampler = sampler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_measured(message: Message) -> None:
            if message["type"] == "http.response.start":
                usage = self._sampler.latest
                headers = MutableHeaders(scope=message)
                headers["X-Memory-Usage-MB"] = f"{usage.rss_mb:.1f}"
                headers["X-CPU-Percent"] = f"{usage.cpu_percent:.1f}"
            await send(message)

        await self.app(scope, receive, send_measured)
