"""Bounds the requests at work, before the database pool does it badly: a slot, a short queue, then an honest 503.

A route that goes on to wait rather than to work gives its slot back and steps aside; those are bounded as well.
"""

from __future__ import annotations

import asyncio
from collections import deque
from time import perf_counter

from starlette.types import ASGIApp, Receive, Scope, Send

from foodsave.errors import Overloaded
from foodsave.infra.metrics import Metrics

EXEMPT_PREFIXES = ("/health", "/ready", "/metrics")
RETRY_AFTER_S = 2


class Slots:
    """At most `running` holders, at most `queued` waiters in order of arrival, none of them longer than `queue_age_s`.

    Belongs to one event loop.
    """

    def __init__(self, running: int, queued: int, queue_age_s: float) -> None:
        self._limit, self._queue_limit, self._age_s = running, queued, queue_age_s
        self._waiting: deque[asyncio.Future[None]] = deque()
        self.running = 0

    @property
    def queued(self) -> int:
        """How many wait."""
        return len(self._waiting)

    async def acquire(self) -> None:
        """Take a slot.

        Raises:
            Overloaded: when the queue is full, or the wait was too long.
        """
        if self.running < self._limit and not self._waiting:
            self.running += 1
            return
        if len(self._waiting) >= self._queue_limit:
            raise _overloaded("queue_full")
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(self._age_s):
                await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled():  # the slot came in the same moment as the end of the wait
                self.release()
            else:
                self._waiting.remove(turn)
            if isinstance(error, TimeoutError):
                raise _overloaded("queue_age") from error
            raise

    def release(self) -> None:
        """Give the slot to the one that has waited longest, or back."""
        for turn in self._waiting:
            if not turn.done():
                self._waiting.remove(turn)
                turn.set_result(None)
                return
        self.running -= 1


class Admission:
    def __init__(self, app: ASGIApp, slots: Slots, metrics: Metrics, aside: int = 100) -> None:
        self.app = app
        self._slots = slots
        self._metrics = metrics
        self._aside = self._room = aside

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(EXEMPT_PREFIXES):
            await self.app(scope, receive, send)
            return
        await self._admit(scope)
        held = True

        def step_aside() -> bool:
            """Give the slot back for a long wait; false when too many wait already, and the slot is kept."""
            nonlocal held
            if not held or self._room <= 0:
                self._metrics.admission_shed.labels("aside_full").inc()
                return False
            held = False
            self._room -= 1
            self._slots.release()
            self._report()
            return True

        scope["state"]["step_aside"] = step_aside
        try:
            await self.app(scope, receive, send)
        finally:
            if held:
                self._slots.release()
            else:
                self._room += 1
            self._report()

    async def _admit(self, scope: Scope) -> None:
        started_at = perf_counter()
        self._metrics.admission_queued.set(self._slots.queued)
        try:
            await self._slots.acquire()
        except Overloaded as error:
            self._metrics.admission_shed.labels(error.reason).inc()
            raise
        queued_s = perf_counter() - started_at
        scope.setdefault("state", {})["queued_s"] = queued_s
        self._metrics.admission_wait_seconds.observe(queued_s)
        self._report()

    def _report(self) -> None:
        self._metrics.admission_running.set(self._slots.running)
        self._metrics.admission_aside.set(self._aside - self._room)
        self._metrics.admission_queued.set(self._slots.queued)


def _overloaded(reason: str) -> Overloaded:
    return Overloaded("Too much is going on at once. Try again in a moment.", code=reason, retry_after_s=RETRY_AFTER_S)
