"""Lots and events as the rows that keep them, and back."""

from __future__ import annotations

from typing import Any

from foodsave.kit.ids import new_id
from foodsave.kitchen.pantry.expiry import effective_expiry
from foodsave.kitchen.pantry.ledger import FACTS, Event, Lot
from foodsave.kitchen.pantry.models import EventRow, LotRow, TransactionRow

_SOURCE_LENGTH = 120
_EXPIRY = ("expires_on", "expires_early", "expires_late", "expiry_basis", "expiry_source", "use_first_on")


def lot_of(row: LotRow) -> Lot:
    """Return the lot that a row of the projection shows."""
    facts: dict[str, Any] = {name: getattr(row, name) for name in FACTS}
    return Lot(id=row.id, **facts)


def fill_row(row: LotRow, lot: Lot) -> LotRow:
    """Set every column of a row to a lot and its effective expiry; return the row."""
    expiry = effective_expiry(lot)
    row.id = lot.id
    for name in FACTS:
        setattr(row, name, getattr(lot, name))
    row.expires_on, row.expires_early, row.expires_late = expiry.on, expiry.early, expiry.late
    row.expiry_basis = expiry.basis
    row.expiry_source = expiry.source[:_SOURCE_LENGTH] if expiry.source else None
    row.use_first_on = expiry.use_first_on
    return row


def is_row_of(row: LotRow, lot: Lot) -> bool:
    """Tell whether every column of a row is what a lot says."""
    wanted = fill_row(LotRow(), lot)
    return lot_of(row) == lot and all(getattr(row, name) == getattr(wanted, name) for name in _EXPIRY)


def event_from(row: EventRow) -> Event:
    """Return the event that a row keeps."""
    return Event(
        lot_id=row.lot_id,
        kind=row.kind,
        delta_milli=row.delta_milli,
        data=row.data,
        value_minor=row.value_minor,
        currency=row.currency,
        product_id=row.product_id,
        group_id=row.group_id,
        reason=row.reason,
    )


def event_row(transaction: TransactionRow, position: int, event: Event) -> EventRow:
    """Return the row of an event of a transaction."""
    return EventRow(
        household_id=transaction.household_id,
        id=new_id(),
        transaction_id=transaction.id,
        sequence=transaction.sequence,
        position=position,
        lot_id=event.lot_id,
        kind=event.kind,
        delta_milli=event.delta_milli,
        data=event.data,
        product_id=event.product_id,
        group_id=event.group_id,
        value_minor=event.value_minor,
        currency=event.currency,
        reason=event.reason,
    )
