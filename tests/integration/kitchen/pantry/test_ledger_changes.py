"""What single changes do, and what many people at once may not do."""

import asyncio
from datetime import date
from fractions import Fraction

import pytest

from foodsave.errors import Conflict, FoodSaveError, Invalid, NotFound
from foodsave.infra.db import Database, Scope
from foodsave.kit.quantity import Quantity
from foodsave.kitchen.catalog.models import ProductRow
from foodsave.kitchen.pantry.adding import add_by_name
from foodsave.kitchen.pantry.ledger import Lot
from foodsave.kitchen.pantry.repository import LedgerRepository
from foodsave.kitchen.pantry.rows import lot_of
from foodsave.kitchen.pantry.service import Journal, Ledger, NewLot, Posting, Take
from foodsave.kitchen.receipts.service import undo_transaction

TODAY = Journal(date(2026, 3, 10))
WRITERS = 8


def new(amount: str = "1", unit: str = "kg", **facts) -> NewLot:
    usual = {"product_id": "a product", "name": "Mięso", "group_id": "meat_raw", "place": "fridge"}
    usual |= {"purchased_on": date(2026, 3, 9), "price_minor": 1_000, "currency": "PLN"}
    return NewLot(amount_milli=Quantity.parse(amount, unit).milli, unit=unit, **(usual | facts))


def grams(amount: str) -> Quantity:
    return Quantity.parse(amount, "g")


async def write(home, act, journal: Journal = TODAY) -> Posting:
    async with home.writing() as scope:
        return await act(Ledger(scope, home.clock, journal))


async def add(home, *lots: NewLot) -> tuple[str, ...]:
    return (await write(home, lambda ledger: ledger.add_lots("added", None, lots))).made_ids


async def lots(home) -> dict[str, Lot]:
    async with home.reading() as scope:
        return {row.id: lot_of(row) for row in await LedgerRepository(scope).every_lot()}


async def refused(home, act, journal: Journal = TODAY) -> FoodSaveError:
    before = await lots(home)
    with pytest.raises(FoodSaveError) as refusal:
        await write(home, act, journal)
    assert await lots(home) == before
    return refusal.value


async def test_eight_writers_at_once_lose_nothing_and_take_no_more_than_there_is(home, database_url):
    (lot_id,) = await add(home, new("3", price_minor=1_001))
    databases = [Database(database_url) for _ in range(WRITERS)]

    async def eat(database: Database) -> list[str]:
        outcomes = []
        for _ in range(5):
            try:
                async with database.write() as session:
                    ledger = Ledger(Scope(session, home.household.id), home.clock, TODAY)
                    await ledger.consume([Take(lot_id, grams("100"))])
            except Conflict as refusal:
                outcomes.append(refusal.reason)
            else:
                outcomes.append("eaten")
        return outcomes

    outcomes = [outcome for each in await asyncio.gather(*map(eat, databases)) for outcome in each]
    for database in databases:
        await database.aclose()

    assert (outcomes.count("eaten"), outcomes.count("not_enough")) == (30, 10)
    assert await lots(home) == {}
    async with home.reading() as scope:
        events = await LedgerRepository(scope).events()
    assert sum(event.delta_milli for event in events) == 0
    assert sum(event.value_minor for event in events if event.kind == "consumed") == -1_001
    assert sorted(event.sequence for event in events) == list(range(1, 32))


async def test_two_people_cooking_the_same_lot_at_once_do_not_both_have_it(home, database_url):
    meat, flour = await add(home, new("0.5"), new("2", group_id="flour", name="Mąka"))
    databases = [Database(database_url) for _ in range(2)]

    async def cook(database: Database) -> str:
        try:
            async with database.write() as session:
                ledger = Ledger(Scope(session, home.household.id), home.clock, TODAY)
                await ledger.cook("kotlety", [Take(flour, grams("500")), Take(meat, grams("400"))], None)
        except Conflict as refusal:
            return f"{refusal.reason}: {refusal.details['left']['amount']} of {refusal.details['lot_id']}"
        return "cooked"

    outcomes = await asyncio.gather(*map(cook, databases))
    for database in databases:
        await database.aclose()

    assert sorted(outcomes) == ["cooked", f"not_enough: 0.1 of {meat}"]
    left = await lots(home)
    assert (left[meat].amount_milli, left[flour].amount_milli) == (100_000, 1_500_000)


async def test_two_people_undoing_the_same_transaction_at_once_undo_it_once(home, database_url):
    (meat,) = await add(home, new())
    eaten = await write(home, lambda ledger: ledger.consume([Take(meat)]))
    databases = [Database(database_url) for _ in range(4)]

    async def undo(database: Database) -> str:
        try:
            async with database.write() as session:
                scope = Scope(session, home.household.id)
                await undo_transaction(scope, home.clock, eaten.transaction_id, TODAY)
        except Conflict as refusal:
            return refusal.reason
        return "undone"

    outcomes = await asyncio.gather(*map(undo, databases))
    for database in databases:
        await database.aclose()

    assert sorted(outcomes) == ["already_undone"] * 3 + ["undone"]
    assert (await lots(home))[meat].amount_milli == 1_000_000


