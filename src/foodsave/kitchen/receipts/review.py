"""Corrections people make before they confirm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foodsave.errors import Conflict, Invalid, NotFound
from foodsave.infra.db.scope import Scope
from foodsave.kit.clock import Clock
from foodsave.kit.ids import new_id
from foodsave.kit.quantity import Quantity
from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.catalog.pack import bought_quantity
from foodsave.kitchen.catalog.service import Proposal, default_place, prefer_aliases
from foodsave.kitchen.receipts.models import LineRow, ReceiptRow
from foodsave.kitchen.receipts.repository import ReceiptRepository
from foodsave.kitchen.receipts.service import require_receipt

MAX_LINES = 500
MAX_NUMBER = 10_000
_PRODUCT_FIELDS = frozenset({"product", "group", "place", "stocked"})


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line that the reader missed: its product as written, what was paid in minor units (negative for a discount),
    and what the catalog makes of it."""

    product: str
    line_total_minor: int
    matched: Proposal


async def change_header(scope: Scope, clock: Clock, receipt_id: str, changes: Mapping[str, Any]) -> ReceiptRow:
    """Set header columns of a draft by name and return it.

    Raises:
        NotFound: there is no such receipt.
        Conflict: it is not waiting for review.
    """
    row = await _draft(scope, receipt_id)
    for name, value in changes.items():
        setattr(row, name, value)
    await _recheck(scope, clock, row)
    return row


async def change_line(
    scope: Scope, clock: Clock, receipt_id: str, position: int, changes: Mapping[str, Any]
) -> ReceiptRow:
    """Apply `changes` (keys of `apply_changes`) to one line of a draft and return the receipt.

    Raises:
        NotFound: there is no such receipt or line.
        Conflict: the receipt is not waiting for review.
        Invalid: a value makes no sense.
    """
    row = await _draft(scope, receipt_id)
    lines = {line.position: line for line in await ReceiptRepository(scope).lines(receipt_id)}
    if position not in lines:
        raise NotFound(f"receipt {receipt_id} has no line {position}")
    apply_changes(lines[position], changes)
    await _recheck(scope, clock, row)
    return row


async def add_line(scope: Scope, clock: Clock, receipt_id: str, new: NewLine) -> tuple[ReceiptRow, int]:
    """Add a line that the reader missed and return the receipt and the line's number.

    Raises:
        NotFound: there is no such receipt.
        Conflict: it is not waiting for review, or has as many lines as can be.
    """
    row = await _draft(scope, receipt_id)
    repository = ReceiptRepository(scope)
    if len(await repository.lines(receipt_id)) >= MAX_LINES or row.next_line > MAX_NUMBER:
        raise Conflict(f"a receipt has at most {MAX_LINES} lines", code="too_many_lines")
    proposal = (await prefer_aliases(scope, row.chain, [new.product], [new.matched]))[0]
    quantity = bought_quantity(new.product, None)
    line = LineRow(
        household_id=scope.household_id,
        id=new_id(),
        receipt_id=receipt_id,
        position=row.next_line,
        raw_name=new.product,
        line_total_minor=new.line_total_minor,
        discount_minor=0,
        confidence=1.0,
        page=0,
        box=[],
        suspicious=False,
        edited=True,
        product=new.product,
        group_id=proposal.group,
        basis=proposal.basis,
        basis_detail=proposal.detail,
        amount_milli=quantity.milli,
        unit=quantity.unit.value,
        place=proposal.place,
        stocked=proposal.stocked and new.line_total_minor >= 0,
    )
    row.next_line += 1
    repository.add(line)
    await scope.session.flush()
    await _recheck(scope, clock, row)
    return row, line.position


async def remove_line(scope: Scope, clock: Clock, receipt_id: str, position: int) -> ReceiptRow:
    """Remove a line that is not on the receipt and return the receipt.

    Raises:
        NotFound: there is no such receipt or line.
        Conflict: the receipt is not waiting for review.
    """
    row = await _draft(scope, receipt_id)
    for line in await ReceiptRepository(scope).lines(receipt_id):
        if line.position == position:
            await scope.session.delete(line)
            await scope.session.flush()
            await _recheck(scope, clock, row)
            return row
    raise NotFound(f"receipt {receipt_id} has no line {position}")


def apply_changes(line: LineRow, changes: Mapping[str, Any]) -> None:
    """Set what people corrected: product, group, place, stocked, qty, unit_price_minor, line_total_minor,
    discount_minor, vat, amount (Quantity), printed_on, printed_kind.

    A new group brings its usual place unless one is given; a new quantity brings a new amount unless one is given.

    Raises:
        Invalid: the group is unknown, or the discount is larger than the line.
    """
    for name in ("qty", "unit_price_minor", "line_total_minor", "discount_minor", "vat", "printed_on", "printed_kind"):
        if name in changes:
            setattr(line, name, changes[name])
    for name in ("product", "place", "stocked"):
        if changes.get(name) is not None:
            setattr(line, name, changes[name])
    if "group" in changes:
        _set_group(line, changes)
    if "qty" in changes and "amount" not in changes:
        _set_amount(line, bought_quantity(line.raw_name, line.qty, line.group_id))
    if changes.get("amount") is not None:
        _set_amount(line, changes["amount"])
    if line.printed_on is None:
        line.printed_kind = None
    # What is printed may be odd and is let be; what people enter must make sense.
    if {"discount_minor", "line_total_minor"} & changes.keys() and line.discount_minor > max(line.line_total_minor, 0):
        raise Invalid("a discount cannot be larger than its line", code="invalid_discount")
    if _PRODUCT_FIELDS & changes.keys():
        line.corrected, line.basis, line.basis_detail = True, "corrected", None
    line.edited, line.suspicious = True, False


def difference_minor(total_minor: int | None, lines: Sequence[LineRow]) -> int | None:
    """Return lines less discounts less total, in minor units: zero when the receipt balances."""
    if total_minor is None:
        return None
    return sum(line.line_total_minor - line.discount_minor for line in lines) - total_minor


async def _draft(scope: Scope, receipt_id: str) -> ReceiptRow:
    row = await require_receipt(scope, receipt_id, lock=True)
    if row.status != "needs_review":
        raise Conflict(f"this receipt is {row.status}; only one that needs review can be changed", code="wrong_status")
    return row


async def _recheck(scope: Scope, clock: Clock, row: ReceiptRow) -> None:
    await scope.session.flush()
    lines = await ReceiptRepository(scope).lines(row.id)
    row.balanced = difference_minor(row.total_minor, lines) == 0
    row.version += 1
    row.updated_at = clock.now()


def _set_group(line: LineRow, changes: Mapping[str, Any]) -> None:
    wanted: str | None = changes["group"]
    known = storage_groups().get(wanted or "")
    if wanted and known is None:
        raise Invalid(f"unknown storage group {wanted!r}; GET /api/v1/products/groups lists them", code="unknown_group")
    line.group_id = wanted
    if changes.get("place") is None:
        line.place = default_place(wanted)
    if changes.get("stocked") is None and known is not None:
        line.stocked = known.food


def _set_amount(line: LineRow, quantity: Quantity) -> None:
    if quantity.milli <= 0:
        raise Invalid("an amount must be more than nothing", code="invalid_quantity")
    line.amount_milli, line.unit = quantity.milli, quantity.unit.value
