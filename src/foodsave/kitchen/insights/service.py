"""Insights: what became of food, what was spent, what things cost. Every figure names the rows that it rests on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from foodsave.errors import Invalid, NotFound
from foodsave.infra.db.scope import Scope
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kit.text import fold
from foodsave.kitchen.catalog.service import product_key
from foodsave.kitchen.insights.period import ALWAYS, Period
from foodsave.kitchen.insights.repository import BoughtLine, ConfirmedReceipt, InsightsRepository, KnownName, LotEvent
from foodsave.kitchen.insights.spending import LineFact, ReceiptFact, Spending, SpendingBy, spending_of
from foodsave.kitchen.insights.unit_prices import Paid, PriceHistory, price_histories
from foodsave.kitchen.insights.waste import Waste, WasteBy, waste_of
from foodsave.kitchen.pantry.prices.paid import purchases

__all__ = ["Period", "find_products", "price_history", "spending", "waste"]

MOST_PRODUCTS = 20


async def waste(scope: Scope, period: Period, by: WasteBy) -> Waste:
    """Return what became of food in a period, in prices really paid: eaten, frozen, thrown away."""
    repository = InsightsRepository(scope)
    facts = await repository.ledger(period)
    names = {product.id: product.name for product in await repository.products()} if by == "product" else {}
    return await asyncio.to_thread(waste_of, facts, period, by, names)


async def spending(scope: Scope, period: Period, by: SpendingBy, *, currency: str) -> Spending:
    """Return what confirmed receipts of a period cost; `currency` stands in for one that is not printed."""
    repository = InsightsRepository(scope)
    receipts = await repository.receipts(period)
    lines, events, products = await repository.lines(), await repository.purchases(), await repository.products()
    return await asyncio.to_thread(_spending, receipts, lines, events, products, period, by, currency)


async def price_history(
    scope: Scope, product_ids: Sequence[str], period: Period = ALWAYS, *, currency: str
) -> tuple[PriceHistory, ...]:
    """Return what was paid for each of these products, by store; `currency` stands in for one that is not printed.

    Raises:
        NotFound: one of them is no product of the household.
        Invalid: there are too many.
    """
    if len(product_ids) > MOST_PRODUCTS:
        raise Invalid(f"name at most {MOST_PRODUCTS} products, not {len(product_ids)}", code="too_many_products")
    repository = InsightsRepository(scope)
    known = {product.id: product for product in await repository.products()}
    for product_id in product_ids:
        if product_id not in known:
            raise NotFound(f"there is no product {product_id}")
    wanted = {product_id: known[product_id].name for product_id in product_ids}
    receipts = {receipt.id: receipt for receipt in await repository.receipts(ALWAYS)}
    events, lines = await repository.purchases(wanted), await repository.lines(stocked=False)
    by_key = {known[product_id].key: product_id for product_id in wanted}
    paid = [*_paid_for_lots(events, receipts), *_paid_for_lines(lines, receipts, by_key, currency)]
    return price_histories([one for one in paid if period.holds(one.on)], wanted)


async def find_products(scope: Scope, words: str) -> list[KnownName]:
    """Return up to `MOST_PRODUCTS` products whose name has every one of `words`, in any form of writing, by name."""
    wanted = fold(words).split()
    if not wanted:
        return []
    products = await InsightsRepository(scope).products()
    return [product for product in products if all(word in product.key for word in wanted)][:MOST_PRODUCTS]


def _spending(
    receipts: Sequence[ConfirmedReceipt],
    lines: Sequence[BoughtLine],
    events: Sequence[LotEvent],
    products: Sequence[KnownName],
    period: Period,
    by: SpendingBy,
    currency: str,
) -> Spending:
    lots = {(lot.receipt_id, lot.receipt_line): lot for lot in purchases(events) if lot.receipt_id is not None}
    spoken = {
        event.data.get("receipt_id"): event.currency for event in events if event.kind == "added" and event.currency
    }
    by_id, by_key = {known.id: known for known in products}, {known.key: known for known in products}
    told = []
    for line in lines:
        lot, key = lots.get((line.receipt_id, line.position)), product_key(line.product)
        product = by_id.get(lot.product_id or "") if lot else by_key.get(key)
        told.append(
            LineFact(
                line.receipt_id,
                product.id if product else None,
                product.name if product else line.product,
                key,
                (product.group_id if product else None) or line.group_id,
                line.net_minor,
            )
        )
    facts = [
        ReceiptFact(
            receipt.id,
            receipt.on,
            receipt.chain,
            receipt.store,
            receipt.currency or spoken.get(receipt.id) or currency,
            receipt.total_minor,
            receipt.deposit_minor or 0,
        )
        for receipt in receipts
    ]
    return spending_of(facts, told, period, by)


def _paid_for_lots(events: Sequence[LotEvent], receipts: Mapping[str, ConfirmedReceipt]) -> list[Paid]:
    found = []
    for lot in purchases(events):
        if lot.price_minor is None or lot.currency is None or lot.product_id is None or lot.amount_milli <= 0:
            continue
        receipt = receipts.get(lot.receipt_id or "")
        found.append(
            Paid(
                product_id=lot.product_id,
                on=lot.on,
                store=(receipt.chain or receipt.store) if receipt else None,
                price_minor=lot.price_minor,
                currency=lot.currency,
                amount=Quantity(lot.amount_milli, Unit(lot.unit)),
                receipt_id=lot.receipt_id,
                line=lot.receipt_line,
                lot_id=lot.lot_id,
            )
        )
    return found


def _paid_for_lines(
    lines: Sequence[BoughtLine], receipts: Mapping[str, ConfirmedReceipt], by_key: Mapping[str, str], currency: str
) -> list[Paid]:
    """Return the prices of what was bought but is not kept in the pantry."""
    found = []
    for line in lines:
        product_id, receipt = by_key.get(product_key(line.product)), receipts.get(line.receipt_id)
        if product_id is None or receipt is None or line.net_minor <= 0 or line.amount_milli <= 0:
            continue
        found.append(
            Paid(
                product_id=product_id,
                on=receipt.on,
                store=receipt.chain or receipt.store,
                price_minor=line.net_minor,
                currency=receipt.currency or currency,
                amount=Quantity(line.amount_milli, Unit(line.unit)),
                receipt_id=receipt.id,
                line=line.position,
                lot_id=None,
            )
        )
    return found