async def test_cooked_dish_takes_adds_and_is_undone_as_a_whole(home):
    meat, rice = await add(home, new(), new("1", group_id="rice_groats", name="Ryż", price_minor=500))
    before = await lots(home)
    leftover = new("300", "g", product_id="a dish", name="Gulasz", group_id=None, price_minor=None, currency=None)

    posting = await write(
        home,
        lambda ledger: ledger.cook("gulasz", [Take(meat), Take(rice, grams("500"))], leftover, share=Fraction(1, 4)),
    )

    (dish,) = posting.made_ids
    after = await lots(home)
    assert set(after) == {rice, dish}
    assert (after[dish].recipe_id, after[dish].price_minor, after[dish].currency) == ("gulasz", 313, "PLN")
    await write(home, lambda ledger: ledger.undo(posting.transaction_id))
    assert await lots(home) == before


async def test_leftovers_do_not_go_into_the_dish_that_they_come_from(home):
    (meat,) = await add(home, new("5"))
    dish = new("300", "g", name="Resztki", product_id="a dish")

    async def cook(recipe: str, *lot_ids: str) -> str:
        takes = [Take(lot_id, grams("100")) for lot_id in lot_ids]
        return (await write(home, lambda ledger: ledger.cook(recipe, takes, dish))).made_ids[0]

    soup = await cook("rosol", meat)
    again = await refused(home, lambda ledger: ledger.cook("rosol", [Take(soup)], None))
    stew = await cook("pomidorowa", soup)
    part = (await write(home, lambda ledger: ledger.freeze(stew, grams("50")))).made_ids[0]
    by_way = await refused(home, lambda ledger: ledger.cook("rosol", [Take(meat), Take(part)], dish))

    assert (again.reason, again.details["lot_id"]) == ("cyclic_leftovers", soup)
    assert (by_way.reason, by_way.details["lot_id"]) == ("cyclic_leftovers", part)
    assert await write(home, lambda ledger: ledger.cook("zapiekanka", [Take(part), Take(meat)], dish))


async def test_undo_brings_back_a_lot_of_which_nothing_was_left(home):
    (meat,) = await add(home, new(opened_on=date(2026, 3, 9), keeps_opened_days=2))
    before = await lots(home)
    await write(home, lambda ledger: ledger.consume([Take(meat, grams("333.333"))]))
    thrown = await write(home, lambda ledger: ledger.discard([Take(meat)], "spoiled"))
    assert await lots(home) == {}

    await write(home, lambda ledger: ledger.undo(thrown.transaction_id))

    assert {lot.amount_milli for lot in (await lots(home)).values()} == {666_667}
    async with home.reading() as scope:
        newest = (await LedgerRepository(scope).transactions(None, 3))[2]
    await write(home, lambda ledger: ledger.undo(newest.id))
    assert await lots(home) == before


async def test_undo_looks_through_later_changes_that_were_undone(home):
    (meat,) = await add(home, new())
    opened = await write(home, lambda ledger: ledger.open(meat))
    eaten = await write(home, lambda ledger: ledger.consume([Take(meat)]))

    assert (await refused(home, lambda ledger: ledger.undo(opened.transaction_id))).details["kind"] == "consumed"
    await write(home, lambda ledger: ledger.undo(eaten.transaction_id))
    await write(home, lambda ledger: ledger.undo(opened.transaction_id))

    assert (await lots(home))[meat].opened_on is None


async def test_refusal_in_the_middle_of_many_takes_leaves_all_of_them(home):
    meat, other = await add(home, new(), new())

    refusal = await refused(home, lambda ledger: ledger.consume([Take(meat), Take(other, grams("1000.001"))]))

    assert (refusal.reason, refusal.details["lot_id"]) == ("not_enough", other)


async def test_refusal_within_a_transaction_that_goes_on_leaves_nothing_behind(home):
    (meat,) = await add(home, new())
    async with home.writing() as scope:
        ledger = Ledger(scope, home.clock, TODAY)
        with pytest.raises(Conflict):
            await ledger.consume([Take(meat, grams("400")), Take(meat, grams("601"))])
        await ledger.consume([Take(meat, grams("400")), Take(meat, grams("600"))])

    assert await lots(home) == {}


async def test_pieces_are_taken_by_weight_when_the_household_says_what_one_weighs(home):
    async with home.writing() as scope:
        facts = {"name": "Bułka", "key": "bulka", "piece_mg": 80_000, "created_at": home.clock.now()}
        scope.session.add(ProductRow(household_id=home.household.id, id="a product", **facts))
    (rolls,) = await add(home, new("5", "szt"))

    await write(home, lambda ledger: ledger.consume_product(["a product"], grams("120")))

    assert (await lots(home))[rolls].amount_milli == 3_500
    refusal = await refused(home, lambda ledger: ledger.consume([Take(rolls, Quantity.parse("1", "l"))]))
    assert (refusal.reason, refusal.details["unit"], refusal.details["wanted_unit"]) == ("unit_mismatch", "szt", "l")


