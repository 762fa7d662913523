"""The worker's loop on a real database, with readers that fail in every way a reader can."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from foodsave.bootstrap import Services, WorkerServices
from foodsave.core.profiles.service import Profiles
from foodsave.errors import Conflict, Invalid, Unavailable
from foodsave.infra.blobs import BlobStore
from foodsave.infra.metrics import Metrics
from foodsave.jobs.queue import MAX_DEATHS, MAX_TRIES, JobQueue
from foodsave.jobs.repository import JobRepository
from foodsave.kitchen.catalog.product_changes import require_product
from foodsave.kitchen.catalog.service import ensure_product
from foodsave.kitchen.receipts.repository import ReceiptRepository
from foodsave.kitchen.receipts.service import Upload, register_upload, require_receipt
from foodsave.monitoring.health import Health
from foodsave.orchestration.dispatcher import Dispatcher
from foodsave.testing.reader import ScriptedReader, read_line, reading_of
from foodsave.worker.runner import Worker, run

READING = reading_of([read_line("MLEKO UHT 1L", 399), read_line("CHLEB", 549)])


class SlowReader(ScriptedReader):
    """A reader that takes its time."""

    def __init__(self, seconds: float) -> None:
        super().__init__([READING])
        self.seconds = seconds
        self.begun = asyncio.Event()

    async def read(self, path, *, images_dir=None):
        self.begun.set()
        await asyncio.sleep(self.seconds)
        return await super().read(path, images_dir=images_dir)


class BrokenReader(ScriptedReader):
    """A reader with a fault that nobody thought of."""

    async def read(self, path, *, images_dir=None):
        raise KeyError(path, images_dir)


@pytest.fixture
def services(home, tmp_path) -> WorkerServices:
    metrics = Metrics()
    common = Services(
        metrics=metrics,
        health=Health(metrics),
        database=home.database,
        blobs=BlobStore(tmp_path / "blobs"),
        profiles=Profiles(home.database, home.household),
        queue=JobQueue(home.database, home.clock),
        clock=home.clock,
        upload_bytes=1000,
        chat=Dispatcher(home.database, home.clock, metrics),
    )
    (tmp_path / "tmp").mkdir()
    return WorkerServices(common, ScriptedReader([READING]), 0, 0.2, tmp_path / "worker.lock", tmp_path / "tmp")


def with_reader(services: WorkerServices, reader: ScriptedReader, *, grace_s: float = 0.2) -> WorkerServices:
    return replace(services, reader=reader, grace_s=grace_s)


async def upload(home, services: WorkerServices, content: bytes = b"picture") -> str:
    async def chunks():
        yield content

    blob, size = await services.common.blobs.put(chunks(), limit_bytes=1000)
    async with home.writing() as scope:
        return (await register_upload(scope, home.clock, Upload(blob, size, "image/jpeg", None))).receipt_id


async def receipt(home, receipt_id: str):
    async with home.reading() as scope:
        row = await require_receipt(scope, receipt_id)
        return row, await ReceiptRepository(scope).lines(receipt_id), await JobRepository(scope).latest(receipt_id)


async def test_work_once_reads_the_next_receipt_and_ends_its_job(home, services):
    receipt_id = await upload(home, services)

    assert await Worker(services).work_once() is True
    assert await Worker(services).work_once() is False

    row, lines, job = await receipt(home, receipt_id)
    assert (row.status, len(lines), job.state) == ("needs_review", 2, "succeeded")
    assert list(services.temp_dir.iterdir()) == []


async def test_reader_that_crashes_is_tried_again_and_then_given_up(home, services):
    worker = Worker(with_reader(services, ScriptedReader([Unavailable("stopped", code="reader_crashed")])))
    receipt_id = await upload(home, services)
    for _ in range(MAX_TRIES):
        assert await worker.work_once()
        home.clock.advance(minutes=1)

    row, _, job = await receipt(home, receipt_id)
    assert (row.status, row.failure_code) == ("failed", "reader_crashed")
    assert (job.state, job.tries) == ("failed", MAX_TRIES)
    assert await worker.work_once() is False


async def test_reader_that_refuses_a_file_is_not_asked_again(home, services):
    reader = ScriptedReader([Invalid("nothing legible", code="no_receipt")])
    receipt_id = await upload(home, services)

    await Worker(with_reader(services, reader)).work_once()

    row, _, job = await receipt(home, receipt_id)
    assert (row.status, row.failure_code, job.state) == ("failed", "no_receipt", "failed")
    assert len(reader.read_files) == 1


async def test_fault_nobody_thought_of_fails_the_receipt_and_not_the_worker(home, services):
    worker = Worker(with_reader(services, BrokenReader([READING])))
    receipt_id = await upload(home, services)

    assert await worker.work_once()

    row, _, job = await receipt(home, receipt_id)
    assert (row.status, row.failure_code, job.state) == ("failed", "internal", "failed")


async def test_work_that_is_told_to_stop_lets_the_job_in_hand_end(home, services):
    reader, stopping = SlowReader(0.05), asyncio.Event()
    receipt_id = await upload(home, services)
    working = asyncio.create_task(Worker(with_reader(services, reader, grace_s=30)).work(stopping))
    await reader.begun.wait()
    stopping.set()
    await working

    row, _, job = await receipt(home, receipt_id)
    assert (row.status, job.state) == ("needs_review", "succeeded")


async def test_work_that_is_told_to_stop_hands_a_long_job_back(home, services):
    reader, stopping = SlowReader(30), asyncio.Event()
    receipt_id = await upload(home, services)
    working = asyncio.create_task(Worker(with_reader(services, reader)).work(stopping))
    await reader.begun.wait()
    stopping.set()
    await working

    _, _, job = await receipt(home, receipt_id)
    assert (job.state, job.tries) == ("queued", 0)
    assert await Worker(services).work_once()
    row, lines, _ = await receipt(home, receipt_id)
    assert (row.status, len(lines)) == ("needs_review", 2)


async def test_work_takes_up_what_a_killed_worker_left(home, services, tmp_path):
    receipt_id = await upload(home, services)
    await services.common.queue.claim()
    left = services.temp_dir / "pages-left"
    left.mkdir()
    (left / "page.jpg").write_bytes(b"x")
    (services.temp_dir / "upload-left").write_bytes(b"x")
    home.clock.advance(seconds=1)
    stopping = asyncio.Event()
    working = asyncio.create_task(Worker(services).work(stopping))
    async with asyncio.timeout(20):
        while (await receipt(home, receipt_id))[0].status != "needs_review":  # noqa: ASYNC110 - polls as a client
            await asyncio.sleep(0.02)
    stopping.set()
    await working

    assert list(services.temp_dir.iterdir()) == []
    assert (await receipt(home, receipt_id))[2].deaths == 1


async def test_job_that_killed_its_worker_too_often_is_given_up(home, services):
    receipt_id = await upload(home, services)
    for _ in range(MAX_DEATHS):
        await services.common.queue.claim()
        home.clock.advance(seconds=1)
        await services.common.queue.reclaim(every=True)

    await Worker(services).work_once()

    row, _, job = await receipt(home, receipt_id)
    assert (row.status, row.failure_code, job.state) == ("failed", "worker_died", "failed")


async def test_result_of_a_job_that_was_taken_away_is_not_committed(home, services):
    reader = SlowReader(0.3)
    receipt_id = await upload(home, services)
    first = asyncio.create_task(Worker(with_reader(services, reader)).work_once())
    await reader.begun.wait()
    home.clock.advance(minutes=5)
    await services.common.queue.reclaim()
    taken = await services.common.queue.claim()
    await first

    row, lines, job = await receipt(home, receipt_id)
    assert (row.status, lines, job.state, job.claim) == ("reading", [], "running", taken.claim)


async def test_receipt_that_waits_for_no_reading_is_not_read(home, services):
    receipt_id = await upload(home, services)
    async with home.writing() as scope:
        row = await require_receipt(scope, receipt_id)
        row.status = "failed"

    await Worker(services).work_once()

    assert (await receipt(home, receipt_id))[2].error_code == "nothing_to_read"


def test_run_refuses_a_second_worker_on_the_same_data(tmp_path: Path, services):
    from filelock import FileLock

    class Opened:
        async def __aenter__(self) -> WorkerServices:
            return services

        async def __aexit__(self, *_: object) -> None: ...

    with FileLock(services.lock_path), pytest.raises(Conflict, match="another worker"):
        run(Opened, lock_timeout_s=0.1)


async def test_work_once_looks_up_the_foods_of_products_from_before_an_upgrade(home, services):
    async with home.writing() as scope:
        row = await ensure_product(scope, "Mleko", "milk_fresh", now=home.clock.now())
        row.food_id, row.food_basis = None, "new"

    await Worker(services).work_once()

    async with home.reading() as scope:
        row = await require_product(scope, row.id)
    assert (row.food_id, row.food_basis) == ("milk", "catalog")
