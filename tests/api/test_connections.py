"""No request keeps a database connection, whether it is answered or its client goes away in the middle."""

import asyncio
import gc
import itertools

import pytest

from foodsave.app import create_app
from foodsave.settings import load_settings

REQUESTS, CANCELLED = 1_000, 100
PATHS = (
    "/api/v1/pantry/lots",
    "/api/v1/receipts",
    "/api/v1/products",
    "/api/v1/profile",
    "/api/v1/receipts/00000000-0000-7000-8000-000000000000",
)
PROFILE = b'{"name": "Dom", "locale": "pl", "currency": "PLN", "timezone": "Europe/Warsaw"}'


@pytest.fixture(autouse=True)
def _no_half_open_connections(database_url):
    yield
    gc.collect()  # psycopg closes what was cancelled while it connected when it is collected


@pytest.fixture
def application(tmp_path, database_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database_url)
    return create_app(load_settings(data_dir=tmp_path / "data"))


def scope_of(path, method):
    headers = [(b"host", b"127.0.0.1:8011"), (b"content-type", b"application/json")]
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8011),
        "state": {},
    }


async def request(application, path, method="GET", body=b""):
    """Ask as a server does, without a client of its own cost, and return the status."""
    inbox = iter([{"type": "http.request", "body": body, "more_body": False}])
    statuses = []

    async def receive():
        return next(inbox, {"type": "http.disconnect"})

    async def send(message):
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await application(scope_of(path, method), receive, send)
    return statuses[0]


def plan():
    """Every eleventh request changes something, so that broken off writes are among them."""
    reads = itertools.cycle(PATHS)
    for number in range(REQUESTS):
        yield ("/api/v1/profile", "PUT", PROFILE) if number % 11 == 0 else (next(reads), "GET", b"")


async def test_no_connection_stays_checked_out_after_requests_of_which_some_are_cancelled(application, client):
    gate = asyncio.Semaphore(50)

    async def one(path, method, body):
        async with gate:
            return await request(application, path, method, body)

    async def give_up(task, steps):
        while not task.done() and steps:  # at another step of its work each time
            await asyncio.sleep(0)
            steps -= 1
        task.cancel()

    tasks = [asyncio.create_task(one(*wanted)) for wanted in plan()]
    leavers = tasks[:: REQUESTS // CANCELLED]
    await asyncio.gather(*(give_up(task, 3 * number) for number, task in enumerate(leavers)))
    results = await asyncio.gather(*tasks, return_exceptions=True)

    assert application.state.services.database.checked_out == 0
    statuses = [result for result in results if isinstance(result, int)]
    assert set(statuses) == {200, 404}
    assert len(statuses) >= REQUESTS - CANCELLED
    assert (await client.get("/health")).json()["status"] == "ok"


async def test_a_cancelled_write_leaves_the_next_writer_free(application, client):
    for steps in range(60):
        task = asyncio.create_task(request(application, "/api/v1/profile", "PUT", PROFILE))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async with asyncio.timeout(10):
        assert await request(application, "/api/v1/profile", "PUT", PROFILE) == 200
    assert application.state.services.database.checked_out == 0
