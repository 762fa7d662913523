"""A receipt's life: accepted, read, reviewed, confirmed into lots, undone, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from foodsave.errors import Conflict, NotFound
from foodsave.infra.db.database import hold_exclusively
from foodsave.infra.db.scope import Scope
from foodsave.jobs.queue import enqueue
from foodsave.kit.clock import Clock
from foodsave.kit.ids import new_id
from foodsave.kitchen.catalog.service import ensure_product, remember_correction
from foodsave.kitchen.pantry.repository import LedgerRepository
from foodsave.kitchen.pantry.service import Journal, Ledger, NewLot, Posting
from foodsave.kitchen.receipts.linking import link_duplicate
from foodsave.kitchen.receipts.models import LineRow, ReceiptRow
from foodsave.kitchen.receipts.repository import ReceiptRepository

READ_RECEIPT = "read_receipt"


@dataclass(frozen=True, slots=True)
class Upload:
    """A stored file: `blob` names it, `media_type` is what its content shows."""

    blob: str
    size_bytes: int
    media_type: str
    filename: str | None


@dataclass(frozen=True, slots=True)
class Registration:
    """Which receipt a file belongs to; `outcome` tells whether it is new, was known, or is read again."""

    receipt_id: str
    outcome: Literal["created", "known", "read_again"]


async def register_upload(scope: Scope, clock: Clock, upload: Upload) -> Registration:
    """Accept a stored file: its row and its job are in the same transaction.

    The same bytes are the same receipt; one whose reading failed is read again. The caller holds the lock "files" and
    has made sure that the file is there.
    """
    await hold_exclusively(scope.session, f"receipts {scope.household_id}")
    repository, now = ReceiptRepository(scope), clock.now()
    known = await repository.by_blob(upload.blob)
    if known is not None and known.status != "failed":
        return Registration(known.id, "known")
    if known is not None:
        known.status, known.updated_at, known.failure_code, known.failure_detail = "queued", now, None, None
        known.version += 1
        enqueue(scope, READ_RECEIPT, known.id, now=now)
        return Registration(known.id, "read_again")
    row = ReceiptRow(
        household_id=scope.household_id,
        id=new_id(),
        status="queued",
        blob=upload.blob,
        filename=upload.filename,
        media_type=upload.media_type,
        size_bytes=upload.size_bytes,
        created_at=now,
        updated_at=now,
        pages=[],
        repairs=[],
        warnings=[],
    )
    repository.add(row)
    enqueue(scope, READ_RECEIPT, row.id, now=now)
    await scope.session.flush()
    return Registration(row.id, "created")


async def require_receipt(scope: Scope, receipt_id: str, *, lock: bool = False) -> ReceiptRow:
    """Return a receipt of the household.

    Raises:
        NotFound: there is none of that id.
    """
    row = await ReceiptRepository(scope).get(receipt_id, lock=lock)
    if row is None:
        raise NotFound(f"there is no receipt {receipt_id}")
    return row


async def named_products(scope: Scope, receipt_id: str) -> list[tuple[str, str | None]]:
    """Return the products of a receipt's lines with their groups, so that they are matched before it is confirmed."""
    return [(line.product, line.group_id) for line in await ReceiptRepository(scope).lines(receipt_id)]


async def confirm_receipt(
    scope: Scope, clock: Clock, receipt_id: str, *, today: date, currency: str, allow_duplicate: bool = False
) -> tuple[ReceiptRow, int]:
    """Make lots of a reviewed receipt in one ledger transaction, remember the corrections, return how many lots.

    `today` stands in for a date that is not legible, `currency` for one that is not printed. Lines that are not
    stocked (bags, deposits, household goods) make no lot.

    Raises:
        NotFound: there is no such receipt.
        Conflict: it is not waiting for review, or it repeats another receipt and `allow_duplicate` is false.
    """
    row = await require_receipt(scope, receipt_id, lock=True)
    if row.status != "needs_review":
        raise Conflict(f"this receipt is {row.status}; only a reviewed draft can be confirmed", code="wrong_status")
    lines = await ReceiptRepository(scope).lines(receipt_id)
    if not allow_duplicate:
        await _refuse_duplicate(scope, row, lines)
    wanted = [line for line in lines if line.stocked or line.corrected]
    made = [await _lot(scope, clock, row, line, today, currency) for line in wanted]
    lots = [lot for lot in made if lot is not None]
    posting = await Ledger(scope, clock, Journal(today)).add_lots("receipt", row.id, lots)
    row.transaction_id = posting.transaction_id
    row.status, row.updated_at = "confirmed", clock.now()
    row.version += 1
    return row, len(lots)


