"""From a reading to a draft: lines with a proposed product, and the receipt it may repeat."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from foodsave.infra.db.scope import Scope
from foodsave.kit.ids import new_id
from foodsave.kitchen.catalog.pack import bought_quantity
from foodsave.kitchen.catalog.service import Proposal, prefer_aliases
from foodsave.kitchen.receipts.linking import link_duplicate
from foodsave.kitchen.receipts.models import LineRow, ReceiptRow
from foodsave.kitchen.receipts.reading import ReadLine, ReceiptReading
from foodsave.kitchen.receipts.repository import ReceiptRepository

PENDING = ("queued", "reading")


@dataclass(frozen=True, slots=True)
class Draft:
    """A reading with what the review page needs beside it: `matched` holds the catalog's proposal for each line,
    `pages` are {blob, width, height} of the pictures."""

    reading: ReceiptReading
    matched: tuple[Proposal, ...]
    engine: str
    read_s: float
    phash: str | None
    pages: tuple[dict[str, Any], ...]


async def record_draft(scope: Scope, receipt_id: str, draft: Draft, *, now: datetime) -> bool:
    """Turn a receipt that waits for its reading into a draft; false when it does not wait any more."""
    repository = ReceiptRepository(scope)
    row = await repository.get(receipt_id, lock=True)
    if row is None or row.status not in PENDING:
        return False
    reading = draft.reading
    _copy_header(row, reading)
    row.engine, row.read_s, row.phash, row.pages = draft.engine, draft.read_s, draft.phash, list(draft.pages)
    row.status, row.updated_at, row.failure_code, row.failure_detail = "needs_review", now, None, None
    row.version += 1
    row.next_line = len(reading.lines)
    proposals = await prefer_aliases(scope, reading.chain, [line.name for line in reading.lines], draft.matched)
    await repository.delete_lines(receipt_id)
    for position, (line, proposal) in enumerate(zip(reading.lines, proposals, strict=True)):
        repository.add(_line_row(scope, receipt_id, position, line, proposal))
    await link_duplicate(repository, row, [line.line_total_minor for line in reading.lines])
    await scope.session.flush()
    return True


async def record_failure(scope: Scope, receipt_id: str, code: str, detail: str, *, now: datetime) -> bool:
    """Mark a receipt that waits for its reading as failed; false when it does not wait any more."""
    row = await ReceiptRepository(scope).get(receipt_id, lock=True)
    if row is None or row.status not in PENDING:
        return False
    row.status, row.updated_at = "failed", now
    row.failure_code, row.failure_detail = code[:40], detail[:500]
    row.version += 1
    return True


async def mark_queued(scope: Scope, receipt_id: str, *, now: datetime) -> None:
    """Note that a receipt waits for its reading again."""
    row = await ReceiptRepository(scope).get(receipt_id, lock=True)
    if row is not None and row.status == "reading":
        row.status, row.updated_at = "queued", now


async def mark_reading(scope: Scope, receipt_id: str, *, now: datetime) -> ReceiptRow | None:
    """Note that a worker has taken up a receipt and return it; None when it does not wait any more."""
    row = await ReceiptRepository(scope).get(receipt_id, lock=True)
    if row is None or row.status not in PENDING:
        return None
    row.status, row.updated_at = "reading", now
    return row


def _copy_header(row: ReceiptRow, reading: ReceiptReading) -> None:
    row.chain, row.nip = reading.chain, reading.nip
    row.store = reading.store[:120] if reading.store else None
    row.number = reading.number[:40] if reading.number else None
    row.purchased_on = date.fromisoformat(reading.date) if reading.date else None
    row.purchased_at, row.currency = reading.time, reading.currency
    row.total_minor, row.deposit_minor, row.payable_minor = (
        reading.total_minor,
        reading.deposit_minor,
        reading.payable_minor,
    )
    row.balanced, row.confidence = reading.balanced, reading.confidence
    row.repairs, row.warnings = [asdict(repair) for repair in reading.repairs], list(reading.warnings)


def _line_row(scope: Scope, receipt_id: str, position: int, line: ReadLine, proposal: Proposal) -> LineRow:
    quantity = bought_quantity(line.name, line.qty, proposal.group)
    return LineRow(
        household_id=scope.household_id,
        id=new_id(),
        receipt_id=receipt_id,
        position=position,
        raw_name=line.name[:200],
        qty=line.qty[:20] if line.qty else None,
        unit_price_minor=line.unit_price_minor,
        line_total_minor=line.line_total_minor,
        discount_minor=line.discount_minor,
        vat=line.vat[:2] if line.vat else None,
        confidence=line.confidence,
        page=line.page,
        box=[round(edge, 5) for edge in line.box],
        suspicious=line.suspicious,
        product=proposal.product or line.name[:120],
        group_id=proposal.group,
        basis=proposal.basis,
        basis_detail=proposal.detail,
        amount_milli=quantity.milli,
        unit=quantity.unit.value,
        place=proposal.place,
        stocked=proposal.stocked and line.line_total_minor >= 0,
    )