async def test_product_eaten_on_a_day_comes_from_what_was_there_on_that_day(home):
    old, young = await add(home, new(purchased_on=date(2026, 3, 5)), new(purchased_on=date(2026, 3, 9)))
    earlier = Journal(TODAY.today, on=date(2026, 3, 7))

    await write(home, lambda ledger: ledger.consume_product(["a product"], grams("700")), earlier)
    refusal = await refused(home, lambda ledger: ledger.consume_product(["a product"], grams("301")), earlier)

    assert (refusal.reason, refusal.details["left"]["amount"]) == ("not_enough", "300")
    left = await lots(home)
    assert (left[old].amount_milli, left[young].amount_milli) == (300_000, 1_000_000)


@pytest.mark.parametrize(
    ("journal", "act", "code"),
    [
        (TODAY, lambda ledger, _: ledger.consume([]), "nothing_taken"),
        (TODAY, lambda ledger, lot: ledger.consume([Take(lot, Quantity(0, grams("1").unit))]), "invalid_quantity"),
        (TODAY, lambda ledger, lot: ledger.consume([Take(lot, Quantity(-1, grams("1").unit))]), "invalid_quantity"),
        (TODAY, lambda ledger, lot: ledger.discard([Take(lot)], "boredom"), "unknown_reason"),
        (TODAY, lambda ledger, lot: ledger.move(lot, "balkon"), "unknown_place"),
        (TODAY, lambda ledger, lot: ledger.correct(lot, {"colour": "red"}), "unknown_fact"),
        (TODAY, lambda ledger, lot: ledger.correct(lot, {"price_minor": -1}), "invalid_price"),
        (
            TODAY,
            lambda ledger, lot: ledger.correct(lot, {"amount": Quantity(10**12, grams("1").unit)}),
            "absurd_amount",
        ),
        (TODAY, lambda ledger, _: ledger.add_lots("added", None, [new(unit="kg", place="x")]), "unknown_place"),
        (TODAY, lambda ledger, _: ledger.add_lots("added", None, [new(price_minor=-1)]), "invalid_price"),
        (TODAY, lambda ledger, _: ledger.cook("x", [], None), "nothing_taken"),
        (
            Journal(date(2026, 3, 10), on=date(2026, 3, 8)),
            lambda ledger, lot: ledger.open(lot),
            "before_purchase",
        ),
    ],
)
async def test_change_that_makes_no_sense_is_refused_and_changes_nothing(home, journal, act, code):
    (lot_id,) = await add(home, new())

    assert (await refused(home, lambda ledger: act(ledger, lot_id), journal)).reason == code


async def test_thaw_before_the_day_of_freezing_is_refused(home):
    (lot_id,) = await add(home, new())
    await write(home, lambda ledger: ledger.freeze(lot_id))

    early = Journal(TODAY.today, on=date(2026, 3, 9))
    assert (await refused(home, lambda ledger: ledger.thaw(lot_id), early)).reason == "before_frozen"


async def test_lot_that_was_taken_back_by_an_undo_is_gone(home):
    posting = await write(home, lambda ledger: ledger.add_lots("added", None, [new()]))
    await write(home, lambda ledger: ledger.undo(posting.transaction_id))
    (lot_id,) = posting.made_ids

    assert (await refused(home, lambda ledger: ledger.open(lot_id))).reason == "lot_gone"
    assert (await refused(home, lambda ledger: ledger.consume([Take(lot_id)]))).reason == "not_enough"
    assert isinstance(await refused(home, lambda ledger: ledger.open("no lot")), NotFound)


@pytest.mark.parametrize("journal", [{"actor": "x" * 81}, {"note": "x" * 201}, {"on": date(2026, 3, 11)}])
def test_journal_refuses_what_cannot_be_noted(journal):
    with pytest.raises(Invalid):
        Journal(date(2026, 3, 10), **journal)


async def test_food_is_added_by_the_name_that_the_household_gave_to_a_product(home):
    async with home.writing() as scope:
        facts = {"name": "Kawa Babci", "key": "kawa babci", "group_id": "coffee", "place": "counter", "keeps_days": 9}
        scope.session.add(ProductRow(household_id=home.household.id, id="p", **facts, created_at=home.clock.now()))
    async with home.writing() as scope:
        posting = await add_by_name(scope, home.clock, TODAY, "KAWA babci", grams("250"))
        strange = await add_by_name(scope, home.clock, TODAY, "Żółty ser gouda", grams("300"), "freezer")

    found = await lots(home)
    coffee, cheese = found[posting.made_ids[0]], found[strange.made_ids[0]]
    assert (coffee.product_id, coffee.place, coffee.keeps_days) == ("p", "counter", 9)
    assert (cheese.group_id, cheese.place, cheese.price_minor) == ("hard_cheese", "freezer", None)
