"""The purchases of products, those with an unknown price too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foodsave.agents.base.question import Context
from foodsave.infra.db.scope import Scope
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.insights.period import ALWAYS
from foodsave.kitchen.insights.repository import InsightsRepository
from foodsave.kitchen.insights.service import MOST_PRODUCTS, price_history
from foodsave.kitchen.pantry.prices.paid import purchases

__all__ = ["MOST_PRODUCTS", "PastPurchase", "read_purchases"]


@dataclass(frozen=True, slots=True)
class PastPurchase:
    """A purchase: `price_minor` after discounts, None when unknown; `unit_minor` is that of a kg, litre or piece."""

    product_id: str
    product: str
    on: date
    store: str | None
    price_minor: int | None
    currency: str | None
    amount: Quantity
    unit_minor: int | None
    per: Unit | None
    receipt_id: str | None
    receipt_line: int | None
    lot_id: str | None


async def read_purchases(context: Context, product_ids: Sequence[str]) -> list[PastPurchase]:
    """Return the purchases of at most `MOST_PRODUCTS` products, the latest first."""
    if not product_ids:
        return []
    async with context.scope.database.read() as session:
        scope = Scope(session, context.scope.household_id)
        histories = await price_history(scope, product_ids, currency=context.household.currency)
        repository = InsightsRepository(scope)
        events = await repository.purchases(product_ids)
        stores = {receipt.id: receipt.chain or receipt.store for receipt in await repository.receipts(ALWAYS)}
    names = {history.product_id: history.product for history in histories}
    found = [
        PastPurchase(
            product_id=history.product_id,
            product=history.product,
            on=price.paid.on,
            store=price.paid.store,
            price_minor=price.paid.price_minor,
            currency=price.paid.currency,
            amount=price.paid.amount,
            unit_minor=price.minor,
            per=store.per,
            receipt_id=price.paid.receipt_id,
            receipt_line=price.paid.line,
            lot_id=price.paid.lot_id,
        )
        for history in histories
        for store in history.stores
        for price in store.history
    ]
    found += [
        PastPurchase(
            product_id=lot.product_id,
            product=names[lot.product_id],
            on=lot.on,
            store=stores.get(lot.receipt_id or ""),
            price_minor=None,
            currency=None,
            amount=Quantity(lot.amount_milli, Unit(lot.unit)),
            unit_minor=None,
            per=None,
            receipt_id=lot.receipt_id,
            receipt_line=lot.receipt_line,
            lot_id=lot.lot_id,
        )
        for lot in purchases(events)
        if lot.product_id in names and lot.price_minor is None and lot.amount_milli > 0
    ]
    return sorted(found, key=lambda one: (one.on, one.receipt_id or "", one.receipt_line or 0), reverse=True)
