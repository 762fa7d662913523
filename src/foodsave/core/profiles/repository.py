"""Rows of the households table."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from foodsave.core.profiles.models import HouseholdRow


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
