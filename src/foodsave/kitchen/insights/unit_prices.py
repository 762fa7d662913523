"""What was really paid for a kilogram, a litre or a piece of a product, store by store. Pure.

Prices are after discounts. A unit price is price x unit / amount, half up to the minor unit; the median of an even
number is the mean of the middle two, half up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from foodsave.kit.quantity import Dimension, Quantity, Unit
from foodsave.kit.text import fold
from foodsave.kitchen.catalog.weights import half_up

PER = {Dimension.MASS: Unit.KILOGRAM, Dimension.VOLUME: Unit.LITRE, Dimension.COUNT: Unit.PIECE}


@dataclass(frozen=True, slots=True)
class Paid:
    """A purchase with its price: the row of a receipt that it is of, or the lot when it was added by hand."""

    product_id: str
    on: date
    store: str | None
    price_minor: int
    currency: str
    amount: Quantity
    receipt_id: str | None
    line: int | None
    lot_id: str | None


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """`minor` minor units of the purchase's currency for one kilogram, litre or piece."""

    minor: int
    paid: Paid


@dataclass(frozen=True, slots=True)
class StorePrices:
    """The prices of a product at one store (None: not known, or added by hand) in one currency and unit, oldest first;
    of equal prices the latest is the lowest one told."""

    store: str | None
    currency: str
    per: Unit
    last: UnitPrice
    lowest: UnitPrice
    median_minor: int
    history: tuple[UnitPrice, ...]


@dataclass(frozen=True, slots=True)
class PriceHistory:
    """What was paid for one product, by store."""

    product_id: str
    product: str
    stores: tuple[StorePrices, ...]


def price_histories(purchases: Iterable[Paid], products: Mapping[str, str]) -> tuple[PriceHistory, ...]:
    """Return the histories of `products` (their names by id), in this order; purchases of others are passed over.

    What was got for nothing tells no price.
    """
    series: dict[str, dict[tuple[str, str, Unit], list[Paid]]] = {product_id: {} for product_id in products}
    for paid in sorted(purchases, key=lambda paid: (paid.on, paid.receipt_id or "", paid.line or 0, paid.lot_id or "")):
        if paid.product_id in series and paid.price_minor > 0:
            where = (fold(paid.store or ""), paid.currency, PER[paid.amount.unit.dimension])
            series[paid.product_id].setdefault(where, []).append(paid)
    return tuple(
        PriceHistory(product_id, name, tuple(_store_prices(found) for _, found in sorted(series[product_id].items())))
        for product_id, name in products.items()
    )


def unit_price(price_minor: int, amount: Quantity) -> int:
    """Return what one kilogram, litre or piece costs in minor units, half up."""
    return half_up(Fraction(price_minor * PER[amount.unit.dimension].milli, amount.milli))


def _store_prices(purchases: list[Paid]) -> StorePrices:
    history = tuple(UnitPrice(unit_price(paid.price_minor, paid.amount), paid) for paid in purchases)
    last = history[-1]
    return StorePrices(
        store=last.paid.store,
        currency=last.paid.currency,
        per=PER[last.paid.amount.unit.dimension],
        last=last,
        lowest=min(reversed(history), key=lambda price: price.minor),
        median_minor=_median([price.minor for price in history]),
        history=history,
    )


def _median(values: list[int]) -> int:
    ordered, middle = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return half_up(Fraction(ordered[middle - 1] + ordered[middle], 2))
