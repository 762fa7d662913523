"""Answers already given, so that a repeated request with the same Idempotency-Key does nothing twice.

Follows the IETF draft "The Idempotency-Key HTTP Header Field": the same key with another request is refused.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from foodsave.errors import Invalid
from foodsave.infra.db.scope import Scope, ScopedRepository
from foodsave.infra.db.tables import ID_LENGTH, Base


class AnswerRow(Base):
    """The answer that was committed together with the effect of its request."""

    __tablename__ = "idempotent_answers"

    household_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    body: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]

    __table_args__ = (Index("ix_idempotent_answers_created_at", "created_at"),)


class Answers(ScopedRepository):
    """The remembered answers of one household."""

    def __init__(self, scope: Scope, *, now: datetime) -> None:
        super().__init__(scope)
        self._now = now

    async def find(self, key: str, fingerprint: str) -> tuple[int, dict[str, Any]] | None:
        """Return status and body that were answered to `key`, if any.

        Raises:
            Invalid: the key was used for a different request.
        """
        row = await self._session.scalar(
            select(AnswerRow).where(AnswerRow.household_id == self._household_id, AnswerRow.key == key)
        )
        if row is None:
            return None
        if row.fingerprint != fingerprint:
            raise Invalid(
                "this Idempotency-Key was used for another request; send a fresh key", code="idempotency_key_reused"
            )
        return row.status, row.body

    async def remember(self, key: str, fingerprint: str, status: int, body: dict[str, Any]) -> None:
        """Keep the answer to `key`; it is committed with the transaction of the effect."""
        self._session.add(
            AnswerRow(
                household_id=self._household_id,
                key=key,
                fingerprint=fingerprint,
                status=status,
                body=body,
                created_at=self._now,
            )
        )
        await self._session.flush()


async def forget_answers(session: AsyncSession, *, before: datetime) -> None:
    """Drop the answers of all households that were given before an instant."""
    await session.execute(delete(AnswerRow).where(AnswerRow.created_at < before))
