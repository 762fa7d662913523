"""The job of reading one receipt."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from foodsave.bootstrap import WorkerServices
from foodsave.errors import FoodSaveError
from foodsave.infra.db.scope import Scope
from foodsave.jobs.queue import Job, succeed
from foodsave.kitchen.catalog.service import match_names
from foodsave.kitchen.receipts.drafting import Draft, mark_reading, record_draft, record_failure
from foodsave.kitchen.receipts.outcome import ReadOutcome
from foodsave.kitchen.receipts.repository import files_in_use


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
        await common.queue.fail(job, "nothing_to_read", "the receipt no longer waits for a reading")
        return
    started = time.perf_counter()
    async with _folder(services.temp_dir) as folder:
        try:
            path = await asyncio.to_thread(common.blobs.path, blob)
            outcome = await services.reader.read(path, images_dir=folder)
        except FoodSaveError as error:
            common.metrics.observe_read("none", error.reason, time.perf_counter() - started)
            raise
        finally:
            common.metrics.ocr_child_rss_bytes.set(services.reader.rss_bytes)
        pages = tuple([await _keep(services, page.path, page.width, page.height) for page in outcome.pages])
    kind = "balanced" if outcome.reading.balanced else "unbalanced"
    common.metrics.observe_read(outcome.engine, kind, outcome.seconds)
    await _commit(services, job, outcome, pages)


async def give_up(services: WorkerServices, job: Job, code: str, message: str) -> None:
    """Mark the receipt of a job that will not be tried again as failed."""
    async with services.common.database.write() as session:
        await record_failure(
            Scope(session, job.household_id), job.reference, code, message, now=services.common.clock.now()
        )


async def sweep_files(services: WorkerServices) -> None:
    """Remove what a killed worker or an interrupted upload left on the disk. Only while no job runs."""
    async with services.common.database.read() as session:
        needed = await files_in_use(session)
    await asyncio.to_thread(_empty, services.temp_dir)
    await asyncio.to_thread(services.common.blobs.sweep, needed)


@asynccontextmanager
async def _folder(parent: Path) -> AsyncIterator[Path]:
    made = await asyncio.to_thread(tempfile.TemporaryDirectory, prefix="pages-", dir=parent)
    try:
        yield Path(made.name)
    finally:
        await asyncio.shield(asyncio.to_thread(made.cleanup))


def _empty(folder: Path) -> None:
    for left in folder.iterdir():
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


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
        if await succeed(scope, job, now=now):
            await record_draft(scope, job.reference, draft, now=now)
