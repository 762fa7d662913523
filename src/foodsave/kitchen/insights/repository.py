"""The rows that insights are told from; each list is a single query."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from foodsave.infra.db.scope import ScopedRepository
from foodsave.kitchen.catalog.models import ProductRow
from foodsave.kitchen.insights.period import Period
from foodsave.kitchen.insights.waste import LedgerFact
from foodsave.kitchen.pantry.models import EVENT_COUNTS, EventRow, TransactionRow
from foodsave.kitchen.receipts.models import LineRow, ReceiptRow

_TELLING = ("added", "consumed", "cooked", "discarded", "frozen", "corrected")
_CONFIRMED = and_(
    TransactionRow.household_id == ReceiptRow.household_id, TransactionRow.id == ReceiptRow.transaction_id
)
_BOUGHT_ON = func.coalesce(ReceiptRow.purchased_on, TransactionRow.happened_on)


class ConfirmedReceipt(NamedTuple):
    """A confirmed receipt; `on` is the day of the purchase, else of its confirmation."""

    id: str
    on: date
    chain: str | None
    store: str | None
    currency: str | None
    total_minor: int | None
    deposit_minor: int | None


class BoughtLine(NamedTuple):
    """A line of a confirmed receipt."""

    receipt_id: str
    position: int
    product: str
    group_id: str | None
    net_minor: int
    amount_milli: int
    unit: str
    stocked: bool


class LotEvent(NamedTuple):
    """An `added` or `corrected` event that counts."""

    lot_id: str
    kind: str
    delta_milli: int
    value_minor: int | None
    currency: str | None
    product_id: str | None
    data: dict[str, Any]


class KnownName(NamedTuple):
    """A product of the household."""

    id: str
    name: str
    key: str
    group_id: str | None


class InsightsRepository(ScopedRepository):
    """What one household bought and what became of it."""

    async def ledger(self, period: Period) -> list[LedgerFact]:
        """Return the events of a period that tell what became of food, in the order of the ledger."""
        told = EventRow.data
        query = (
            select(
                EventRow.transaction_id,
                TransactionRow.happened_on.label("on"),
                EventRow.kind,
                (TransactionRow.kind == "cooked").label("cooked"),
                told["split_from"].as_string().is_not(None).label("split"),
                EventRow.product_id,
                func.coalesce(told["name"].as_string(), told["of", "name"].as_string()).label("name"),
                func.coalesce(ProductRow.group_id, EventRow.group_id).label("group_id"),
                EventRow.reason,
                EventRow.value_minor,
                EventRow.currency,
                EventRow.delta_milli,
                func.coalesce(told["unit"].as_string(), told["of", "unit"].as_string()).label("unit"),
                told["of", "price_minor"].as_integer().label("worth_minor"),
                told["of", "amount_milli"].as_integer().label("held_milli"),
                told["frozen_on"].as_string().is_not(None).label("put_frozen"),
            )
            .join(TransactionRow, EVENT_COUNTS)
            .outerjoin(
                ProductRow, and_(ProductRow.household_id == EventRow.household_id, ProductRow.id == EventRow.product_id)
            )
            .where(EventRow.household_id == self._household_id, EventRow.kind.in_(_TELLING))
            .where(*_within(TransactionRow.happened_on, period))
            .order_by(EventRow.sequence, EventRow.position)
        )
        return [LedgerFact(**row) for row in (await self._session.execute(query)).mappings()]

    async def receipts(self, period: Period) -> list[ConfirmedReceipt]:
        """Return the confirmed receipts of a period, the oldest purchase first."""
        query = (
            select(
                ReceiptRow.id,
                _BOUGHT_ON,
                ReceiptRow.chain,
                ReceiptRow.store,
                ReceiptRow.currency,
                ReceiptRow.total_minor,
                ReceiptRow.deposit_minor,
            )
            .join(TransactionRow, _CONFIRMED)
            .where(ReceiptRow.household_id == self._household_id, ReceiptRow.status == "confirmed")
            .where(*_within(_BOUGHT_ON, period))
            .order_by(_BOUGHT_ON, ReceiptRow.id)
        )
        return list(map(ConfirmedReceipt._make, await self._session.execute(query)))

    async def lines(self, *, stocked: bool | None = None) -> list[BoughtLine]:
        """Return the lines of all confirmed receipts as they are printed, or those that did or did not make lots."""
        query = (
            select(
                LineRow.receipt_id,
                LineRow.position,
                LineRow.product,
                LineRow.group_id,
                LineRow.line_total_minor - LineRow.discount_minor,
                LineRow.amount_milli,
                LineRow.unit,
                LineRow.stocked,
            )
            .join(
                ReceiptRow, and_(ReceiptRow.household_id == LineRow.household_id, ReceiptRow.id == LineRow.receipt_id)
            )
            .where(LineRow.household_id == self._household_id, ReceiptRow.status == "confirmed")
        )
        if stocked is not None:
            query = query.where(LineRow.stocked == stocked)
        found = await self._session.execute(query.order_by(LineRow.receipt_id, LineRow.position))
        return list(map(BoughtLine._make, found))

    async def purchases(self, product_ids: Collection[str] | None = None) -> list[LotEvent]:
        """Return how lots were bought and corrected, in the order of the ledger: no parts, no leftovers of dishes.

        With `product_ids` only of lots that ever were one of these products.
        """
        bought = and_(
            EventRow.kind == "added",
            EventRow.data["split_from"].as_string().is_(None),
            EventRow.data["recipe_id"].as_string().is_(None),
        )
        mine = EventRow.household_id == self._household_id
        query = (
            select(*(getattr(EventRow, name) for name in LotEvent._fields))
            .join(TransactionRow, EVENT_COUNTS)
            .where(mine, or_(bought, EventRow.kind == "corrected"))
            .order_by(EventRow.sequence, EventRow.position)
        )
        if product_ids is not None:
            concerned = select(EventRow.lot_id).where(mine, EventRow.product_id.in_(product_ids))
            query = query.where(EventRow.lot_id.in_(concerned))
        return list(map(LotEvent._make, await self._session.execute(query)))

    async def products(self) -> list[KnownName]:
        """Return every product of the household by name."""
        query = select(*(getattr(ProductRow, name) for name in KnownName._fields))
        found = query.where(ProductRow.household_id == self._household_id).order_by(ProductRow.key, ProductRow.id)
        return list(map(KnownName._make, await self._session.execute(found)))


def _within(day: ColumnElement[date] | InstrumentedAttribute[date], period: Period) -> list[ColumnElement[bool]]:
    limits = []
    if period.first is not None:
        limits.append(day >= period.first)
    if period.last is not None:
        limits.append(day <= period.last)
    return limits
