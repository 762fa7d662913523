"""Cooking on the ledger: what is eaten and what is left over cost what was taken, to the grosz, and undo gives back."""

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fixtures.household import Home, SetClock
from foodsave.core.profiles.service import ensure_household
from foodsave.errors import Conflict, Invalid, NotFound
from foodsave.infra.db import Database, Scope, migrate
from foodsave.kit.quantity import Quantity
from foodsave.kitchen.pantry.repository import LedgerRepository
from foodsave.kitchen.pantry.service import Journal, Ledger
from foodsave.kitchen.recipes.cooking import Deduction, Leftover, cook_recipe
from integration.kitchen.recipes.stocked import TODAY, added, bought, cooked, lots

COOKS = 8


async def events(home):
    async with home.reading() as scope:
        return await LedgerRepository(scope).events()


async def undo(home, transaction_id):
    async with home.writing() as scope:
        await Ledger(scope, home.clock, Journal(TODAY)).undo(transaction_id)


async def cook(home, recipe, deductions, *, leftover=None, people=2, database=None):
    async with (database or home.database).write() as session:
        return await cook_recipe(
            Scope(session, home.household.id),
            home.clock,
            Journal(TODAY),
            recipe,
            people=people,
            deductions=[Deduction(lot_id, Quantity.parse(*amount.split())) for lot_id, amount in deductions],
            leftover=leftover,
            title=recipe.title("pl"),
        )


@pytest.mark.parametrize("place", ["fridge", "freezer"])
async def test_cook_recipe_takes_what_is_proposed_and_undo_restores_every_lot_exactly(home, place):
    butter = await bought(home, "butter", "200", price_minor=799)
    eggs = await bought(home, "egg", "3", "szt", days=2, price_minor=450)
    omelette = await added(home, "3 jajka", "1 łyżka masła")
    before = await lots(home)
    done = await cooked(home, omelette, Leftover(1, place))
    after = await lots(home)

    # 14.25 of 200 g for 7.99 leave 7.42, and three eggs for 4.50 are gone
    assert (done.taken, done.value.amount_minor) == (2, 57 + 450)
    assert eggs not in after
    assert (after[butter].amount_milli, after[butter].price_minor) == (185_750, 742)
    leftover = after[done.leftover_lot_id]
    assert (leftover.amount_milli, leftover.place, leftover.price_minor) == (1_000, place, 254)  # half of 5.07, half up
    assert leftover.recipe_id == omelette.id

    await undo(home, done.transaction_id)
    assert await lots(home) == before


async def test_cook_recipe_is_not_undone_when_somebody_ate_of_the_leftover(home):
    await bought(home, "egg", "6", "szt")
    omelette = await added(home, "3 jajka")
    done = await cooked(home, omelette, Leftover(2, "fridge"))
    soup = await added(home, "3 jajka", title="Zupa")
    await cook(home, soup, [(done.leftover_lot_id, "1 szt")])

    with pytest.raises(Conflict) as refusal:
        await undo(home, done.transaction_id)
    assert refusal.value.reason == "later_change_depends"


async def test_cook_recipe_joins_deductions_of_one_lot(home):
    eggs = await bought(home, "egg", "6", "szt", price_minor=600)
    done = await cook(home, await added(home, "3 jajka"), [(eggs, "1 szt"), (eggs, "2 szt")])

    assert (done.taken, done.value.amount_minor) == (1, 300)
    assert (await lots(home))[eggs].amount_milli == 3_000


@pytest.mark.parametrize(
    ("amounts", "options", "error", "code"),
    [
        (["2 szt", "5 szt"], {}, Conflict, "not_enough"),
        ([], {}, Invalid, "nothing_to_cook"),
        (["1 szt"], {"leftover": Leftover(3, "fridge")}, Invalid, "too_many_leftovers"),
        (["1 l"], {}, Conflict, "not_enough"),
    ],
)
async def test_cook_recipe_that_is_refused_changes_nothing(home, amounts, options, error, code):
    eggs, butter = await bought(home, "egg", "6", "szt"), await bought(home, "butter", "200")
    omelette, before = await added(home, "3 jajka"), await lots(home)

    with pytest.raises(error) as refusal:
        await cook(home, omelette, [(butter, "10 g")] * bool(amounts) + [(eggs, one) for one in amounts], **options)
    assert refusal.value.reason == code
    assert await lots(home) == before


