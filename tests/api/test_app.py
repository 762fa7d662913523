import asyncio
import gc
import json
from enum import StrEnum

import pytest
from fastapi import APIRouter
from pydantic import BaseModel, Field

from foodsave.errors import Conflict, Unavailable


class Colour(StrEnum):
    RED = "red"


class Thing(BaseModel):
    name: str
    weight: float = Field(allow_inf_nan=False)
    count: int = Field(ge=0, lt=2**63)
    colour: Colour = Colour.RED


def things():
    router = APIRouter(prefix="/things")

    @router.post("/{thing_id}")
    async def replace(thing_id: int, thing: Thing) -> Thing:
        return thing

    @router.delete("/{thing_id}")
    async def remove(thing_id: int) -> None:
        return

    @router.get("/{thing_id}/conflict")
    async def conflict(thing_id: int) -> None:
        raise Conflict(f"Thing {thing_id} is taken.")

    @router.get("/{thing_id}/broken")
    async def broken(thing_id: int) -> None:
        raise RuntimeError("hush")

    return router


@pytest.fixture
def application(application):
    application.include_router(things(), prefix="/api/v1")
    return application


def problem_of(response):
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == response.status_code
    assert body["request_id"] == response.headers["x-request-id"]
    return body


async def test_app_answers_with_every_header_of_its_middlewares(client):
    response = await client.get("/health/live")

    assert response.status_code == 200
    for name in (
        "x-request-id",
        "traceparent",
        "x-process-time",
        "server-timing",
        "x-memory-usage-mb",
        "x-cpu-percent",
    ):
        assert response.headers[name], name


async def test_app_states_an_unknown_address_as_a_problem(client):
    assert problem_of(await client.get("/nowhere"))["code"] == "not_found"


async def test_app_states_a_wrong_method_with_those_allowed(client):
    response = await client.delete("/health")

    assert problem_of(response)["code"] == "method_not_allowed"
    assert response.headers["allow"] == "GET"


async def test_app_allows_the_methods_of_every_route_of_an_address(client):
    response = await client.put("/api/v1/things/7")

    assert (response.status_code, response.headers["allow"]) == (405, "POST, DELETE")


async def test_app_states_an_error_of_the_tree_raised_by_a_route(client):
    body = problem_of(await client.get("/api/v1/things/7/conflict"))

    assert (body["status"], body["detail"], body["instance"]) == (409, "Thing 7 is taken.", "/api/v1/things/7/conflict")


async def test_app_states_an_unforeseen_failure_without_its_cause(client):
    response = await client.get("/api/v1/things/7/broken")

    assert problem_of(response)["code"] == "internal"
    assert "hush" not in response.text


@pytest.mark.parametrize(
    "body",
    [
        '{"name": "x", "weight": NaN, "count": 1}',
        '{"name": "x", "weight": Infinity, "count": 1}',
        '{"name": "x", "weight": 1, "count": 9223372036854775808}',
        '{"name": "\\ud800", "weight": 1, "count": 1}',
        '{"name": "x", "weight": 1, "count": 1, "colour": "\\udfff"}',
        '{"name": "x", "weight": 1e999, "count": 1}',
        '{"\\ud800": 1}',
        '{"name": "x", "weight": 1, "count": "1e400"}',
        "[]",
        "null",
        "{",
    ],
)
async def test_app_refuses_odd_json_in_valid_json(client, body):
    response = await client.post("/api/v1/things/1", content=body, headers={"Content-Type": "application/json"})

    assert problem_of(response)["status"] == 422
    json.dumps(response.json(), allow_nan=False, ensure_ascii=False).encode()


@pytest.mark.parametrize("body", [b"\xff\xfe{}", b"[" * 100_000])
async def test_app_refuses_a_body_that_cannot_be_parsed(client, body):
    response = await client.post("/api/v1/things/1", content=body, headers={"Content-Type": "application/json"})

    assert 400 <= problem_of(response)["status"] < 500


async def test_app_refuses_an_oddly_numbered_path_as_invalid(client):
    body = problem_of(await client.post("/api/v1/things/NaN", json={"name": "x", "weight": 1, "count": 1}))

    assert body["errors"][0]["pointer"] == "#/path/thing_id"


async def test_app_counts_requests_under_the_whole_template_of_their_route(client):
    await client.get("/api/v1/things/7/conflict")
    await client.get("/no/such/place")

    text = (await client.get("/metrics")).text

    assert (
        'foodsave_http_requests_total{method="GET",route="/api/v1/things/{thing_id}/conflict",status="4xx"} 1.0' in text
    )
    assert 'foodsave_http_requests_total{method="GET",route="unmatched",status="4xx"} 1.0' in text
    assert "/no/such/place" not in text


async def test_app_documents_every_error_as_a_problem(client):
    schema = (await client.get("/openapi.json")).json()

    responses = schema["paths"]["/api/v1/things/{thing_id}"]["post"]["responses"]
    assert set(responses["422"]["content"]) == set(responses["default"]["content"]) == {"application/problem+json"}
    assert "HTTPValidationError" not in schema["components"]["schemas"]
    assert "/metrics" in schema["paths"]


async def test_app_serves_its_documentation_from_its_own_files(client):
    page = await client.get("/docs")

    assert "<code>POST /api/v1/things/{thing_id}</code>" in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


async def test_app_freezes_what_start_up_made(client):
    assert gc.get_freeze_count() > 10_000


async def test_app_closes_its_database_with_the_lifespan(application, client):
    await client.get("/health")

    assert application.state.services.database.checked_out == 0


async def test_app_opens_and_closes_over_the_lifespan_protocol(application):
    incoming, outgoing = asyncio.Queue(), asyncio.Queue()
    serving = asyncio.create_task(application({"type": "lifespan", "state": {}}, incoming.get, outgoing.put))

    await incoming.put({"type": "lifespan.startup"})
    assert await outgoing.get() == {"type": "lifespan.startup.complete"}
    await incoming.put({"type": "lifespan.shutdown"})

    assert await outgoing.get() == {"type": "lifespan.shutdown.complete"}
    await serving


async def test_app_lists_a_failing_worker_as_optional(application, opened):
    async def gone():
        raise Unavailable("the worker ended")

    application.state.worker_ping = gone
    async with opened(application) as client:
        answer = (await client.get("/health/ready")).json()

    assert answer["status"] == "degraded"
    assert [check["reason"] for check in answer["checks"] if check["name"] == "worker"] == ["the worker ended"]
