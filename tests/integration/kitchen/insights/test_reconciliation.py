"""Two months of a household, lived through the real services: every sum agrees with plain SQL to the grosz.

The long form, of three years, is benchmarks/insights.py.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.insights.period import ALWAYS, Period
from foodsave.kitchen.insights.service import waste
from foodsave.kitchen.pantry.ledger import NewLot
from foodsave.kitchen.pantry.service import Journal, Ledger, Take
from foodsave.testing.months import differences, live

MILK = NewLot(
    product_id="milk",
    name="Mleko",
    group_id="milk_uht",
    amount_milli=1_000_000,
    unit="ml",
    place="pantry",
    purchased_on=date(2026, 3, 1),
    price_minor=1000,
    currency="PLN",
)


def ledger(home, scope, day=10):
    return Ledger(scope, home.clock, Journal(date(2026, 3, day)))


async def test_every_sum_of_two_months_agrees_with_plain_sql(home):
    lived = await live(home.database, home.household, first=date(2026, 1, 1), days=60, seed=3)

    async with home.reading() as scope:
        compared, found = await differences(scope, home.household)

    assert found == []
    assert compared > 200
    assert min(lived.receipts, lived.undone, lived.refused) > 0


async def test_differences_are_found_when_the_ledger_is_tampered_with(home):
    await live(home.database, home.household, first=date(2026, 1, 1), days=12, seed=3)
    async with home.writing() as scope:
        connection = await scope.session.connection()
        await connection.exec_driver_sql("UPDATE lots SET price_minor = price_minor + 1 WHERE currency = 'PLN'")

    async with home.reading() as scope:
        _, found = await differences(scope, home.household)

    assert any("what is there" in difference for difference in found)


async def test_waste_counts_nothing_that_was_undone(home):
    async with home.writing() as scope:
        lots = (await ledger(home, scope).add_lots("receipt", None, [MILK])).lot_ids
        thrown = await ledger(home, scope).discard([Take(lots[0], Quantity(300_000, Unit.MILLILITRE))], "spoiled")
    async with home.writing() as scope:
        await ledger(home, scope).undo(thrown.transaction_id)
        await ledger(home, scope).consume([Take(lots[0], Quantity(250_000, Unit.MILLILITRE))])

    async with home.reading() as scope:
        told = await waste(scope, ALWAYS, "month")

    assert (told.thrown.events, told.eaten.money, told.added.money) == (0, {"PLN": 250}, {"PLN": 1000})


async def test_waste_of_a_period_is_told_by_the_days_that_things_happened(home):
    async with home.writing() as scope:
        (lot_id,) = (await ledger(home, scope, day=1).add_lots("receipt", None, [MILK])).lot_ids
        for day in (9, 10, 11):
            await ledger(home, scope, day).discard([Take(lot_id, Quantity(100_000, Unit.MILLILITRE))], "expired")

    async with home.reading() as scope:
        told = await waste(scope, Period(date(2026, 3, 10), date(2026, 3, 11)), "reason")

    assert (told.thrown.money, told.added.events) == ({"PLN": 200}, 0)


@pytest.mark.parametrize("frozen", [True, False])
async def test_leftovers_are_eaten_when_they_are_eaten(home, frozen):
    async with home.writing() as scope:
        (lot_id,) = (await ledger(home, scope).add_lots("receipt", None, [MILK])).lot_ids
        left = replace(
            MILK,
            product_id="soup",
            name="Zupa",
            amount_milli=2000,
            unit="szt",
            purchased_on=date(2026, 3, 10),
            place="freezer" if frozen else "fridge",
            frozen_on=date(2026, 3, 10) if frozen else None,
        )
        cooked = await ledger(home, scope).cook("soup", [Take(lot_id)], left, share=Fraction(1, 2))
    async with home.reading() as scope:
        told = await waste(scope, ALWAYS, "product")
    assert (told.eaten.money, told.frozen.money) == ({"PLN": 500}, {"PLN": 500} if frozen else {})

    async with home.writing() as scope:
        await ledger(home, scope).discard([Take(cooked.made_ids[0])], "leftover")
    async with home.reading() as scope:
        told = await waste(scope, ALWAYS, "product")

    assert {entry.key: (entry.eaten.money, entry.thrown.money) for entry in told.entries} == {
        "milk": ({"PLN": 500}, {}),
        "soup": ({}, {"PLN": 500}),
    }
