"""Rows of the jobs table. Everything that only a worker does crosses households; the rest is scoped."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from foodsave.infra.db.scope import ScopedRepository
from foodsave.jobs.models import JobRow


class JobRepository(ScopedRepository):
    """The jobs of one household."""

    def add(self, row: JobRow) -> None:
        """Add a job to the open transaction."""
        self._session.add(row)

    async def latest(self, reference: str) -> JobRow | None:
        """Return the newest job about `reference`, if any."""
        query = select(JobRow).where(JobRow.household_id == self._household_id, JobRow.reference == reference)
        return await self._session.scalar(query.order_by(JobRow.id.desc()).limit(1))

    async def ahead_of(self, job: JobRow) -> int:
        """Return how many queued jobs, of whichever household, will run before this one."""
        before = tuple_(JobRow.run_after, JobRow.id) < (job.run_after, job.id)
        query = select(func.count()).where(JobRow.state == "queued", before)
        return await self._session.scalar(query) or 0


class WorkerJobs:
    """What the worker sees: the jobs of all households, one at a time."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def next_due(self, now: datetime, latest: datetime) -> JobRow | None:
        """Return the oldest queued job that may run now; on PostgreSQL its row is locked.

        A job that would wait until after `latest` was put off by a clock that has been set back: it may run too.
        """
        due = or_(JobRow.run_after <= now, JobRow.run_after > latest)
        query = select(JobRow).where(JobRow.state == "queued", due)
        query = query.order_by(JobRow.run_after, JobRow.id).limit(1).with_for_update(skip_locked=True)
        return await self._session.scalar(query)

    async def running(self, *, silent_since: datetime | None) -> list[JobRow]:
        """Return running jobs: all, or those whose last sign of life is older than `silent_since`."""
        query = select(JobRow).where(JobRow.state == "running")
        if silent_since is not None:
            query = query.where(JobRow.last_beat_at < silent_since)
        return list(await self._session.scalars(query.with_for_update(skip_locked=True)))

    async def held(self, household_id: str, job_id: str, claim: str) -> JobRow | None:
        """Return the job if it still runs under `claim`; on PostgreSQL its row is locked."""
        query = select(JobRow).where(
            JobRow.household_id == household_id,
            JobRow.id == job_id,
            JobRow.state == "running",
            JobRow.claim == claim,
        )
        return await self._session.scalar(query.with_for_update())

    async def forget_finished(self, before: datetime) -> None:
        """Drop jobs that ended before an instant."""
        await self._session.execute(delete(JobRow).where(JobRow.finished_at < before))

    async def queue_state(self) -> tuple[int, datetime | None]:
        """Return how many jobs wait and since when the oldest does."""
        row = (
            await self._session.execute(
                select(func.count(), func.min(JobRow.created_at)).where(JobRow.state == "queued")
            )
        ).one()
        return int(row[0]), row[1]
