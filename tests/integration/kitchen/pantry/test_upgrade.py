"""The ledger of the first release, with a confirmed and an undone receipt, goes on in this one."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import MetaData, create_engine

from foodsave.infra.db import Database, Scope, migrate
from foodsave.infra.db.migrations import sync_url
from foodsave.kit.clock import SystemClock
from foodsave.kit.quantity import Quantity
from foodsave.kitchen.pantry.repository import LedgerRepository
from foodsave.kitchen.pantry.service import Journal, Ledger, Take

HOME = "01900000-0000-7000-8000-000000000001"
# a quarter past midnight in Warsaw, still the day before in UTC
CONFIRMED_AT = datetime(2026, 7, 4, 22, 15, tzinfo=UTC)
UNDONE_AT = datetime(2026, 7, 6, 9, 0, tzinfo=UTC)
TODAY = Journal(date(2026, 7, 7))


def facts(name: str, price: int | None) -> dict:
    return {
        "product_id": f"product of {name}",
        "name": name,
        "group_id": "milk_uht",
        "amount_milli": 1_000_000,
        "unit": "l",
        "place": "pantry",
        "purchased_on": "2026-07-04",
        "printed_on": None,
        "printed_kind": None,
        "price_minor": price,
        "currency": "PLN",
        "receipt_id": "a receipt",
        "receipt_line": 0,
    }


def event(number: int, transaction: str, lot: str, kind: str, data: dict) -> dict:
    delta = 1_000_000 if kind == "added" else -1_000_000
    names = {"household_id": HOME, "id": f"event {number}", "transaction_id": transaction, "lot_id": lot}
    sequence = {"kept": 1, "undone": 2, "the undo": 3}[transaction]
    return names | {"sequence": sequence, "position": number % 2, "kind": kind, "delta_milli": delta, "data": data}


@pytest.fixture
def upgraded(database_url) -> str:
    migrate(database_url, "0001")
    engine, tables = create_engine(sync_url(database_url)), MetaData()
    tables.reflect(engine)
    home = {"id": HOME, "name": "Dom", "locale": "pl", "currency": "PLN", "timezone": "Europe/Warsaw"}
    transactions = [
        {"id": "kept", "sequence": 1, "kind": "receipt", "undoes": None, "undone_by": None, "at": CONFIRMED_AT},
        {"id": "undone", "sequence": 2, "kind": "receipt", "undoes": None, "undone_by": "the undo", "at": CONFIRMED_AT},
        {"id": "the undo", "sequence": 3, "kind": "undo", "undoes": "undone", "undone_by": None, "at": UNDONE_AT},
    ]
    events = [
        event(0, "kept", "milk", "added", facts("mleko", 399)),
        event(1, "kept", "gift", "added", facts("kakao", None)),
        event(2, "undone", "twice", "added", facts("mleko", 401)),
        event(4, "the undo", "twice", "retracted", {}),
    ]
    expiry = {"expires_on": date(2026, 12, 1), "expires_early": date(2026, 10, 2), "expires_late": date(2026, 12, 31)}
    expiry |= {"expiry_basis": "table", "expiry_source": "FoodKeeper milk, shelf-stable 180-360 days"}
    lots = [
        {"household_id": HOME, "id": lot, "use_first_on": date(2026, 12, 1)}
        | facts(name, price)
        | {"purchased_on": date(2026, 7, 4)}
        | expiry
        for lot, name, price in (("milk", "mleko", 399), ("gift", "kakao", None))
    ]
    with engine.begin() as connection:
        connection.execute(tables.tables["households"].insert(), [home | {"created_at": CONFIRMED_AT}])
        rows = [row | {"household_id": HOME, "reference": "a receipt"} for row in transactions]
        connection.execute(tables.tables["stock_transactions"].insert(), rows)
        connection.execute(tables.tables["stock_events"].insert(), events)
        connection.execute(tables.tables["lots"].insert(), lots)
    engine.dispose()
    migrate(database_url)
    return database_url


@pytest.fixture
async def database(upgraded):
    database = Database(upgraded)
    yield database
    await database.aclose()


async def test_upgraded_events_know_their_product_value_and_day(database):
    async with database.read() as session:
        rows = LedgerRepository(Scope(session, HOME))
        found = await rows.transactions_of(["kept", "undone", "the undo"])

    told = [
        (row.happened_on, event.lot_id, event.kind, event.value_minor, event.currency, event.product_id, event.group_id)
        for row, events in found
        for event in events
    ]
    sunday, monday = date(2026, 7, 5), date(2026, 7, 6)
    assert told == [
        (sunday, "milk", "added", 399, "PLN", "product of mleko", "milk_uht"),
        (sunday, "gift", "added", None, "PLN", "product of kakao", "milk_uht"),
        (sunday, "twice", "added", 401, "PLN", "product of mleko", "milk_uht"),
        (monday, "twice", "retracted", -401, "PLN", "product of mleko", "milk_uht"),
    ]


async def test_upgraded_lots_are_what_their_events_say_and_can_be_used_and_undone(database):
    async with database.write() as session:
        ledger = Ledger(Scope(session, HOME), SystemClock(), TODAY)
        assert await ledger.broken_lots() == []
        await ledger.consume([Take("milk", Quantity.parse("0.5", "l"))])
    async with database.write() as session:
        ledger = Ledger(Scope(session, HOME), SystemClock(), TODAY)
        newest = (await LedgerRepository(Scope(session, HOME)).transactions(None, 1))[0]
        await ledger.undo(newest.id)
        await ledger.undo("kept")
        assert await ledger.broken_lots() == []
        assert await LedgerRepository(Scope(session, HOME)).every_lot() == []
