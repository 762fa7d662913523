"""Rows of the households table."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncSession

from foodsave.core.profiles.models import HouseholdRow
from foodsave.infra.db.scope import QueryScope


class HouseholdRepository:
    """The households of this installation (one, before accounts exist)."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def first(self) -> HouseholdRow | None:
        """Return the oldest household."""
        return await self._session.scalar(select(HouseholdRow).order_by(HouseholdRow.id).limit(1))

    async def get(self, household_id: str) -> HouseholdRow | None:
        """Return one household."""
        return await self._session.get(HouseholdRow, household_id)

    def add(self, row: HouseholdRow) -> None:
        """Add a household to the open transaction."""
        self._session.add(row)


async def household_columns(scope: QueryScope) -> Row[Any] | None:
    """Return the columns of the household of `scope` by a single query."""
    query = select(*HouseholdRow.__table__.columns).where(HouseholdRow.id == scope.household_id)
    rows = await scope.database.fetch(query)
    return rows[0] if rows else None
