"""Durable work behind a narrow interface: accepted with the rows it is about, run at least once, ended once.

The table is the queue of one worker process. Whoever replaces the engine keeps `Job`, `enqueue` and `JobQueue`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from foodsave.infra.db.database import Database
from foodsave.infra.db.scope import Scope
from foodsave.jobs.models import JobRow
from foodsave.jobs.repository import JobRepository, WorkerJobs
from foodsave.kit.clock import Clock
from foodsave.kit.ids import new_id

MAX_TRIES = 3
MAX_DEATHS = 10
BACKOFF_S = 2.0
_STILL = timedelta(seconds=60)
_LONGEST_WAIT = timedelta(seconds=60)
_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Job:
    """A job as handed to its handler. `reference` is the id of the row that it is about; `tries` counts this run;
    `claim` is this run's right to end the job."""

    id: str
    household_id: str
    claim: str
    kind: str
    reference: str
    tries: int
    deaths: int
    created_at: datetime

    @property
    def killed_its_worker(self) -> bool:
        """Tell whether the worker died so often while running this job that it must not run again."""
        return self.deaths >= MAX_DEATHS

    @property
    def is_last_try(self) -> bool:
        """Tell whether a failure of this run is final."""
        return self.tries >= MAX_TRIES


@dataclass(frozen=True, slots=True)
class JobProgress:
    """Where a job stands: its state, how many will run before it, and how often it has been tried."""

    state: str
    ahead: int
    tries: int


def enqueue(scope: Scope, kind: str, reference: str, *, now: datetime) -> str:
    """Add a job to the open transaction of `scope` and return its id."""
    row = JobRow(
        household_id=scope.household_id,
        id=new_id(),
        kind=kind,
        reference=reference,
        state="queued",
        created_at=now,
        run_after=now,
    )
    JobRepository(scope).add(row)
    return row.id


class JobQueue:
    """The worker's side of the table. Each call is one short transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def reclaim(self, *, every: bool = False) -> int:
        """Queue again the jobs whose worker gave no sign of life for a minute; return how many.

        `every` takes all that run: for a worker that has just started and knows itself to be the only one. The run
        costs a job no try, but is counted as a death of its worker.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            rows = await WorkerJobs(session).running(silent_since=None if every else now - _STILL)
            for row in rows:
                row.deaths += 1
                row.tries -= 1
                row.state, row.run_after, row.claim = "queued", now, None
            return len(rows)

    async def claim(self) -> Job | None:
        """Take the next job that is due, counting the try before it runs."""
        now = self._clock.now()
        async with self._database.write() as session:
            row = await WorkerJobs(session).next_due(now, now + _LONGEST_WAIT)
            if row is None:
                return None
            row.state, row.started_at, row.last_beat_at = "running", now, now
            row.tries += 1
            row.claim = claim = new_id()
            return Job(row.id, row.household_id, claim, row.kind, row.reference, row.tries, row.deaths, row.created_at)

    async def beat(self, job: Job) -> bool:
        """Note a sign of life; false means that the job was taken away, so that going on is of no use."""
        async with self._database.write() as session:
            row = await _held(WorkerJobs(session), job)
            if row is not None:
                row.last_beat_at = self._clock.now()
            return row is not None

    async def retry(self, job: Job, code: str, message: str) -> None:
        """Queue a job again after a passing failure, later with each try."""
        async with self._database.write() as session:
            row = await _held(WorkerJobs(session), job)
            if row is not None:
                _requeue(row, self._clock.now() + timedelta(seconds=BACKOFF_S**job.tries))
                row.error_code, row.error_message = code[:40], message[:500]

    async def hand_back(self, job: Job) -> None:
        """Queue a job again that shutdown or its surroundings interrupted; it costs no try."""
        async with self._database.write() as session:
            row = await _held(WorkerJobs(session), job)
            if row is not None:
                _requeue(row, self._clock.now())
                row.tries -= 1

    async def forget_finished(self) -> None:
        """Drop jobs that ended long ago."""
        async with self._database.write() as session:
            await WorkerJobs(session).forget_finished(self._clock.now() - _KEPT)

    async def state(self) -> tuple[int, float]:
        """Return the number of waiting jobs and the age of the oldest in seconds."""
        async with self._database.read() as session:
            depth, oldest = await WorkerJobs(session).queue_state()
        return depth, (self._clock.now() - oldest).total_seconds() if oldest else 0.0


async def succeed(scope: Scope, job: Job, *, now: datetime) -> bool:
    """End a job inside the transaction of its effect; false when it was taken away and the effect must not be."""
    row = await _held(WorkerJobs(scope.session), job)
    if row is None:
        return False
    row.state, row.finished_at, row.error_code, row.error_message = "succeeded", now, None, None
    return True


async def fail(scope: Scope, job: Job, code: str, message: str, *, now: datetime) -> bool:
    """End a job as failed inside the transaction that says so elsewhere; false when it was taken away."""
    row = await _held(WorkerJobs(scope.session), job)
    if row is None:
        return False
    row.state, row.finished_at, row.error_code, row.error_message = "failed", now, code[:40], message[:500]
    return True


async def progress_of(scope: Scope, reference: str) -> JobProgress | None:
    """Return how far the newest job about `reference` has come, if there is one."""
    jobs = JobRepository(scope)
    row = await jobs.latest(reference)
    if row is None:
        return None
    return JobProgress(row.state, await jobs.ahead_of(row) if row.state == "queued" else 0, row.tries)


async def _held(jobs: WorkerJobs, job: Job) -> JobRow | None:
    return await jobs.held(job.household_id, job.id, job.claim)


def _requeue(row: JobRow, run_after: datetime) -> None:
    row.state, row.run_after, row.claim = "queued", run_after, None
