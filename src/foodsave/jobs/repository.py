"""Rows of the jobs table. Everything that only a worker does crosses households; the rest is scoped."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from foodsave.infra.db.scope import Scope, ScopedRepository
from foodsave.jobs.models import JobRow


class JobRepository(ScopedRepository):
    """The jobs of one household."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)

    def add(self, row: JobRow) -> None:
        """Add a job to the open transaction."""
        self._session.add(row)

    async def latest(self, reference: str) -> JobRow | None:
        """Return the newest job about `reference`, if any."""
        query = select(JobRow).where(JobRow.household_id == self._household_id, JobRow.reference == reference)
        return await self._session.scalar(query.order_by(JobRow.id.desc()).limit(1))

    async def ahead_of(self, job: JobRow) -> int:
        """Return how many queued jobs will run before this one."""
        query = select(func.count()).where(
            JobRow.state == "queued", JobRow.run_after <= job.run_after, JobRow.id < job.id
        )
        return await self._session.scalar(query) or 0


class WorkerJobs:
    """What the worker sees: the jobs of all households, one at a time."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def next_due(self, now: datetime) -> JobRow | None:
        """Return the oldest queued job that may run now; on PostgreSQL its row is locked."""
        query = select(JobRow).where(JobRow.state == "queued", JobRow.run_after <= now)
        query = query.order_by(JobRow.run_after, JobRow.id).limit(1).with_for_update(skip_locked=True)
        return await self._session.scalar(query)

    async def running_since(self, horizon: datetime) -> list[JobRow]:
        """Return running jobs whose last sign of life is older than `horizon`."""
        query = select(JobRow).where(JobRow.state == "running", JobRow.last_beat_at < horizon)
        return list(await self._session.scalars(query.with_for_update(skip_locked=True)))

    async def get(self, household_id: str, job_id: str) -> JobRow | None:
        """Return one job."""
        return await self._session.get(JobRow, (household_id, job_id))

    async def beat(self, household_id: str, job_id: str, now: datetime, stage: str) -> bool:
        """Note a sign of life; false when the job is no longer running."""
        statement = update(JobRow).where(
            JobRow.household_id == household_id, JobRow.id == job_id, JobRow.state == "running"
        )
        result = await self._session.execute(
            statement.values(last_beat_at=now, stage=stage).execution_options(synchronize_session=False)
        )
        return bool(getattr(result, "rowcount", 0))

    async def queue_state(self) -> tuple[int, datetime | None]:
        """Return how many jobs wait and since when the oldest does."""
        row = (
            await self._session.execute(
                select(func.count(), func.min(JobRow.created_at)).where(JobRow.state == "queued")
            )
        ).one()
        return int(row[0]), row[1]
