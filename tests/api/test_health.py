from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from foodsave.app import create_app
from foodsave.errors import Unavailable


async def out():
    raise Unavailable("The part is away.")


async def test_health_tells_status_time_version_and_environment(client):
    body = (await client.get("/health")).json()

    assert set(body) == {"status", "timestamp", "version", "environment"}
    assert (body["status"], body["environment"]) == ("ok", "prod")
    assert abs(datetime.fromisoformat(body["timestamp"]) - datetime.now(UTC)) < timedelta(minutes=1)


async def test_health_is_degraded_and_says_so_while_no_worker_runs(opened, settings):
    with capture_logs() as logs:
        async with opened(create_app(settings)) as client:
            answer = await client.get("/health/ready")

    (check,) = [check for check in answer.json()["checks"] if check["name"] == "worker"]
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert not check["ok"]
    assert "foodsave worker" in check["reason"]
    assert ("part_missing", "worker") in [(entry["event"], entry.get("part")) for entry in logs]


async def test_health_live_answers_without_asking_any_part(application, client):
    application.state.services.health.register("part", out)

    response = await client.get("/health/live")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize("path", ["/health/ready", "/ready"])
async def test_health_ready_lists_the_database_among_its_checks(client, path):
    response = await client.get(path)

    assert response.status_code == 200
    assert "database" in [check["name"] for check in response.json()["checks"] if check["ok"]]


async def test_health_ready_is_refused_while_a_required_part_is_away(application, client):
    application.state.services.health.register("part", out)

    response = await client.get("/health/ready")

    check = response.json()["checks"][-1]
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    assert (check["name"], check["ok"], check["reason"]) == ("part", False, "The part is away.")
    assert (await client.get("/health")).json()["status"] == "unavailable"


async def test_health_ready_stays_while_an_optional_part_is_away(application, client):
    application.state.services.health.register("part", out, required=False)

    response = await client.get("/health/ready")

    assert (response.status_code, response.json()["status"]) == (200, "degraded")
