from datetime import UTC, date, datetime

from foodsave.kit.clock import SystemClock, today_in


class StillClock:
    def now(self) -> datetime:
        return datetime(2026, 6, 30, 22, 30, tzinfo=UTC)


def test_system_clock_tells_an_aware_instant():
    assert SystemClock().now().tzinfo is UTC


def test_today_in_uses_the_zone_of_the_household():
    assert today_in(StillClock(), "Europe/Warsaw") == date(2026, 7, 1)
    assert today_in(StillClock(), "America/New_York") == date(2026, 6, 30)
