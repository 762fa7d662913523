"""The worker's loop: one job at a time, a beat while it runs, an orderly end."""

from __future__ import annotations

import asyncio
import contextlib
import math
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import structlog
from filelock import FileLock, Timeout

from foodsave.bootstrap import WorkerServices
from foodsave.errors import Conflict, FoodSaveError
from foodsave.jobs.queue import Job
from foodsave.kitchen.receipts.service import READ_RECEIPT
from foodsave.worker.housekeeping import tidy_up
from foodsave.worker.receipts import give_up, read_receipt, wait_again

Handler = Callable[[WorkerServices, Job], Awaitable[None]]
HANDLERS: dict[str, Handler] = {READ_RECEIPT: read_receipt}
_IDLE_S = 0.25
_BEAT_S = 5.0
_RECLAIM_EVERY_S = 30.0
_OBSERVE_EVERY_S = 5.0
_TIDY_EVERY_S = 3600.0
_TROUBLED_S = 5.0
# What is wrong with the machine and not with the file: the job waits and is no poorer for it.
_SURROUNDINGS = frozenset({"storage", "database_busy", "database_down"})
_log = structlog.get_logger(__name__)


def run(opener: Callable[[], AbstractAsyncContextManager[WorkerServices]], *, lock_timeout_s: float = 10) -> None:
    """Work off jobs until SIGTERM or SIGINT; a second signal ends at once.

    A worker that is just ending has `lock_timeout_s` to let go of the data folder.

    Raises:
        Conflict: another worker runs on the same data folder.
    """
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(_serve(opener, lock_timeout_s))


async def _serve(opener: Callable[[], AbstractAsyncContextManager[WorkerServices]], lock_timeout_s: float) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _stop, stopping, loop)
    async with opener() as services:
        with _alone(services.lock_path, lock_timeout_s), services.common.metrics.served(services.metrics_port):
            await Worker(services).work(stopping)


class Worker:
    """Takes jobs from the queue and runs their handlers one after another."""

    def __init__(self, services: WorkerServices) -> None:
        self._services = services
        self._queue = services.common.queue
        self._metrics = services.common.metrics
        self._reclaimed_at = time.monotonic()
        self._observed_at = -math.inf
        self._tidied_at = -math.inf
        self._pause_s = _IDLE_S

    async def work(self, stopping: asyncio.Event) -> None:
        """Run until `stopping` is set; the job in hand then has the grace period to end, or is handed back."""
        await self._reclaim(every=True)
        while not stopping.is_set():
            if not await self.work_once(stopping):
                await _pause(stopping, self._pause_s)

    async def work_once(self, stopping: asyncio.Event | None = None) -> bool:
        """Run the next job, if one is due; false when there is nothing to do, or the machine is in trouble."""
        try:
            await self._tidy()
            job = await self._queue.claim()
            if job is None:
                return False
            await self._run(job, stopping or asyncio.Event())
        except FoodSaveError as error:
            _log.warning("worker_paused", reason=error.reason, detail=error.message)
            self._pause_s = _TROUBLED_S
            return False
        return self._pause_s == _IDLE_S

    async def _tidy(self) -> None:
        now = time.monotonic()
        if now - self._observed_at > _OBSERVE_EVERY_S:
            self._observed_at = now
            self._metrics.observe_queue(READ_RECEIPT, *await self._queue.state())
        if now - self._reclaimed_at > _RECLAIM_EVERY_S:
            self._reclaimed_at = now
            await self._reclaim()
        if now - self._tidied_at > _TIDY_EVERY_S:
            self._tidied_at = now
            await tidy_up(self._services)

    async def _reclaim(self, *, every: bool = False) -> None:
        reclaimed = await self._queue.reclaim(every=every)
        if reclaimed:
            _log.warning("jobs_reclaimed", count=reclaimed)

    async def _run(self, job: Job, stopping: asyncio.Event) -> None:
        started, log = time.perf_counter(), _log.bind(job_id=job.id, kind=job.kind, reference=job.reference)
        work = asyncio.create_task(self._handle(job))
        lost = asyncio.create_task(self._beat(job))
        stop = asyncio.create_task(stopping.wait())
        try:
            await asyncio.wait({work, lost, stop}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done() and not lost.done():
                await asyncio.wait({work, lost}, timeout=self._services.grace_s, return_when=asyncio.FIRST_COMPLETED)
            outcome = work.result() if work.done() else await self._break_off(work, job)
        finally:
            for task in (work, lost, stop):
                task.cancel()
            await asyncio.gather(work, lost, stop, return_exceptions=True)
        self._metrics.observe_job(job.kind, outcome, time.perf_counter() - started)
        log.info("job_ended", outcome=outcome, tries=job.tries, seconds=round(time.perf_counter() - started, 3))

    async def _break_off(self, work: asyncio.Task[str], job: Job) -> str:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        await self._put_off(job)
        return "handed_back"

    async def _handle(self, job: Job) -> str:
        self._pause_s = _IDLE_S
        if job.killed_its_worker:
            await give_up(self._services, job, "worker_died", "the worker died again and again while it read this file")
            return "failed"
        try:
            await HANDLERS[job.kind](self._services, job)
        except FoodSaveError as error:
            return await self._answer_failure(job, error)
        except Exception:  # noqa: BLE001 - the worker outlives any job; its failure is stated and logged
            _log.exception("job_crashed", job_id=job.id, kind=job.kind)
            await give_up(self._services, job, "internal", "reading failed for a reason that the server's log tells")
            return "crashed"
        return "succeeded"

    async def _answer_failure(self, job: Job, error: FoodSaveError) -> str:
        if error.reason in _SURROUNDINGS:
            _log.warning("job_put_off", job_id=job.id, reason=error.reason, detail=error.message)
            self._pause_s = _TROUBLED_S
            await self._put_off(job)
            return "put_off"
        if error.retryable and error.reason != "timed_out" and not job.is_last_try:
            await self._queue.retry(job, error.reason, error.message)
            await wait_again(self._services, job)
            return "retried"
        await give_up(self._services, job, error.reason, error.message)
        return "failed"

    async def _put_off(self, job: Job) -> None:
        await self._queue.hand_back(job)
        await wait_again(self._services, job)

    async def _beat(self, job: Job) -> None:
        """Give signs of life; return when the job has been taken away."""
        held = True
        while held:
            await asyncio.sleep(_BEAT_S)
            with contextlib.suppress(FoodSaveError):
                held = await self._queue.beat(job)


async def _pause(stopping: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), seconds)


@contextlib.contextmanager
def _alone(path: Path, timeout_s: float) -> Iterator[None]:
    lock = FileLock(path)
    try:
        lock.acquire(timeout=timeout_s)
    except Timeout as error:
        raise Conflict("another worker runs on this data folder; stop it first", code="worker_running") from error
    try:
        yield
    finally:
        lock.release()


def _stop(stopping: asyncio.Event, loop: asyncio.AbstractEventLoop) -> None:
    if stopping.is_set():
        for task in asyncio.all_tasks(loop):
            task.cancel()
    stopping.set()
