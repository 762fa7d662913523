"""Rows of the ledger and of its projection."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select, tuple_

from foodsave.infra.db.scope import ScopedRepository
from foodsave.kitchen.pantry.models import EventRow, LotRow, TransactionRow

_LISTED = (
    LotRow.id,
    LotRow.product_id,
    LotRow.name,
    LotRow.group_id,
    LotRow.amount_milli,
    LotRow.unit,
    LotRow.place,
    LotRow.purchased_on,
    LotRow.expires_on,
    LotRow.expires_early,
    LotRow.expires_late,
    LotRow.expiry_basis,
    LotRow.expiry_source,
    LotRow.price_minor,
    LotRow.currency,
    LotRow.receipt_id,
    LotRow.receipt_line,
    LotRow.use_first_on,
)


class LedgerRepository(ScopedRepository):
    """The transactions, events and lots of one household."""

    def add(self, *rows: TransactionRow | EventRow | LotRow) -> None:
        """Add rows to the open transaction."""
        self._session.add_all(rows)

    async def next_sequence(self) -> int:
        """Return the number of the household's next transaction."""
        query = select(func.max(TransactionRow.sequence)).where(TransactionRow.household_id == self._household_id)
        return (await self._session.scalar(query) or 0) + 1

    async def transaction(self, transaction_id: str) -> TransactionRow | None:
        """Return one transaction."""
        return await self._session.get(TransactionRow, (self._household_id, transaction_id))

    async def events_of(self, transaction_id: str) -> list[EventRow]:
        """Return the events of a transaction in order."""
        query = select(EventRow).where(
            EventRow.household_id == self._household_id, EventRow.transaction_id == transaction_id
        )
        return list(await self._session.scalars(query.order_by(EventRow.position)))

    async def events(self) -> list[EventRow]:
        """Return every event of the household in order."""
        query = select(EventRow).where(EventRow.household_id == self._household_id)
        return list(await self._session.scalars(query.order_by(EventRow.sequence, EventRow.position)))

    async def later_event(self, lot_ids: Collection[str], sequence: int) -> EventRow | None:
        """Return the first event after transaction number `sequence` that touches one of these lots."""
        query = select(EventRow).where(
            EventRow.household_id == self._household_id, EventRow.lot_id.in_(lot_ids), EventRow.sequence > sequence
        )
        return await self._session.scalar(query.order_by(EventRow.sequence, EventRow.position).limit(1))

    async def delete_lots(self, lot_ids: Collection[str]) -> None:
        """Remove lots from the projection."""
        await self._session.execute(
            delete(LotRow).where(LotRow.household_id == self._household_id, LotRow.id.in_(lot_ids))
        )

    async def clear_lots(self) -> None:
        """Empty the projection of the household."""
        await self._session.execute(delete(LotRow).where(LotRow.household_id == self._household_id))

    async def lots(self, *, place: str | None, after: tuple[date, str] | None, limit: int) -> Sequence[Any]:
        """Return the columns of up to `limit` lots by what to use first, after the (day, id) of the last one seen."""
        query = select(*_LISTED).where(LotRow.household_id == self._household_id)
        if place is not None:
            query = query.where(LotRow.place == place)
        if after is not None:
            query = query.where(tuple_(LotRow.use_first_on, LotRow.id) > after)
        return (await self._session.execute(query.order_by(LotRow.use_first_on, LotRow.id).limit(limit))).all()

    async def transactions(self, before: int | None, limit: int) -> list[TransactionRow]:
        """Return up to `limit` transactions, newest first, older than number `before`."""
        query = select(TransactionRow).where(TransactionRow.household_id == self._household_id)
        if before is not None:
            query = query.where(TransactionRow.sequence < before)
        return list(await self._session.scalars(query.order_by(TransactionRow.sequence.desc()).limit(limit)))
