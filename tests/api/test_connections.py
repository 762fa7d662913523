"""No request keeps a database connection, whether it is answered or its client goes away in the middle."""

import asyncio
import gc
import itertools
import json
from dataclasses import dataclass

import pytest

from foodsave.app import create_app
from foodsave.bootstrap import WorkerServices
from foodsave.settings import load_settings
from foodsave.testing.reader import ScriptedReader, read_line, reading_of
from foodsave.worker.runner import Worker

REQUESTS, CANCELLED = 1_000, 100
RECEIPTS = "/api/v1/receipts"
PATHS = ("/api/v1/pantry/lots", RECEIPTS, "/api/v1/products", "/api/v1/profile", f"{RECEIPTS}/{{draft}}")
PROFILE = b'{"name": "Dom", "locale": "pl", "currency": "PLN", "timezone": "Europe/Warsaw"}'
ANSWERS = {200, 202, 404, 409}


@dataclass(frozen=True)
class Asked:
    """One request; `endless` ones wait for a reading that nobody does and end only when their client leaves."""

    path: str
    method: str = "GET"
    body: bytes = b""
    content_type: str = "application/json"
    prefer: str = ""
    endless: bool = False


@pytest.fixture(autouse=True)
def _no_half_open_connections(database_url):
    yield
    gc.collect()  # psycopg closes what was cancelled while it connected when it is collected


@pytest.fixture
def application(tmp_path, database_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database_url)
    application = create_app(load_settings(data_dir=tmp_path / "data"))
    application.state.worker_ping = _working
    return application


async def _working():
    """Stand in for the sign of life of a worker process: this module's worker runs in the test."""


def upload(number, **options):
    """A picture of its own for each number."""
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
        b"\xff\xd8\xff\xe0 receipt %d\r\n--b--\r\n" % number
    )
    return Asked(RECEIPTS, "POST", body, "multipart/form-data; boundary=b", **options)


def scope_of(asked):
    headers = [(b"host", b"127.0.0.1:8011"), (b"content-type", asked.content_type.encode())]
    headers += [(b"prefer", asked.prefer.encode())] if asked.prefer else []
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": asked.method,
        "scheme": "http",
        "path": asked.path,
        "raw_path": asked.path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8011),
        "state": {},
    }


async def request(application, asked):
    """Ask as a server does, without a client of its own cost, and return the status and the body."""
    inbox = iter([{"type": "http.request", "body": asked.body, "more_body": False}])
    answer = []

    async def receive():
        if (message := next(inbox, None)) is not None:
            return message
        if asked.endless or asked.prefer:
            await asyncio.Event().wait()  # a client that keeps listening
        return {"type": "http.disconnect"}

    async def send(message):
        answer.append(message)

    await application(scope_of(asked), receive, send)
    return answer[0]["status"], b"".join(message.get("body", b"") for message in answer)


@pytest.fixture
async def drafts(application, client, tmp_path):
    """Ids of a receipt to be read by nobody and of two drafts."""
    (tmp_path / "tmp").mkdir()
    reader = ScriptedReader(
        [reading_of([read_line("MLEKO", 399)]), reading_of([read_line("CHLEB", 549)], number="1", date="2026-03-01")]
    )
    services = WorkerServices(application.state.services, reader, 0, 1.0, tmp_path / "lock", tmp_path / "tmp")
    ids = []
    for number in (-1, -2):
        ids.append(json.loads((await request(application, upload(number)))[1])["id"])
        assert await Worker(services).work_once()
    waiting = json.loads((await request(application, upload(-3)))[1])["id"]
    return ids, waiting


def plan(ids, waiting):
    """Every tenth request is given up by its client: reads, writes, uploads, waits and streams in turn."""
    reads = itertools.cycle(path.format(draft=ids[0]) for path in PATHS)
    given_up = itertools.cycle(
        [
            lambda _: Asked("/api/v1/profile", "PUT", PROFILE),
            upload,
            lambda _: Asked(f"{RECEIPTS}/{ids[0]}/confirm", "POST"),
            lambda _: Asked(f"{RECEIPTS}/{ids[0]}/undo", "POST"),
            lambda number: upload(number, prefer="wait=60", endless=True),
            lambda _: Asked(f"{RECEIPTS}/{waiting}/events", endless=True),
            lambda _: Asked(next(reads)),
        ]
    )
    served = itertools.cycle(
        [
            upload,
            lambda _: Asked(f"{RECEIPTS}/{ids[1]}/confirm", "POST"),
            lambda _: Asked(f"{RECEIPTS}/{ids[1]}/undo", "POST"),
            lambda _: Asked(f"{RECEIPTS}/{ids[0]}/events"),
            lambda _: Asked("/api/v1/profile", "PUT", PROFILE),
            *[lambda _: Asked(next(reads))] * 30,
        ]
    )
    for number in range(REQUESTS):
        yield next(given_up if number % (REQUESTS // CANCELLED) == 0 else served)(number)


async def test_no_connection_stays_checked_out_after_requests_of_which_some_are_cancelled(application, drafts, client):
    gate = asyncio.Semaphore(50)

    async def one(asked):
        async with gate:
            return (await request(application, asked))[0]

    async def give_up(asked, task, steps):
        while not task.done() and steps:  # at another step of its work each time
            await asyncio.sleep(0)
            steps -= 1
        if asked.endless:
            await asyncio.sleep(0.4)  # past the first look at the reading
        task.cancel()

    wanted = list(plan(*drafts))
    tasks = [asyncio.create_task(one(asked)) for asked in wanted]
    leavers = list(zip(wanted, tasks, strict=True))[:: REQUESTS // CANCELLED]
    await asyncio.gather(*(give_up(asked, task, 3 * number) for number, (asked, task) in enumerate(leavers)))
    results = await asyncio.gather(*tasks, return_exceptions=True)

    assert application.state.services.database.checked_out == 0
    statuses = [result for result in results if isinstance(result, int)]
    assert {type(result) for result in results} <= {int, asyncio.CancelledError}
    assert set(statuses) <= ANSWERS
    assert len(statuses) >= REQUESTS - CANCELLED
    assert (await client.get("/health")).json()["status"] == "ok"


@pytest.mark.parametrize("kind", ["profile", "upload", "confirm", "undo"])
async def test_a_cancelled_write_leaves_the_next_writer_free(application, drafts, kind):
    draft = f"{RECEIPTS}/{drafts[0][0]}"
    kinds = {
        "profile": lambda _: Asked("/api/v1/profile", "PUT", PROFILE),
        "upload": upload,
        "confirm": lambda _: Asked(f"{draft}/confirm", "POST"),
        "undo": lambda _: Asked(f"{draft}/undo", "POST"),
    }
    for steps in range(40):
        task = asyncio.create_task(request(application, kinds[kind](steps)))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async with asyncio.timeout(10):
        assert (await request(application, kinds["profile"](0)))[0] == 200
    assert application.state.services.database.checked_out == 0
