"""What is at home as a cook sees it: only what may be eaten, as heavy and as dear as the household knows it to be."""

from datetime import timedelta

import pytest

from foodsave.kitchen.catalog.foods import Allergen
from foodsave.kitchen.recipes.cookable import Wanted
from foodsave.kitchen.recipes.larder import cookable_dishes, read_shelf
from foodsave.kitchen.recipes.shipped import shipped_recipes
from integration.kitchen.recipes.stocked import TODAY, added, bought, product, stock


async def shelf(home, *, currency="PLN"):
    return await read_shelf(home.querying, today=TODAY, currency=currency)


@pytest.mark.parametrize(
    ("facts", "there"),
    [
        ({"days": 0, "printed_kind": "use_by"}, True),
        ({"days": -1, "printed_kind": "use_by"}, False),
        ({"days": -1, "printed_kind": "best_before"}, True),
        ({"days": -180, "printed_kind": "best_before"}, True),
        ({"days": -181, "printed_kind": "best_before"}, False),
        # dry food without a printed date: an estimate that is long past is no longer there
        ({"days": None, "group_id": "salty_snacks", "purchased_on": TODAY - timedelta(days=60)}, True),
        ({"days": None, "group_id": "salty_snacks", "purchased_on": TODAY - timedelta(days=700)}, False),
        # raw meat without a printed date perishes by a use-by: 1-2 days in the fridge
        ({"days": None, "group_id": "meat_raw", "purchased_on": TODAY - timedelta(days=1)}, True),
        ({"days": None, "group_id": "meat_raw", "purchased_on": TODAY - timedelta(days=30)}, False),
        ({"days": None}, True),
    ],
)
async def test_read_shelf_leaves_out_what_is_past_its_use_by(home, facts, there):
    await bought(home, "pork_shoulder", "500", **facts)

    assert bool((await shelf(home)).lots("pork_shoulder")) is there


async def test_read_shelf_puts_what_to_use_first_at_the_front_and_undated_last(home):
    late, undated, soon = [await bought(home, "potato", "500", days=days) for days in (9, None, 2)]

    assert [lot.id for lot in (await shelf(home)).lots("potato")] == [soon, late, undated]


async def test_read_shelf_finds_kinds_of_a_food_and_nothing_of_an_unknown_product(home):
    gouda = await bought(home, "gouda", "200")
    await bought(home, None, "200")
    found = await shelf(home)

    assert [lot.id for lot in found.lots("yellow_cheese")] == [lot.id for lot in found.lots("gouda")] == [gouda]


@pytest.mark.parametrize(("currency", "value", "priced"), [("PLN", 500, True), ("EUR", None, False)])
async def test_read_shelf_counts_another_currency_as_unknown(home, currency, value, priced):
    await bought(home, "potato", "1", "kg", price_minor=500)
    found = await shelf(home, currency=currency)
    (lot,) = found.lots("potato")

    assert lot.value_minor == value
    # 500 g at 5.00 a kilogram
    cost = found.cost("potato", 500_000, lot.dimension, 1000)
    assert (cost is not None) is priced
    assert cost is None or cost[0] / cost[1] == 250


async def test_read_shelf_weighs_pieces_as_the_household_does(home):
    usual = await bought(home, "onion", "2", "szt")
    own = await stock(home, await product(home, "Cebula z działki", "onion", piece_mg=80_000), "2", "szt")
    factors = {lot.id: lot.factor for lot in (await shelf(home)).lots("onion")}

    assert factors == {usual: 110_000, own: 80_000}


@pytest.mark.parametrize(
    ("allergens", "contains", "may_contain"),
    [(None, {Allergen.GLUTEN}, False), ([], set(), False), (["gluten", "soy"], {Allergen.GLUTEN, Allergen.SOY}, False)],
)
async def test_read_shelf_believes_the_household_about_allergens(home, allergens, contains, may_contain):
    await stock(home, await product(home, "Mąka", "wheat_flour", allergens=allergens), "500")
    (lot,) = (await shelf(home)).lots("wheat_flour")

    assert (lot.allergens, lot.may_contain) == (contains, may_contain)


async def test_cookable_dishes_look_at_shipped_and_own_recipes_alike(home):
    await bought(home, "potato", "1", "kg", price_minor=500)
    mine = await added(home, "1 kg ziemniaków", title="Ziemniaki z wody")
    found, considered = await cookable_dishes(home.querying, await shelf(home), Wanted(missing=0))

    assert considered == len(shipped_recipes()) + 1
    assert mine.id in [one.dish.id for one in found]
    assert all(one.missing == 0 for one in found)


async def test_cookable_dishes_never_show_what_is_forbidden_even_when_only_a_lot_has_it(home):
    await stock(home, await product(home, "Ziemniaki", "potato", allergens=["celery"]), "1", "kg")
    mine = await added(home, "1 kg ziemniaków")
    avoid = Wanted(missing=0, allergens=frozenset({Allergen.CELERY}))

    for wanted, there in ((Wanted(missing=0), True), (avoid, False)):
        found, _ = await cookable_dishes(home.querying, await shelf(home), wanted)
        assert (mine.id in [one.dish.id for one in found]) is there
