"""Rows of the ledger and of its projection."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, delete, exists, false, func, select, tuple_

from foodsave.infra.db.scope import QueryScope, ScopedRepository
from foodsave.kit.text import fold
from foodsave.kit.wire import Place
from foodsave.kitchen.catalog.models import ProductRow
from foodsave.kitchen.pantry.expiry import Basis
from foodsave.kitchen.pantry.ledger import PrintedKind
from foodsave.kitchen.pantry.models import EventRow, LotRow, TransactionRow


class ListedLot(NamedTuple):
    """The columns of a lot that lists show, in the order of `_PAGE`. Hashable: an equal lot looks the same."""

    id: str
    product_id: str
    name: str
    group_id: str | None
    amount_milli: int
    unit: str
    place: Place
    purchased_on: date
    expires_on: date | None
    expires_early: date | None
    expires_late: date | None
    expiry_basis: Basis
    expiry_source: str | None
    price_minor: int | None
    currency: str | None
    receipt_id: str | None
    receipt_line: int | None
    use_first_on: date
    printed_on: date | None
    printed_kind: PrintedKind | None
    opened_on: date | None
    frozen_on: date | None
    thawed_on: date | None
    placed_on: date | None
    split_from: str | None
    recipe_id: str | None


# Made once: to build a statement takes longer than to fetch its rows.
_PAGE = (
    select(*(getattr(LotRow, name) for name in ListedLot._fields))
    .where(LotRow.household_id == bindparam("household_id"))
    .order_by(LotRow.use_first_on, LotRow.id)
    .limit(bindparam("limit"))
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
        """Return one transaction as it is in the database now."""
        key = (self._household_id, transaction_id)
        return await self._session.get(TransactionRow, key, populate_existing=True)

    async def standing(self, kind: str, reference: str) -> TransactionRow | None:
        """Return a transaction of that kind and reference that was not undone."""
        query = select(TransactionRow).where(
            TransactionRow.household_id == self._household_id,
            TransactionRow.kind == kind,
            TransactionRow.reference == reference,
            TransactionRow.undone_by.is_(None),
        )
        return await self._session.scalar(query.limit(1))

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

    async def events_of_lots(self, lot_ids: Collection[str]) -> list[EventRow]:
        """Return every event of these lots in order."""
        query = select(EventRow).where(EventRow.household_id == self._household_id, EventRow.lot_id.in_(lot_ids))
        return list(await self._session.scalars(query.order_by(EventRow.sequence, EventRow.position)))

    async def later_event(self, lot_ids: Collection[str], sequence: int) -> EventRow | None:
        """Return the first event after transaction number `sequence` that touches one of these lots and still counts.

        What was undone does not count, nor does its undo.
        """
        counts = exists().where(
            TransactionRow.household_id == EventRow.household_id,
            TransactionRow.id == EventRow.transaction_id,
            TransactionRow.undone_by.is_(None),
            TransactionRow.undoes.is_(None),
        )
        query = select(EventRow).where(
            EventRow.household_id == self._household_id,
            EventRow.lot_id.in_(lot_ids),
            EventRow.sequence > sequence,
            counts,
        )
        return await self._session.scalar(query.order_by(EventRow.sequence, EventRow.position).limit(1))

    async def lots(self, lot_ids: Collection[str]) -> dict[str, LotRow]:
        """Return these lots as they are in the database now, by id."""
        query = self._lots().where(LotRow.id.in_(lot_ids))
        return {row.id: row for row in await self._session.scalars(query)}

    async def every_lot(self) -> list[LotRow]:
        """Return every lot of the household as it is in the database now."""
        return list(await self._session.scalars(self._lots().order_by(LotRow.id)))

    async def lots_of(self, product_ids: Collection[str]) -> list[LotRow]:
        """Return the lots of these products as they are in the database now, what to use first at the top."""
        query = self._lots().where(LotRow.product_id.in_(product_ids))
        return list(await self._session.scalars(query.order_by(LotRow.use_first_on, LotRow.id)))

    async def products(self, product_ids: Collection[str]) -> list[ProductRow]:
        """Return these products."""
        query = select(ProductRow).where(ProductRow.household_id == self._household_id, ProductRow.id.in_(product_ids))
        return list(await self._session.scalars(query))

    async def clear_lots(self) -> None:
        """Empty the projection of the household."""
        await self._session.execute(delete(LotRow).where(LotRow.household_id == self._household_id))

    async def transactions(self, before: int | None, limit: int) -> list[TransactionRow]:
        """Return up to `limit` transactions, newest first, older than number `before`."""
        query = select(TransactionRow).where(TransactionRow.household_id == self._household_id)
        if before is not None:
            query = query.where(TransactionRow.sequence < before)
        return list(await self._session.scalars(query.order_by(TransactionRow.sequence.desc()).limit(limit)))

    async def transactions_of(self, transaction_ids: Collection[str]) -> list[tuple[TransactionRow, list[EventRow]]]:
        """Return these transactions in order, each with its events."""
        query = select(TransactionRow).where(
            TransactionRow.household_id == self._household_id, TransactionRow.id.in_(transaction_ids)
        )
        rows = list(await self._session.scalars(query.order_by(TransactionRow.sequence)))
        events = select(EventRow).where(
            EventRow.household_id == self._household_id, EventRow.transaction_id.in_(transaction_ids)
        )
        found: dict[str, list[EventRow]] = {row.id: [] for row in rows}
        for event in await self._session.scalars(events.order_by(EventRow.sequence, EventRow.position)):
            found[event.transaction_id].append(event)
        return [(row, found[row.id]) for row in rows]

    def _lots(self) -> Select[LotRow]:
        # What the session remembers may be older than the lock that is held now.
        mine = select(LotRow).where(LotRow.household_id == self._household_id)
        return mine.execution_options(populate_existing=True)


class LotList:
    """The lots of one household as a list; each page is a single query."""

    def __init__(self, scope: QueryScope) -> None:
        self._scope = scope

    async def page(
        self,
        *,
        place: str | None = None,
        product_id: str | None = None,
        words: str | None = None,
        expires_before: date | None = None,
        after: tuple[date, str] | None = None,
        limit: int,
    ) -> list[ListedLot]:
        """Return up to `limit` lots by what to use first, after the (day, id) of the last one seen.

        `words` finds lots whose product's name has each of them, in any form of writing.
        """
        query = _PAGE
        if place is not None:
            query = query.where(LotRow.place == place)
        if product_id is not None:
            query = query.where(LotRow.product_id == product_id)
        if words is not None:
            query = query.where(self._named(words))
        if expires_before is not None:
            query = query.where(LotRow.use_first_on < expires_before)
        if after is not None:
            query = query.where(tuple_(LotRow.use_first_on, LotRow.id) > after)
        wanted = {"household_id": self._scope.household_id, "limit": limit}
        return list(map(ListedLot._make, await self._scope.database.fetch(query, wanted)))

    def _named(self, words: str) -> ColumnElement[bool]:
        named = exists().where(ProductRow.household_id == LotRow.household_id, ProductRow.id == LotRow.product_id)
        wanted = fold(words).split()  # without wildcards; what folds to nothing finds nothing
        return named.where(*(ProductRow.key.contains(word) for word in wanted)) if wanted else false()
