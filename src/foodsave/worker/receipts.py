"""The job of reading one receipt."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from foodsave.bootstrap import WorkerServices
from foodsave.errors import FoodSaveError, Unavailable
from foodsave.infra.db.database import hold_exclusively
from foodsave.infra.db.scope import Scope
from foodsave.jobs.queue import Job, fail, succeed
from foodsave.kitchen.catalog.service import match_names
from foodsave.kitchen.receipts.drafting import Draft, mark_queued, mark_reading, record_draft, record_failure
from foodsave.kitchen.receipts.outcome import ReadOutcome


async def read_receipt(services: WorkerServices, job: Job) -> None:
    """Read the receipt that `job` is about and commit its draft together with the end of the job.

    Raises:
        FoodSaveError: reading failed; a retryable error may pass.
    """
    common = services.common
    async with common.database.write() as session:
        row = await mark_reading(Scope(session, job.household_id), job.reference, now=common.clock.now())
        blob = row.blob if row else None
    if blob is None:
        await give_up(services, job, "nothing_to_read", "the receipt no longer waits for a reading")
        return
    started, restarts = time.perf_counter(), services.reader.restarts
    async with _folder(services.temp_dir) as folder:
        try:
            path = await asyncio.to_thread(common.blobs.path, blob)
            outcome = await services.reader.read(path, images_dir=folder)
        except FoodSaveError as error:
            common.metrics.observe_read("none", error.reason, time.perf_counter() - started)
            raise
        finally:
            common.metrics.ocr_child_rss_bytes.set(services.reader.rss_bytes)
            common.metrics.ocr_child_restarts.inc(services.reader.restarts - restarts)
        pages = tuple([await _keep(services, page.path, page.width, page.height) for page in outcome.pages])
    kind = "balanced" if outcome.reading.balanced else "unbalanced"
    common.metrics.observe_read(outcome.engine, kind, outcome.seconds)
    await _commit(services, job, outcome, pages)


async def give_up(services: WorkerServices, job: Job, code: str, message: str) -> None:
    """End a job that will not be tried again, together with the receipt that it is about."""
    now = services.common.clock.now()
    async with services.common.database.write() as session:
        scope = Scope(session, job.household_id)
        if await fail(scope, job, code, message, now=now):
            await record_failure(scope, job.reference, code, message, now=now)


async def wait_again(services: WorkerServices, job: Job) -> None:
    """Say of the receipt of a job that was put off that it waits."""
    async with services.common.database.write() as session:
        await mark_queued(Scope(session, job.household_id), job.reference, now=services.common.clock.now())


@asynccontextmanager
async def _folder(parent: Path) -> AsyncIterator[Path]:
    try:
        made = await asyncio.to_thread(tempfile.TemporaryDirectory, prefix="pages-", dir=parent)
    except OSError as error:
        raise Unavailable("no room for pictures; check the disk of the server", code="storage") from error
    try:
        yield Path(made.name)
    finally:
        await asyncio.shield(asyncio.to_thread(made.cleanup))


async def _keep(services: WorkerServices, path: Path, width: int, height: int) -> dict[str, object]:
    blob = await asyncio.to_thread(services.common.blobs.put_file, path)
    return {"blob": blob, "width": width, "height": height}


async def _commit(
    services: WorkerServices, job: Job, outcome: ReadOutcome, pages: tuple[dict[str, object], ...]
) -> None:
    reading = outcome.reading
    matched = await asyncio.to_thread(match_names, reading.chain, [line.name for line in reading.lines])
    draft = Draft(reading, tuple(matched), outcome.engine, round(outcome.seconds, 3), outcome.phash, pages)
    now = services.common.clock.now()
    async with services.common.database.write() as session:
        scope = Scope(session, job.household_id)
        await hold_exclusively(session, "files")
        for page in pages:  # a picture that another receipt shared may have been deleted with it meanwhile
            await asyncio.to_thread(services.common.blobs.path, str(page["blob"]))
        if await succeed(scope, job, now=now):
            await record_draft(scope, job.reference, draft, now=now)
