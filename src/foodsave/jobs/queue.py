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


@dataclass(frozen=True, slots=True)
class Job:
    """A job as handed to its handler. `reference` is the id of the row that it is about; `tries` counts this run."""

    id: str
    household_id: str
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

    async def reclaim(self, *, still: timedelta = _STILL) -> int:
        """Queue again the jobs whose worker gave no sign of life for `still`; return how many.

        The run costs the job no try, but is counted as a death of its worker.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            rows = await WorkerJobs(session).running_since(now - still)
            for row in rows:
                row.deaths += 1
                row.tries -= 1
                row.state, row.run_after = "queued", now
            return len(rows)

    async def claim(self) -> Job | None:
        """Take the next job that is due, counting the try before it runs."""
        now = self._clock.now()
        async with self._database.write() as session:
            row = await WorkerJobs(session).next_due(now)
            if row is None:
                return None
            row.state, row.started_at, row.last_beat_at, row.stage = "running", now, now, "started"
            row.tries += 1
            return Job(row.id, row.household_id, row.kind, row.reference, row.tries, row.deaths, row.created_at)

    async def beat(self, job: Job, stage: str) -> bool:
        """Note progress; false means that the job was taken away and its effect must not be committed."""
        async with self._database.write() as session:
            return await WorkerJobs(session).beat(job.household_id, job.id, self._clock.now(), stage)

    async def retry(self, job: Job, code: str, message: str) -> None:
        """Queue a job again after a passing failure, later with each try."""
        await self._end(job, "queued", code, message, delay_s=BACKOFF_S**job.tries)

    async def fail(self, job: Job, code: str, message: str) -> None:
        """End a job as failed."""
        await self._end(job, "failed", code, message)

    async def hand_back(self, job: Job) -> None:
        """Queue a job again that shutdown interrupted; it costs no try."""
        await self._end(job, "queued", None, None, refund=1)

    async def state(self) -> tuple[int, float]:
        """Return the number of waiting jobs and the age of the oldest in seconds."""
        async with self._database.read() as session:
            depth, oldest = await WorkerJobs(session).queue_state()
        return depth, (self._clock.now() - oldest).total_seconds() if oldest else 0.0

    async def _end(
        self, job: Job, state: str, code: str | None, message: str | None, *, delay_s: float = 0, refund: int = 0
    ) -> None:
        now = self._clock.now()
        async with self._database.write() as session:
            row = await WorkerJobs(session).get(job.household_id, job.id)
            if row is None or row.state != "running":
                return
            row.state, row.error_code = state, code
            row.error_message = message[:500] if message else None
            row.tries -= refund
            row.run_after = now + timedelta(seconds=delay_s)
            row.finished_at = None if state == "queued" else now


async def succeed(scope: Scope, job: Job, *, now: datetime) -> bool:
    """End a job inside the transaction of its effect; false when the job is no longer ours to end."""
    row = await WorkerJobs(scope.session).get(job.household_id, job.id)
    if row is None or row.state != "running" or row.tries != job.tries:
        return False
    row.state, row.finished_at, row.error_code, row.error_message = "succeeded", now, None, None
    return True
