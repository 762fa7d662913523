import asyncio

import pytest

from foodsave.errors import Unavailable
from foodsave.infra.metrics import Metrics
from foodsave.monitoring.health import Health


@pytest.fixture
def health():
    return Health(Metrics())


async def answers():
    return None


async def hangs():
    await asyncio.sleep(60)


async def states():
    raise Unavailable("The database does not answer.")


async def breaks():
    raise RuntimeError("postgresql://user:hush@host")


async def test_health_reports_every_ping_in_order_with_its_reason(health):
    health.register("first", answers)
    health.register("slow", hangs, timeout_s=0.02)
    health.register("stated", states, required=False)
    health.register("broken", breaks)

    results = await health.check()

    assert [(r.name, r.ok, r.required, r.reason) for r in results] == [
        ("first", True, True, ""),
        ("slow", False, True, "no answer within 0.02 s"),
        ("stated", False, False, "The database does not answer."),
        ("broken", False, True, "RuntimeError"),
    ]


async def test_health_runs_pings_together_not_one_after_another(health):
    for name in ("one", "two", "three", "four"):
        health.register(name, hangs, timeout_s=0.1)

    async with asyncio.timeout(0.3):
        results = await health.check()

    assert [result.ok for result in results] == [False] * 4


async def test_health_asks_once_a_second_however_often_it_is_probed(health):
    asked = 0

    async def counts():
        nonlocal asked
        asked += 1

    health.register("counted", counts)
    await asyncio.gather(*(health.check() for _ in range(50)))

    assert asked == 1


async def test_health_lets_a_cancelled_probe_go(health):
    health.register("slow", hangs, timeout_s=30)
    probe = asyncio.create_task(health.check())
    await asyncio.sleep(0.01)

    probe.cancel()

    with pytest.raises(asyncio.CancelledError):
        await probe


async def test_health_counts_failures_by_ping():
    metrics = Metrics()
    health = Health(metrics)
    health.register("stated", states)

    await health.check()

    assert b'foodsave_health_failures_total{ping="stated"} 1.0' in metrics.render()