async def test_cook_recipe_from_a_lot_that_never_was_is_not_found(home):
    with pytest.raises(NotFound):
        await cook(home, await added(home, "3 jajka"), [("no lot", "1 szt")])


async def test_eight_cooks_at_once_lose_nothing_and_take_no_more_than_there_is(home, database_url):
    eggs = await bought(home, "egg", "10", "szt", price_minor=1_001)
    butter = await bought(home, "butter", "200", price_minor=799)
    omelette = await added(home, "3 jajka", "20 g masła")
    databases = [Database(database_url) for _ in range(COOKS)]

    async def try_to_cook(database):
        taken = [(eggs, "3 szt"), (butter, "20 g")]
        try:
            done = await cook(home, omelette, taken, leftover=Leftover(1, "fridge"), database=database)
        except Conflict as refusal:
            return refusal.reason
        return done.value.amount_minor

    outcomes = await asyncio.gather(*map(try_to_cook, databases))
    for database in databases:
        await database.aclose()
    after, told = await lots(home), await events(home)

    assert sorted(map(str, outcomes))[3:] == ["not_enough"] * 5
    values = [one for one in outcomes if isinstance(one, int)]
    assert (after[eggs].amount_milli, after[butter].amount_milli) == (1_000, 140_000)
    assert sum(values) == 1_001 + 799 - after[eggs].price_minor - after[butter].price_minor
    leftovers = [lot for lot in after.values() if lot.recipe_id == omelette.id]
    assert sorted(lot.price_minor for lot in leftovers) == sorted((2 * value + 2) // 4 for value in values)
    assert all(lot.amount_milli > 0 for lot in after.values())
    assert [event for event in told if event.kind == "cooked" and event.delta_milli >= 0] == []


PARTS = st.lists(
    st.tuples(st.integers(1, 5_000), st.integers(0, 99_999), st.integers(1, 5_000)), min_size=1, max_size=4
)


def test_eaten_and_left_over_cost_what_was_taken_to_the_grosz(tmp_path):
    """Any lots, prices, amounts and portions: nothing of the money is lost or made."""
    url = f"sqlite:///{tmp_path / 'foodsave.db'}"
    migrate(url)
    with asyncio.Runner() as runner:
        home = runner.run(_home(url))
        dish = runner.run(added(home, "100 g masła"))

        @settings(max_examples=25, suppress_health_check=list(HealthCheck))
        @given(PARTS, st.integers(1, 12), st.data())
        def check(parts, people, data):
            portions = data.draw(st.integers(1, people))
            runner.run(_reconcile(home, dish, parts, people, portions))

        check()
        runner.run(home.database.aclose())


async def _home(url):
    database, clock = Database(url), SetClock()
    return Home(database, await ensure_household(database, clock), clock)


async def _reconcile(home, dish, parts, people, portions):
    there = [(await bought(home, "butter", str(have), price_minor=price), have, price) for have, price, _ in parts]
    before = await lots(home)
    taken = [(lot_id, f"{min(have, take)} g") for (lot_id, have, _), (_, _, take) in zip(there, parts, strict=True)]
    done = await cook(home, dish, taken, leftover=Leftover(portions, "fridge"), people=people)
    after = await lots(home)

    value = sum(
        before[lot_id].price_minor - (after[lot_id].price_minor if lot_id in after else 0) for lot_id, _ in taken
    )
    left_over = after[done.leftover_lot_id].price_minor
    assert done.value.amount_minor == value
    assert left_over == (2 * value * portions + people) // (2 * people)
    eaten = value - left_over
    assert 0 <= eaten <= value
    for lot_id, have, _ in there:
        assert (lot_id in after) is (have > int(dict(taken)[lot_id].split()[0]))
    await undo(home, done.transaction_id)
    assert await lots(home) == before
