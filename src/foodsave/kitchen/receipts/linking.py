"""Links a receipt to the purchase it may repeat."""

from __future__ import annotations

from collections.abc import Sequence

from foodsave.kitchen.receipts.duplicates import Purchase, find_duplicate
from foodsave.kitchen.receipts.models import ReceiptRow
from foodsave.kitchen.receipts.repository import ReceiptRepository


async def link_duplicate(repository: ReceiptRepository, row: ReceiptRow, line_totals: Sequence[int]) -> None:
    """Set which receipt `row` repeats, as it reads now, or that it repeats none; a confirmed one before a draft."""
    others = await repository.alike(row)
    totals = await repository.line_totals([other.id for other in others])
    found = find_duplicate(_purchase(row, line_totals), (_purchase(other, totals[other.id]) for other in others))
    row.duplicate_of, row.duplicate_reason = found or (None, None)


def _purchase(row: ReceiptRow, line_totals: Sequence[int]) -> Purchase:
    return Purchase(
        id=row.id,
        phash=row.phash,
        seller=row.nip or row.store,
        bought_on=row.purchased_on,
        bought_at=row.purchased_at,
        number=row.number,
        total_minor=row.total_minor,
        line_totals=tuple(line_totals),
    )
