"""A receipt with its lines and its progress, read in one transaction."""

from __future__ import annotations

from datetime import date

from foodsave.core.profiles.service import Household
from foodsave.infra.db.scope import Scope
from foodsave.jobs.queue import progress_of
from foodsave.kitchen.receipts.drafting import PENDING
from foodsave.kitchen.receipts.models import ReceiptRow
from foodsave.kitchen.receipts.presenting import present_receipt
from foodsave.kitchen.receipts.repository import ReceiptRepository
from foodsave.kitchen.receipts.schemas import Progress, ReceiptAnswer
from foodsave.kitchen.receipts.service import require_receipt


async def view_receipt(scope: Scope, receipt_id: str, household: Household, *, today: date, base: str) -> ReceiptAnswer:
    """Return a receipt as its household sees it; `base` is its path.

    Raises:
        NotFound: there is no such receipt.
    """
    row = await require_receipt(scope, receipt_id)
    lines = await ReceiptRepository(scope).lines(receipt_id)
    progress = await _progress(scope, row)
    return present_receipt(row, lines, household, today=today, progress=progress, base=base)


async def _progress(scope: Scope, row: ReceiptRow) -> Progress | None:
    if row.status not in PENDING:
        return None
    job = await progress_of(scope, row.id)
    if job is None:
        return None
    return Progress(stage="reading" if job.state == "running" else "queued", ahead=job.ahead, tries=job.tries)
