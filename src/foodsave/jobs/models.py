"""The table of jobs that were accepted together with the rows they work on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foodsave.infra.db.tables import Base, HouseholdOwned


class JobRow(HouseholdOwned, Base):
    """One unit of durable work.

    `state` is queued, running, succeeded or failed; `tries` counts runs before they start; `deaths` counts the runs
    that ended because the worker died. `claim` names the run that may end the job: a new one at each claim.
    """

    __tablename__ = "jobs"

    kind: Mapped[str] = mapped_column(String(40))
    reference: Mapped[str] = mapped_column(String(36))
    state: Mapped[str] = mapped_column(String(12))
    claim: Mapped[str | None] = mapped_column(String(36))
    tries: Mapped[int] = mapped_column(default=0)
    deaths: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    run_after: Mapped[datetime]
    started_at: Mapped[datetime | None]
    last_beat_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    error_code: Mapped[str | None] = mapped_column(String(40))
    error_message: Mapped[str | None] = mapped_column(String(500))

    __table_args__ = (
        Index("ix_jobs_state_run_after", "state", "run_after"),
        Index("ix_jobs_household_id_reference", "household_id", "reference"),
    )
