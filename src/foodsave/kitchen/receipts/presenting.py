"""Rows of receipts as answers, in the language of the household."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foodsave.core.profiles.service import Household, Locale
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kit.wire import QuantityAnswer, money_answer
from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.receipts.advice import failure_advice
from foodsave.kitchen.receipts.models import LineRow, ReceiptRow
from foodsave.kitchen.receipts.review import difference_minor
from foodsave.kitchen.receipts.schemas import (
    Duplicate,
    Failure,
    LineAnswer,
    Page,
    Progress,
    Proposed,
    ReceiptAnswer,
    ReceiptSummary,
)

_REASONS = {
    "pl": {
        "alias": "tak poprawiono tę nazwę ({})",
        "rule": "według reguły dla nazw ze słowami: {}",
        "product": "jeden z produktów domu ma tę nazwę",
        "catalog": "rozpoznano po nazwie: {}",
        "unknown": "nie rozpoznano nazwy; wybierz grupę",
        "corrected": "poprawione ręcznie",
    },
    "en": {
        "alias": "this name was corrected like this ({})",
        "rule": "by the rule for names with the words: {}",
        "product": "a product of the household has this name",
        "catalog": "recognised by its name: {}",
        "unknown": "the name was not recognised; choose a group",
        "corrected": "corrected by hand",
    },
}


def present_receipt(
    row: ReceiptRow,
    lines: Sequence[LineRow],
    household: Household,
    *,
    today: date,
    progress: Progress | None,
    base: str,
) -> ReceiptAnswer:
    """Return a receipt with its lines; `base` is the path under which its pictures are served."""
    currency = row.currency or household.currency
    failure = None
    if row.failure_code is not None:
        advice = failure_advice(row.failure_code, household.locale)
        failure = Failure(code=row.failure_code, detail=row.failure_detail or "", advice=advice)
    return ReceiptAnswer(
        id=row.id,
        status=row.status,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        filename=row.filename,
        media_type=row.media_type,
        size_bytes=row.size_bytes,
        sha256=row.blob,
        progress=progress,
        failure=failure,
        engine=row.engine,
        read_seconds=row.read_s,
        chain=row.chain,
        store=row.store,
        nip=row.nip,
        date=row.purchased_on,
        assumed_date=today if row.purchased_on is None and row.status == "needs_review" else None,
        time=row.purchased_at,
        number=row.number,
        total=money_answer(row.total_minor, currency),
        deposit=money_answer(row.deposit_minor, currency),
        payable=money_answer(row.payable_minor, currency),
        balanced=row.balanced,
        difference=money_answer(difference_minor(row.total_minor, lines), currency),
        confidence=row.confidence,
        repairs=row.repairs,
        warnings=row.warnings,
        duplicate=_duplicate(row),
        pages=[
            Page(width=page["width"], height=page["height"], image=f"{base}/image?page={number}")
            for number, page in enumerate(row.pages)
        ],
        lines=[_line(line, currency, household.locale) for line in lines],
        transaction_id=row.transaction_id,
    )


def present_summary(row: ReceiptRow, lines: int, household: Household) -> ReceiptSummary:
    """Return a receipt for a list."""
    return ReceiptSummary(
        id=row.id,
        status=row.status,
        created_at=row.created_at,
        filename=row.filename,
        store=row.store,
        date=row.purchased_on,
        total=money_answer(row.total_minor, row.currency or household.currency),
        balanced=row.balanced,
        lines=lines,
        duplicate=_duplicate(row),
    )


def _duplicate(row: ReceiptRow) -> Duplicate | None:
    if row.duplicate_of is None:
        return None
    return Duplicate(receipt_id=row.duplicate_of, reason=row.duplicate_reason)


def _line(line: LineRow, currency: str, locale: Locale) -> LineAnswer:
    quantity = Quantity(line.amount_milli, Unit(line.unit))
    return LineAnswer(
        n=line.position,
        name=line.raw_name,
        qty=line.qty,
        unit_price=money_answer(line.unit_price_minor, currency),
        line_total=money_answer(line.line_total_minor, currency),
        discount=money_answer(line.discount_minor, currency),
        vat=line.vat,
        confidence=line.confidence,
        page=line.page,
        box=line.box or None,
        suspicious=line.suspicious,
        edited=line.edited,
        product=line.product,
        group=line.group_id,
        amount=QuantityAnswer(amount=quantity.amount, unit=quantity.unit),
        place=line.place,
        stocked=line.stocked,
        printed_on=line.printed_on,
        printed_kind=line.printed_kind,
        proposed=Proposed(basis=line.basis, reason=_reason(line, locale)),
    )


def _reason(line: LineRow, locale: Locale) -> str:
    detail = line.basis_detail or ""
    if line.basis == "catalog" and not detail:
        known = storage_groups().get(line.group_id or "")
        detail = (known.name_pl if locale == "pl" else known.name_en) if known else ""
    return _REASONS[locale][line.basis].format(detail)