async def undo_receipt(scope: Scope, clock: Clock, receipt_id: str, journal: Journal) -> tuple[ReceiptRow, Posting]:
    """Take back a confirmation as a whole; the receipt waits for review again, as it was.

    Raises:
        NotFound: there is no such receipt.
        Conflict: it is not confirmed, or a later change depends on one of its lots.
    """
    row = await require_receipt(scope, receipt_id, lock=True)
    if row.status != "confirmed" or row.transaction_id is None:
        raise Conflict(f"this receipt is {row.status}; there is nothing to undo", code="wrong_status")
    posting = await Ledger(scope, clock, journal).undo(row.transaction_id)
    row.status, row.transaction_id, row.updated_at = "needs_review", None, clock.now()
    row.version += 1
    return row, posting


async def undo_transaction(scope: Scope, clock: Clock, transaction_id: str, journal: Journal) -> Posting:
    """Take back a transaction of the ledger; when it confirmed a receipt, that waits for review again.

    Raises:
        NotFound: there is no such transaction.
        Conflict: it was undone already, is itself an undo, or a later change depends on it.
    """
    row = await LedgerRepository(scope).transaction(transaction_id)
    if row is not None and row.kind == "receipt" and row.reference is not None and row.undone_by is None:
        receipt = await ReceiptRepository(scope).get(row.reference, lock=True)
        if receipt is not None and receipt.transaction_id == transaction_id:
            return (await undo_receipt(scope, clock, receipt.id, journal))[1]
    return await Ledger(scope, clock, journal).undo(transaction_id)


async def delete_receipt(scope: Scope, receipt_id: str) -> list[str]:
    """Delete a receipt with its lines and return the files that it named.

    Raises:
        NotFound: there is no such receipt.
        Conflict: it is confirmed; its lots would lose their origin.
    """
    repository = ReceiptRepository(scope)
    row = await require_receipt(scope, receipt_id, lock=True)
    if row.status == "confirmed":
        raise Conflict("this receipt is confirmed; undo it before deleting it", code="wrong_status")
    blobs = [row.blob, *(page["blob"] for page in row.pages)]
    await repository.unlink(receipt_id)
    await repository.delete(row)
    return list(dict.fromkeys(blobs))


async def _refuse_duplicate(scope: Scope, row: ReceiptRow, lines: Sequence[LineRow]) -> None:
    # Corrections may have made two readings of one purchase alike only now, so the link is looked for again.
    repository = ReceiptRepository(scope)
    await hold_exclusively(scope.session, f"receipts {scope.household_id}")
    await link_duplicate(repository, row, [line.line_total_minor for line in lines])
    original = await repository.get(row.duplicate_of) if row.duplicate_of else None
    if original is not None and original.status == "confirmed":
        raise Conflict(
            "this purchase is in the pantry already; delete this receipt, or confirm with allow_duplicate",
            code="duplicate_receipt",
            details={"duplicate_of": original.id},
        )


async def _lot(scope: Scope, clock: Clock, row: ReceiptRow, line: LineRow, today: date, currency: str) -> NewLot | None:
    product = await ensure_product(scope, line.product, line.group_id, now=clock.now(), corrected=line.corrected)
    if line.corrected:
        await remember_correction(
            scope, row.chain, line.raw_name, product, place=line.place, stocked=line.stocked, now=clock.now()
        )
    if not line.stocked:
        return None
    price = line.line_total_minor - line.discount_minor
    return NewLot(
        product_id=product.id,
        name=line.product,
        group_id=line.group_id,
        amount_milli=line.amount_milli,
        unit=line.unit,
        place=line.place,
        purchased_on=row.purchased_on or today,
        printed_on=line.printed_on,
        printed_kind="use_by" if line.printed_kind == "use_by" else "best_before" if line.printed_on else None,
        # Discounts of other lines that were printed below this one may exceed it: then its own price is not known.
        price_minor=price if price >= 0 else None,
        currency=row.currency or currency,
        receipt_id=row.id,
        receipt_line=line.position,
        keeps_days=product.keeps_days,
        keeps_opened_days=product.keeps_opened_days,
    )
