"""What the household last paid for each of its products."""

from __future__ import annotations

from foodsave.infra.db.scope import QueryScope
from foodsave.kitchen.pantry.prices.paid import PaidPrice, paid_prices
from foodsave.kitchen.pantry.prices.repository import PurchaseReader

__all__ = ["PaidPrice", "last_paid"]


async def last_paid(scope: QueryScope) -> dict[str, PaidPrice]:
    """Return the price of the latest purchase of each product, by product, in one query.

    Purchases are lots that were added and not undone, as their corrections leave them: no parts that were split off,
    no leftovers of dishes, nothing whose price is unknown or that was got for nothing.
    """
    return paid_prices(await PurchaseReader(scope).purchases())
