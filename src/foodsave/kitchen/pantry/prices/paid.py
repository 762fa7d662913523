"""What purchases cost, told from the events that added them and from those that corrected them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from foodsave.kit.quantity import Unit


@dataclass(frozen=True, slots=True)
class PaidPrice:
    """`price_minor` was paid after discounts for `amount_milli` thousandths of the base of `unit`."""

    price_minor: int
    currency: str
    amount_milli: int
    unit: str
    lot_id: str
    receipt_id: str | None
    receipt_line: int | None
    on: date


class PurchaseEvent(Protocol):
    """An `added` or `corrected` event of a lot, as the ledger keeps it."""

    @property
    def lot_id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def delta_milli(self) -> int: ...
    @property
    def value_minor(self) -> int | None: ...
    @property
    def currency(self) -> str | None: ...
    @property
    def product_id(self) -> str | None: ...
    @property
    def data(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class BoughtLot:
    """A lot as it was bought; its price is None when it is unknown."""

    product_id: str | None
    price_minor: int | None
    currency: str | None
    amount_milli: int
    unit: str
    lot_id: str
    receipt_id: str | None
    receipt_line: int | None
    on: date


def paid_prices(events: Iterable[PurchaseEvent]) -> dict[str, PaidPrice]:
    """Return the price of the latest purchase of each product; `events` in the order of the ledger.

    On one day the purchase that was noted last counts.
    """
    latest: dict[str, PaidPrice] = {}
    for purchase in purchases(events):
        paid = _paid(purchase)
        if paid is None or purchase.product_id is None:
            continue
        known = latest.get(purchase.product_id)
        if known is None or known.on <= paid.on:
            latest[purchase.product_id] = paid
    return latest


def purchases(events: Iterable[PurchaseEvent]) -> list[BoughtLot]:
    """Return every purchase as its corrections leave it, in the order of `events`, which is that of the ledger.

    Corrections of lots that are not among `events` do not count.
    """
    found: dict[str, BoughtLot] = {}
    for event in events:
        if event.kind == "added":
            found[event.lot_id] = _added(event)
        elif event.lot_id in found:
            found[event.lot_id] = _corrected(found[event.lot_id], event)
    return list(found.values())


def _added(event: PurchaseEvent) -> BoughtLot:
    data = event.data
    return BoughtLot(
        product_id=event.product_id,
        price_minor=event.value_minor,
        currency=event.currency,
        amount_milli=event.delta_milli,
        unit=data["unit"],
        lot_id=event.lot_id,
        receipt_id=data.get("receipt_id"),
        receipt_line=data.get("receipt_line"),
        on=date.fromisoformat(data["purchased_on"]),
    )


def _corrected(purchase: BoughtLot, event: PurchaseEvent) -> BoughtLot:
    told, before = event.data["set"], event.data["of"]
    unit = told.get("unit", before["unit"])
    purchase = replace(
        purchase,
        product_id=told.get("product_id", purchase.product_id),
        on=date.fromisoformat(told["purchased_on"]) if "purchased_on" in told else purchase.on,
    )
    # An amount alone may be a part that was eaten and not noted: then the price still was for all that was bought.
    if event.value_minor or "price_minor" in told or Unit(unit).dimension is not Unit(before["unit"]).dimension:
        return replace(
            purchase,
            price_minor=_price_after(told, before, event.value_minor),
            currency=event.currency,
            amount_milli=before["amount_milli"] + event.delta_milli,
            unit=unit,
        )
    return purchase


def _price_after(told: Mapping[str, Any], before: Mapping[str, Any], value_minor: int | None) -> int | None:
    if "price_minor" in told:
        price: int | None = told["price_minor"]
        return price
    return None if value_minor is None else (before["price_minor"] or 0) + value_minor


def _paid(purchase: BoughtLot) -> PaidPrice | None:
    if not purchase.price_minor or purchase.currency is None or purchase.amount_milli <= 0:
        return None
    return PaidPrice(
        price_minor=purchase.price_minor,
        currency=purchase.currency,
        amount_milli=purchase.amount_milli,
        unit=purchase.unit,
        lot_id=purchase.lot_id,
        receipt_id=purchase.receipt_id,
        receipt_line=purchase.receipt_line,
        on=purchase.on,
    )
