"""Rows of receipts and their lines."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import String, cast, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from foodsave.infra.db.scope import ScopedRepository
from foodsave.kitchen.receipts.models import LineRow, ReceiptRow

_READ = ("needs_review", "confirmed")
_RECENT = 300


class ReceiptRepository(ScopedRepository):
    """The receipts of one household."""

    def add(self, *rows: ReceiptRow | LineRow) -> None:
        """Add rows to the open transaction."""
        self._session.add_all(rows)

    async def get(self, receipt_id: str, *, lock: bool = False) -> ReceiptRow | None:
        """Return one receipt; with `lock` no other transaction changes it meanwhile."""
        query = select(ReceiptRow).where(ReceiptRow.household_id == self._household_id, ReceiptRow.id == receipt_id)
        return await self._session.scalar(query.with_for_update() if lock else query)

    async def by_blob(self, blob: str) -> ReceiptRow | None:
        """Return the receipt of the same file."""
        query = select(ReceiptRow).where(ReceiptRow.household_id == self._household_id, ReceiptRow.blob == blob)
        return await self._session.scalar(query)

    async def newest(self, *, status: str | None, before: str | None, limit: int) -> list[ReceiptRow]:
        """Return up to `limit` receipts, newest first, older than id `before`."""
        query = select(ReceiptRow).where(ReceiptRow.household_id == self._household_id)
        if status is not None:
            query = query.where(ReceiptRow.status == status)
        if before is not None:
            query = query.where(ReceiptRow.id < before)
        return list(await self._session.scalars(query.order_by(ReceiptRow.id.desc()).limit(limit)))

    async def stores(self) -> list[str]:
        """Return the names of the shops that confirmed receipts are from, each once: the chain's, or as printed."""
        name = func.coalesce(ReceiptRow.chain, ReceiptRow.store)
        query = select(name).where(ReceiptRow.household_id == self._household_id, ReceiptRow.status == "confirmed")
        return sorted({store for store in await self._session.scalars(query.distinct()) if store})

    async def lines(self, receipt_id: str) -> list[LineRow]:
        """Return the lines of a receipt in printed order."""
        query = select(LineRow).where(LineRow.household_id == self._household_id, LineRow.receipt_id == receipt_id)
        return list(await self._session.scalars(query.order_by(LineRow.position)))

    async def delete_lines(self, receipt_id: str) -> None:
        """Remove the lines of a receipt."""
        await self._session.execute(
            delete(LineRow).where(LineRow.household_id == self._household_id, LineRow.receipt_id == receipt_id)
        )

    async def delete(self, row: ReceiptRow) -> None:
        """Remove a receipt and its lines."""
        await self.delete_lines(row.id)
        await self._session.delete(row)
        await self._session.flush()

    async def alike(self, row: ReceiptRow) -> list[ReceiptRow]:
        """Return receipts that were read and may be the same purchase as `row`: confirmed ones first, then the newest.

        Every receipt of the same total or number, however old, and the `_RECENT` last ones, whose print may have been
        misread.
        """
        others = select(ReceiptRow).where(
            ReceiptRow.household_id == self._household_id, ReceiptRow.status.in_(_READ), ReceiptRow.id != row.id
        )
        same = or_(ReceiptRow.total_minor == row.total_minor, ReceiptRow.number == row.number)
        found = {other.id: other for other in await self._session.scalars(others.where(same))}
        recent = await self._session.scalars(others.order_by(ReceiptRow.id.desc()).limit(_RECENT))
        found |= {other.id: other for other in recent}
        return sorted(found.values(), key=lambda other: (other.status == "confirmed", other.id), reverse=True)

    async def unlink(self, receipt_id: str) -> None:
        """Forget that other receipts repeat this one."""
        await self._session.execute(
            update(ReceiptRow)
            .where(ReceiptRow.household_id == self._household_id, ReceiptRow.duplicate_of == receipt_id)
            .values(duplicate_of=None, duplicate_reason=None)
        )

    async def line_totals(self, receipt_ids: Sequence[str]) -> dict[str, list[int]]:
        """Return the line totals of several receipts."""
        query = select(LineRow.receipt_id, LineRow.line_total_minor).where(
            LineRow.household_id == self._household_id, LineRow.receipt_id.in_(receipt_ids)
        )
        totals: dict[str, list[int]] = {receipt_id: [] for receipt_id in receipt_ids}
        for receipt_id, total in await self._session.execute(query):
            totals[receipt_id].append(total)
        return totals

    async def is_needed(self, blob: str) -> bool:
        """Tell whether any receipt still names this file. Crosses households: files are shared by content."""
        on_page = cast(ReceiptRow.pages, String).like(f"%{blob}%")
        query = select(ReceiptRow.id).where(or_(ReceiptRow.blob == blob, on_page)).limit(1)
        return await self._session.scalar(query) is not None

    async def count_lines(self, receipt_ids: Sequence[str]) -> dict[str, int]:
        """Return how many lines each receipt has."""
        query = (
            select(LineRow.receipt_id, func.count())
            .where(LineRow.household_id == self._household_id, LineRow.receipt_id.in_(receipt_ids))
            .group_by(LineRow.receipt_id)
        )
        return dict((await self._session.execute(query)).all())


async def files_in_use(session: AsyncSession) -> set[str]:
    """Return every file that a receipt of any household names: uploads and pictures of pages."""
    used: set[str] = set()
    for blob, pages in await session.execute(select(ReceiptRow.blob, ReceiptRow.pages)):
        used.add(blob)
        used.update(page["blob"] for page in pages)
    return used
