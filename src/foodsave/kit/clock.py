"""Time as a dependency, so that tests can hold it still."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the current instant."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        return datetime.now(UTC)


def today_in(clock: Clock, timezone: str) -> date:
    """Return the calendar date in an IANA `timezone` at the clock's instant."""
    return clock.now().astimezone(ZoneInfo(timezone)).date()
