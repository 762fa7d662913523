"""Whether the parts that a request needs answer: named pings, run together, each with its deadline."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic

import structlog

from foodsave.errors import FoodSaveError
from foodsave.infra.metrics import Metrics

log = structlog.stdlib.get_logger(__name__)
Ping = Callable[[], Awaitable[object]]
FRESH_S = 1.0


@dataclass(frozen=True, slots=True)
class PingResult:
    """One ping's outcome; `reason` is empty when it answered."""

    name: str
    ok: bool
    required: bool
    milliseconds: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _RegisteredPing:
    name: str
    ping: Ping
    timeout_s: float
    required: bool


class Health:
    """The list of pings of one process. Results are kept for a second, so that probes cannot load the database."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._pings: dict[str, _RegisteredPing] = {}
        self._results: tuple[PingResult, ...] = ()
        self._checked_at = float("-inf")
        self._lock = asyncio.Lock()

    def register(self, name: str, ping: Ping, *, timeout_s: float = 2.0, required: bool = True) -> None:
        """Add a ping: it fails by raising or by taking longer than `timeout_s`.

        A ping that is not required is reported and does not make the process unready.
        """
        self._pings[name] = _RegisteredPing(name, ping, timeout_s, required)
        self._checked_at = float("-inf")

    async def check(self) -> tuple[PingResult, ...]:
        """Return the outcome of every ping, in the order of registration, at most a second old."""
        async with self._lock:
            if monotonic() - self._checked_at > FRESH_S:
                self._results = tuple(await asyncio.gather(*(self._run(ping) for ping in self._pings.values())))
                self._checked_at = monotonic()
            return self._results

    async def _run(self, registered: _RegisteredPing) -> PingResult:
        started_at = monotonic()
        reason = ""
        try:
            async with asyncio.timeout(registered.timeout_s):
                await registered.ping()
        except TimeoutError:
            reason = f"no answer within {registered.timeout_s:g} s"
        except FoodSaveError as error:
            reason = error.message
        except Exception as error:
            reason = type(error).__name__
            log.warning("ping_failed", ping=registered.name, exc_info=error)
        if reason:
            self._metrics.health_failures.labels(registered.name).inc()
        milliseconds = round((monotonic() - started_at) * 1000, 1)
        return PingResult(registered.name, not reason, registered.required, milliseconds, reason)
