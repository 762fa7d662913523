"""A household filled from a table of lots, through the very services that receipts and people use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from foodsave.infra.db.database import Database
from foodsave.infra.db.scope import QueryScope, Scope
from foodsave.kit.clock import Clock
from foodsave.kit.ids import new_id
from foodsave.kit.money import parse_minor
from foodsave.kit.quantity import Quantity
from foodsave.kitchen.catalog.service import ensure_product
from foodsave.kitchen.pantry.adding import add_of_product
from foodsave.kitchen.pantry.repository import LotList
from foodsave.kitchen.pantry.service import Journal, Ledger, Take
from foodsave.kitchen.receipts.models import LineRow
from foodsave.kitchen.receipts.repository import ReceiptRepository
from foodsave.kitchen.receipts.service import Upload, confirm_receipt, register_upload, require_receipt

Row = Mapping[str, Any]


class StillClock:
    """A clock that stands at noon of one day."""

    def __init__(self, today: date) -> None:
        self.instant = datetime.combine(today, time(12), tzinfo=UTC)

    def now(self) -> datetime:
        """Return that instant."""
        return self.instant


async def stock_home(database: Database, household_id: str, clock: Clock, rows: Iterable[Row], today: date) -> None:
    """Buy the lots of a table: those with a price on receipts by store and day, the others added by hand.

    Keys: name, amount, unit, place, group, purchased_on; optional printed_on, printed_kind, price, store, eaten (it
    was used up the day after).
    """
    bought = sorted(rows, key=lambda row: (row["purchased_on"], row.get("store", ""), "price" not in row))
    for (day, store), visit in groupby(bought, key=lambda row: (row["purchased_on"], row.get("store", ""))):
        basket = list(visit)
        async with database.write() as session:
            scope = Scope(session, household_id)
            priced = [row for row in basket if "price" in row]
            if priced:
                await _confirm(scope, clock, store, day, priced)
            for row in (row for row in basket if "price" not in row):
                await _add(scope, clock, row, today)
        await _eat(database, household_id, clock, [row for row in basket if row.get("eaten")], today)


async def _confirm(scope: Scope, clock: Clock, store: str, day: date, rows: list[Row]) -> None:
    blob = hashlib.sha256(f"{store} {day}".encode()).hexdigest()
    registered = await register_upload(scope, clock, Upload(blob, 1, "image/jpeg", None))
    receipt = await require_receipt(scope, registered.receipt_id, lock=True)
    receipt.status, receipt.chain, receipt.store, receipt.purchased_on = "needs_review", store, store, day
    receipt.currency, receipt.number = "PLN", f"{store} {day}"
    receipt.total_minor = sum(parse_minor(row["price"]) for row in rows)
    ReceiptRepository(scope).add(*(_line(scope, receipt.id, n, row) for n, row in enumerate(rows)))
    await scope.session.flush()
    await confirm_receipt(scope, clock, receipt.id, today=day, currency="PLN")


def _line(scope: Scope, receipt_id: str, position: int, row: Row) -> LineRow:
    quantity = Quantity.parse(row["amount"], row["unit"])
    return LineRow(
        household_id=scope.household_id,
        id=new_id(),
        receipt_id=receipt_id,
        position=position,
        raw_name=row["name"],
        line_total_minor=parse_minor(row["price"]),
        discount_minor=0,
        confidence=1.0,
        page=0,
        box=[],
        suspicious=False,
        product=row["name"],
        group_id=row["group"],
        basis="catalog",
        amount_milli=quantity.milli,
        unit=quantity.unit.value,
        place=row["place"],
        printed_on=row.get("printed_on"),
        printed_kind=row.get("printed_kind"),
    )


async def _add(scope: Scope, clock: Clock, row: Row, today: date) -> None:
    product = await ensure_product(scope, row["name"], row["group"], now=clock.now())
    await add_of_product(
        scope,
        clock,
        Journal(today, on=row["purchased_on"]),
        product.id,
        Quantity.parse(row["amount"], row["unit"]),
        row["place"],
        purchased_on=row["purchased_on"],
        printed_on=row.get("printed_on"),
        printed_kind=row.get("printed_kind"),
    )


async def _eat(database: Database, household_id: str, clock: Clock, rows: list[Row], today: date) -> None:
    names = {row["name"] for row in rows}
    if not names:
        return
    day = rows[0]["purchased_on"]
    lots = await LotList(QueryScope(database, household_id)).page(limit=5_000)
    takes = [Take(lot.id) for lot in lots if lot.name in names and lot.purchased_on == day]
    async with database.write() as session:
        journal = Journal(today, on=min(today, day + timedelta(days=1)))
        await Ledger(Scope(session, household_id), clock, journal).consume(takes)
