from datetime import date

import pytest
from sqlalchemy import update

from foodsave.errors import Conflict, NotFound
from foodsave.infra.db import Scope
from foodsave.infra.db.scope import QueryScope
from foodsave.kit.ids import new_id
from foodsave.kit.quantity import Quantity
from foodsave.kitchen.pantry.ledger import project_lots
from foodsave.kitchen.pantry.models import LotRow
from foodsave.kitchen.pantry.repository import LedgerRepository, LotList
from foodsave.kitchen.pantry.rows import event_from
from foodsave.kitchen.pantry.service import Journal, Ledger, NewLot, Take

TODAY = Journal(date(2026, 3, 10))


def lot(name: str = "Mleko", group: str | None = "milk_uht", **changes) -> NewLot:
    facts = {
        "product_id": new_id(),
        "name": name,
        "group_id": group,
        "amount_milli": 1_000_000,
        "unit": "l",
        "place": "pantry",
        "purchased_on": date(2026, 3, 9),
        "printed_on": None,
        "printed_kind": None,
        "price_minor": 399,
        "currency": "PLN",
        "receipt_id": None,
        "receipt_line": None,
    }
    return NewLot(**(facts | changes))


async def add(home, *lots: NewLot) -> str:
    async with home.writing() as scope:
        return (await Ledger(scope, home.clock, TODAY).add_lots("receipt", None, lots)).transaction_id


async def undo(home, transaction_id: str) -> str:
    async with home.writing() as scope:
        return (await Ledger(scope, home.clock, TODAY).undo(transaction_id)).transaction_id


async def listed(home) -> list[dict]:
    rows = await LotList(home.querying).page(limit=1000)
    return [row._asdict() for row in rows]


async def test_lots_are_the_sum_of_their_events(home):
    first = await add(home, lot(), lot("Chleb", "bread", place="counter"))
    await add(home, lot("Jaja", "eggs", place="fridge"))
    await undo(home, first)

    async with home.reading() as scope:
        events = await LedgerRepository(scope).events()
    projected = project_lots(map(event_from, events))

    assert [row["id"] for row in await listed(home)] == list(projected)
    assert [row["name"] for row in await listed(home)] == ["Jaja"]


async def test_rebuild_makes_the_same_lots_from_the_events_alone(home):
    await add(home, lot(), lot("Chleb", "bread"), lot("?", None))
    await undo(home, await add(home, lot("Masło", "butter")))
    before = await listed(home)
    async with home.writing() as scope:
        await scope.session.execute(update(LotRow).values(name="damaged", amount_milli=1))

    async with home.writing() as scope:
        assert await Ledger(scope, home.clock, TODAY).rebuild() == 3

    assert await listed(home) == before


async def test_undo_of_an_undone_transaction_is_refused(home):
    transaction = await add(home, lot())
    reverse = await undo(home, transaction)

    with pytest.raises(Conflict, match="undone already"):
        await undo(home, transaction)
    with pytest.raises(Conflict, match="itself an undo"):
        await undo(home, reverse)


async def test_undo_is_refused_with_the_name_of_the_later_event_that_depends_on_it(home):
    transaction = await add(home, lot())
    lot_id = (await listed(home))[0]["id"]
    async with home.writing() as scope:
        later = await Ledger(scope, home.clock, TODAY).consume([Take(lot_id, Quantity.parse("1", "ml"))])
    async with home.reading() as scope:
        event = (await LedgerRepository(scope).events_of(later.transaction_id))[0]

    with pytest.raises(Conflict, match=f"consumed, transaction {later.transaction_id}") as refusal:
        await undo(home, transaction)

    named = {"transaction_id": later.transaction_id, "event_id": event.id, "kind": "consumed"}
    assert (refusal.value.reason, refusal.value.details) == ("later_change_depends", named)
    assert len(await listed(home)) == 1


async def test_undo_of_an_unknown_transaction_is_not_found(home):
    with pytest.raises(NotFound):
        await undo(home, new_id())


async def test_another_household_sees_and_undoes_nothing(home):
    transaction = await add(home, lot())

    unknown = new_id()
    assert await LotList(QueryScope(home.database, unknown)).page(limit=10) == []
    async with home.database.write() as session:
        stranger = Scope(session, unknown)
        assert await LedgerRepository(stranger).events() == []
        with pytest.raises(NotFound):
            await Ledger(stranger, home.clock, TODAY).undo(transaction)


async def test_lots_are_ordered_by_what_to_use_first_with_the_unknown_last(home):
    await add(
        home,
        lot("nie wiadomo co", None),
        lot("Kurczak", "poultry_raw", place="fridge"),
        lot("Ryż", "rice_groats"),
        lot("Ser", "hard_cheese", place="fridge", printed_on=date(2026, 3, 9), printed_kind="use_by"),
    )

    rows = await listed(home)

    assert [row["name"] for row in rows[:2]] == ["Ser", "Kurczak"]
    assert rows[-1]["name"] == "nie wiadomo co"
    assert rows[-1]["expires_on"] is None
    assert rows[0]["expiry_basis"] == "printed"
