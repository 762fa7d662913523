"""The pantry: lots come and go only through transactions of the ledger, each undone as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from foodsave.errors import Conflict, NotFound
from foodsave.infra.db.database import hold_exclusively
from foodsave.infra.db.scope import Scope
from foodsave.kit.clock import Clock
from foodsave.kit.ids import new_id
from foodsave.kitchen.pantry.expiry import Expiry, PrintedKind, effective_expiry
from foodsave.kitchen.pantry.ledger import Event, project_lots
from foodsave.kitchen.pantry.models import EventRow, LotRow, TransactionRow
from foodsave.kitchen.pantry.repository import LedgerRepository

_DATES = ("purchased_on", "printed_on")


@dataclass(frozen=True, slots=True)
class NewLot:
    """A lot about to be added: `amount_milli` thousandths of the base of `unit`, bought for `price_minor` in all."""

    product_id: str
    name: str
    group_id: str | None
    amount_milli: int
    unit: str
    place: str
    purchased_on: date
    printed_on: date | None
    printed_kind: PrintedKind | None
    price_minor: int | None
    currency: str | None
    receipt_id: str | None
    receipt_line: int | None


class Ledger:
    """Writes the ledger of one household inside the transaction of its scope."""

    def __init__(self, scope: Scope, clock: Clock) -> None:
        self._scope = scope
        self._clock = clock
        self._rows = LedgerRepository(scope)

    async def add_lots(self, kind: str, reference: str | None, lots: Sequence[NewLot]) -> str:
        """Add `lots` in one transaction and return its id."""
        transaction = await self._begin(kind, reference)
        for position, lot in enumerate(lots):
            data = asdict(lot) | {name: _iso(getattr(lot, name)) for name in _DATES}
            await self._append(transaction, position, Event(new_id(), "added", lot.amount_milli, data))
        return transaction.id

    async def undo(self, transaction_id: str) -> str:
        """Take back a whole transaction and return the id of the one that does.

        Raises:
            NotFound: there is no such transaction.
            Conflict: it was undone already, or a later event depends on one of its lots; the event is named.
        """
        await hold_exclusively(self._scope.session, f"ledger {self._scope.household_id}")
        target = await self._rows.transaction(transaction_id)
        if target is None:
            raise NotFound(f"there is no transaction {transaction_id}")
        if target.undone_by is not None or target.undoes is not None:
            raise Conflict("this transaction was undone already", code="already_undone")
        events = await self._rows.events_of(transaction_id)
        later = await self._rows.later_event([event.lot_id for event in events], target.sequence)
        if later is not None:
            raise Conflict(
                f"a later change ({later.kind}, transaction {later.transaction_id}) depends on it; undo that one first",
                code="later_change_depends",
                details={"transaction_id": later.transaction_id, "event_id": later.id},
            )
        reverse = await self._begin("undo", target.reference)
        reverse.undoes, target.undone_by = target.id, reverse.id
        for position, event in enumerate(reversed(events)):
            taken_back = Event(event.lot_id, "retracted", -event.delta_milli, {})
            await self._append(reverse, position, taken_back)
        return reverse.id

    async def rebuild(self) -> int:
        """Throw the lots away and make them anew from the events; return how many there are."""
        events = [Event(row.lot_id, row.kind, row.delta_milli, row.data) for row in await self._rows.events()]
        await self._rows.clear_lots()
        lots = project_lots(events)
        self._rows.add(*(_lot_row(self._scope.household_id, lot_id, lot.data) for lot_id, lot in lots.items()))
        await self._scope.session.flush()
        return len(lots)

    async def _begin(self, kind: str, reference: str | None) -> TransactionRow:
        await hold_exclusively(self._scope.session, f"ledger {self._scope.household_id}")
        row = TransactionRow(
            household_id=self._scope.household_id,
            id=new_id(),
            sequence=await self._rows.next_sequence(),
            kind=kind,
            reference=reference,
            at=self._clock.now(),
        )
        self._rows.add(row)
        await self._scope.session.flush()
        return row

    async def _append(self, transaction: TransactionRow, position: int, event: Event) -> None:
        self._rows.add(
            EventRow(
                household_id=self._scope.household_id,
                id=new_id(),
                transaction_id=transaction.id,
                sequence=transaction.sequence,
                position=position,
                lot_id=event.lot_id,
                kind=event.kind,
                delta_milli=event.delta_milli,
                data=event.data,
            )
        )
        if event.kind == "added":
            self._rows.add(_lot_row(self._scope.household_id, event.lot_id, event.data))
        else:
            await self._rows.delete_lots([event.lot_id])


def expiry_of(lot: NewLot) -> Expiry:
    """Return the effective expiry of a lot that is about to be added."""
    return effective_expiry(
        purchased_on=lot.purchased_on,
        group_id=lot.group_id,
        place=lot.place,
        printed_on=lot.printed_on,
        printed_kind=lot.printed_kind,
    )


def _lot_row(household_id: str, lot_id: str, data: dict[str, Any]) -> LotRow:
    dates = {name: date.fromisoformat(data[name]) if data[name] else None for name in _DATES}
    lot = NewLot(**(data | dates))
    expiry = expiry_of(lot)
    return LotRow(
        household_id=household_id,
        id=lot_id,
        expires_on=expiry.on,
        expires_early=expiry.early,
        expires_late=expiry.late,
        expiry_basis=expiry.basis,
        expiry_source=expiry.source[:120] if expiry.source else None,
        use_first_on=expiry.use_first_on,
        **asdict(lot),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
