"""The pantry as clients see it: a lot with its history, transactions, and what one of them wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foodsave.core.profiles.service import Locale
from foodsave.errors import NotFound
from foodsave.infra.db.scope import Scope
from foodsave.kitchen.pantry.ledger import Lot, lot_from, replay
from foodsave.kitchen.pantry.models import EventRow, LotRow
from foodsave.kitchen.pantry.presenting import listed, present_lot, present_transaction
from foodsave.kitchen.pantry.repository import LedgerRepository
from foodsave.kitchen.pantry.rows import event_from, fill_row
from foodsave.kitchen.pantry.schemas import LotAnswer, LotHistory, PostingAnswer, TransactionAnswer
from foodsave.kitchen.pantry.service import Posting


async def view_posting(scope: Scope, posting: Posting, locale: Locale) -> PostingAnswer:
    """Return what a transaction wrote and what it left of its lots."""
    rows = LedgerRepository(scope)
    lots = await rows.lots(posting.lot_ids)
    there = [lots[lot_id] for lot_id in posting.lot_ids if lot_id in lots]
    return PostingAnswer(
        transaction=await view_transaction(scope, posting.transaction_id),
        lots=[_lot(row, locale) for row in there],
        gone=[lot_id for lot_id in posting.lot_ids if lot_id not in lots],
    )


async def view_transaction(scope: Scope, transaction_id: str) -> TransactionAnswer:
    """Return one transaction.

    Raises:
        NotFound: there is none of that id.
    """
    for row, events in await LedgerRepository(scope).transactions_of([transaction_id]):
        return present_transaction(row, events)
    raise NotFound(f"there is no transaction {transaction_id}")


async def view_transactions(scope: Scope, before: int | None, limit: int) -> list[TransactionAnswer]:
    """Return up to `limit` transactions, newest first, older than number `before`."""
    rows = LedgerRepository(scope)
    newest = await rows.transactions(before, limit)
    found = await rows.transactions_of([row.id for row in newest])
    return [present_transaction(row, events) for row, events in reversed(found)]


async def view_lot(scope: Scope, lot_id: str, locale: Locale) -> LotHistory:
    """Return a lot with what happened to it; of one that is gone its last state.

    Raises:
        NotFound: there never was such a lot.
    """
    rows = LedgerRepository(scope)
    events = await rows.events_of_lots([lot_id])
    if not events:
        raise NotFound(f"there is no lot {lot_id}")
    kept = (await rows.lots([lot_id])).get(lot_id)
    transactions = await rows.transactions_of({event.transaction_id for event in events})
    return LotHistory(
        lot=_lot(kept or fill_row(LotRow(), _last_state(events)), locale),
        gone=kept is None,
        history=[
            present_transaction(row, [event for event in own if event.lot_id == lot_id]) for row, own in transactions
        ],
    )


def _last_state(events: Sequence[EventRow]) -> Lot:
    left = replay(map(event_from, events)).get(events[0].lot_id)
    return replace(left or lot_from(events[0].lot_id, events[0].data), amount_milli=0)


def _lot(row: LotRow, locale: Locale) -> LotAnswer:
    return LotAnswer.model_validate(present_lot(listed(row), locale))
