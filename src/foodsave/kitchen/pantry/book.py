"""The rows of the ledger under its lock: lots are read for a change, and the change is written as one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from foodsave.errors import Conflict, Invalid, NotFound
from foodsave.infra.db.database import hold_exclusively
from foodsave.infra.db.scope import Scope
from foodsave.kit.clock import Clock
from foodsave.kit.ids import new_id
from foodsave.kitchen.pantry.entries import Entries
from foodsave.kitchen.pantry.journal import Journal, Posting
from foodsave.kitchen.pantry.ledger import Lot, lot_from, replay
from foodsave.kitchen.pantry.models import LotRow, TransactionRow
from foodsave.kitchen.pantry.repository import LedgerRepository
from foodsave.kitchen.pantry.rows import event_from, event_row, fill_row, lot_of


class LedgerBook:
    """One change of the ledger of a household: locked, read, then written once."""

    def __init__(self, scope: Scope, clock: Clock, journal: Journal) -> None:
        self.journal = journal
        self.rows = LedgerRepository(scope)
        self._scope = scope
        self._clock = clock
        self._held: dict[str, LotRow] = {}

    async def lock(self) -> None:
        """Wait until no other transaction writes this ledger; what is read afterwards stays so."""
        await hold_exclusively(self._scope.session, f"ledger {self._scope.household_id}")

    async def open(self, lot_ids: Collection[str]) -> Entries:
        """Lock the ledger, then read the lots, so that nobody takes of them meanwhile.

        Raises:
            NotFound: there never was one of them.
            Invalid: the change is said to have happened before one of them was bought.
        """
        await self.lock()
        rows = await self.rows.lots(lot_ids) if lot_ids else {}
        gone = await self._gone([lot_id for lot_id in lot_ids if lot_id not in rows])
        return self.hold(rows.values(), gone)

    def keep(self, rows: Iterable[LotRow]) -> None:
        """Take note of the rows that a change is about."""
        self._held = {row.id: row for row in rows}

    def hold(self, rows: Iterable[LotRow], gone: Iterable[Lot] = ()) -> Entries:
        """Return entries about the lots of `rows` and those of which nothing is left.

        Raises:
            Invalid: the change is said to have happened before one of them was bought.
        """
        self.keep(rows)
        lots = [lot_of(row) for row in self._held.values()]
        for lot in lots:
            if self.journal.on is not None and self.journal.on < lot.purchased_on:
                raise Invalid(
                    f"{lot.name!r} was bought on {lot.purchased_on}, after {self.journal.on}", code="before_purchase"
                )
        return Entries([*lots, *gone])

    async def _gone(self, lot_ids: Collection[str]) -> list[Lot]:
        """Return lots of which nothing is left."""
        events = [event_from(row) for row in await self.rows.events_of_lots(lot_ids)] if lot_ids else []
        added = {event.lot_id: lot_from(event.lot_id, event.data) for event in events if event.kind == "added"}
        for lot_id in lot_ids:
            if lot_id not in added:
                raise NotFound(f"there is no lot {lot_id}")
        return [replace(lot, amount_milli=0) for lot in (added | replay(events)).values()]

    async def undoable(self, transaction_id: str) -> TransactionRow:
        """Return a transaction that can be undone unless a later one depends on it.

        Raises:
            NotFound: there is no such transaction.
            Conflict: it was undone already, or is itself an undo.
        """
        target = await self.rows.transaction(transaction_id)
        if target is None:
            raise NotFound(f"there is no transaction {transaction_id}")
        if target.undoes is not None:
            raise Conflict(
                "this transaction is itself an undo and cannot be undone; make the change anew", code="is_an_undo"
            )
        if target.undone_by is not None:
            raise Conflict("this transaction was undone already", code="already_undone")
        return target

    async def post(
        self, kind: str, reference: str | None, entries: Entries, *, undoes: TransactionRow | None = None
    ) -> Posting:
        """Write the entries as one transaction and bring the lots to them."""
        row = TransactionRow(
            household_id=self._scope.household_id,
            id=new_id(),
            sequence=await self.rows.next_sequence(),
            kind=kind,
            reference=reference,
            undoes=undoes.id if undoes is not None else None,
            at=self._clock.now(),
            happened_on=self.journal.day,
            actor=self.journal.actor,
            note=self.journal.note,
        )
        if undoes is not None:
            undoes.undone_by = row.id
        self.rows.add(row, *(event_row(row, place, event) for place, event in enumerate(entries.events)))
        touched = dict.fromkeys([*entries.made, *(event.lot_id for event in entries.events)])
        await self._project(entries, touched)
        await self._scope.session.flush()
        return Posting(row.id, tuple(touched), tuple(entries.made))

    async def _project(self, entries: Entries, touched: Iterable[str]) -> None:
        for lot_id in touched:
            lot, row = entries.lots[lot_id], self._held.get(lot_id)
            if lot is not None and lot.amount_milli:
                self.rows.add(fill_row(row or LotRow(household_id=self._scope.household_id), lot))
            elif row is not None:
                await self._scope.session.delete(row)
