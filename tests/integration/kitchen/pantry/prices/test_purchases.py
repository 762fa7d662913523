from dataclasses import replace
from datetime import date

from foodsave.infra.db.scope import QueryScope
from foodsave.kit.ids import new_id
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.pantry.prices import last_paid
from foodsave.kitchen.pantry.service import Journal, Ledger, NewLot, Take

MILK = NewLot(
    product_id="milk",
    name="Mleko",
    group_id="milk_uht",
    amount_milli=1_000_000,
    unit="l",
    place="pantry",
    purchased_on=date(2026, 3, 9),
    price_minor=399,
    currency="PLN",
)


def ledger(home, scope):
    return Ledger(scope, home.clock, Journal(date(2026, 3, 10)))


async def add(home, *lots):
    async with home.writing() as scope:
        return await ledger(home, scope).add_lots("receipt", None, lots)


async def test_last_paid_is_of_the_latest_day_of_each_product(home):
    receipt_id = new_id()
    latest = replace(MILK, price_minor=420, receipt_id=receipt_id, receipt_line=2)
    posting = await add(home, latest, replace(MILK, product_id="tea", price_minor=1299))
    await add(home, replace(MILK, purchased_on=date(2026, 3, 1)))

    prices = await last_paid(home.querying)

    milk = prices["milk"]
    assert (milk.price_minor, milk.amount_milli, milk.unit, milk.currency) == (420, 1_000_000, "l", "PLN")
    assert (milk.receipt_id, milk.receipt_line, milk.on) == (receipt_id, 2, date(2026, 3, 9))
    assert milk.lot_id in posting.lot_ids
    assert prices["tea"].price_minor == 1299


async def test_last_paid_passes_over_what_was_undone_unknown_or_free(home):
    await add(home, MILK)
    posting = await add(home, replace(MILK, price_minor=999))
    await add(home, replace(MILK, price_minor=None, currency=None), replace(MILK, price_minor=0))
    async with home.writing() as scope:
        await ledger(home, scope).undo(posting.transaction_id)

    assert (await last_paid(home.querying))["milk"].price_minor == 399


async def test_last_paid_passes_over_parts_and_leftovers(home):
    posting = await add(home, MILK)
    async with home.writing() as scope:
        await ledger(home, scope).split(posting.lot_ids[0], Quantity(300_000, Unit.MILLILITRE))
    leftover = replace(MILK, purchased_on=date(2026, 3, 10), price_minor=50)
    async with home.writing() as scope:
        takes = [Take(posting.lot_ids[0], Quantity(100_000, Unit.MILLILITRE))]
        await ledger(home, scope).cook("soup", takes, leftover)

    paid = (await last_paid(home.querying))["milk"]

    assert (paid.lot_id, paid.price_minor, paid.amount_milli) == (posting.lot_ids[0], 399, 1_000_000)


async def test_last_paid_tells_what_is_eaten_up_too(home):
    posting = await add(home, MILK)
    async with home.writing() as scope:
        await ledger(home, scope).consume([Take(posting.lot_ids[0])])

    assert (await last_paid(home.querying))["milk"].price_minor == 399


async def test_last_paid_follows_corrections_until_they_are_undone(home):
    older = await add(home, replace(MILK, purchased_on=date(2026, 3, 1), price_minor=350))
    posting = await add(home, MILK)
    async with home.writing() as scope:
        correction = await ledger(home, scope).correct(posting.lot_ids[0], {"product_id": "kefir", "price_minor": 500})

    prices = await last_paid(home.querying)
    assert (prices["kefir"].price_minor, prices["milk"].lot_id) == (500, older.lot_ids[0])

    async with home.writing() as scope:
        await ledger(home, scope).undo(correction.transaction_id)
    prices = await last_paid(home.querying)
    assert (prices["milk"].price_minor, "kefir" in prices) == (399, False)


async def test_last_paid_is_of_one_household_only(home):
    await add(home, MILK)

    assert await last_paid(QueryScope(home.database, new_id())) == {}
