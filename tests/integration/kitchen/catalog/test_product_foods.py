"""Which food products are, on each engine."""

import pytest

from foodsave.kitchen.catalog.product_changes import change_product, create_product, require_product
from foodsave.kitchen.catalog.product_foods import matched_food, settle_foods
from foodsave.kitchen.catalog.repository import CatalogRepository


async def make(home, name, group=None, **changes):
    async with home.writing() as scope:
        return await create_product(scope, name, group, changes, now=home.clock.now())


async def alter(home, product, **changes):
    async with home.writing() as scope:
        return await change_product(scope, product.id, changes, now=home.clock.now())


async def as_before_the_upgrade(home, *products):
    async with home.writing() as scope:
        for product in products:
            row = await require_product(scope, product.id)
            row.food_id, row.food_basis = None, "new"


async def food_of(home, product):
    async with home.reading() as scope:
        row = await require_product(scope, product.id)
        return row.food_id, row.food_basis


@pytest.mark.parametrize(
    ("name", "group", "food"),
    [
        ("Jaja L 10 szt", "eggs", "egg"),
        ("Mąka pszenna tortowa", "flour", "wheat_flour"),
        ("Sok pomarańczowy", "juice", "orange_juice"),
        ("Płyn do naczyń cytrynowy", "non_food", None),
        ("Lody truskawkowe", "frozen_food", "ice_cream"),
        ("xqzt", None, None),
    ],
)
def test_matched_food_is_what_name_and_group_agree_on(name, group, food):
    assert matched_food(name, group) == food


@pytest.mark.parametrize(
    ("name", "group", "food"),
    [
        ("Bakalland śliwki", "dried_fruit", "prune"),
        ("Żurawina", "nuts_seeds", "dried_cranberry"),
        ("Ciecierzyca", "legumes_dry", "dried_chickpeas"),
        ("Ciecierzyca", "canned", "canned_chickpeas"),
        ("Groszek", "canned", "canned_peas"),
        ("Brokuły", "frozen_food", "frozen_broccoli"),
        ("Brokuły", "vegetable", "broccoli"),
        ("Papryka konserwowa", "pickled", "pickled_pepper"),
        ("Pietruszka", "root_veg", "parsley_root"),
        ("Pietruszka", "herbs", "parsley"),
        ("Ananas", "dried_fruit", None),
    ],
)
def test_matched_food_has_the_state_that_its_group_says(name, group, food):
    assert matched_food(name, group) == food


@pytest.mark.parametrize("name", ["Truskawka", "Mleko", "Cytryna"])
@pytest.mark.parametrize("group", ["ice_cream", "non_food", "sweets", "pet_food"])
def test_matched_food_is_none_where_the_group_holds_other_things(name, group):
    assert matched_food(name, group) is None


async def test_settle_foods_looks_up_what_was_never_looked_up(home):
    milk, eggs, soap = await make(home, "Mleko"), await make(home, "Jajka"), await make(home, "Mydło", "non_food")
    await as_before_the_upgrade(home, milk, eggs, soap)

    assert await settle_foods(home.database, home.household.id, only_new=True) == 3
    assert await settle_foods(home.database, home.household.id, only_new=True) == 0
    assert await food_of(home, milk) == ("milk", "catalog")
    assert await food_of(home, eggs) == ("egg", "catalog")
    assert await food_of(home, soap) == (None, "catalog")


async def test_settle_foods_takes_what_the_catalog_knows_better_now(home):
    milk, eggs = await make(home, "Mleko"), await make(home, "Jajka")
    async with home.writing() as scope:
        await CatalogRepository(scope).set_food(milk.id, "no_longer_listed")

    assert await settle_foods(home.database, home.household.id, only_new=True) == 0
    assert await settle_foods(home.database, home.household.id) == 1
    assert await food_of(home, milk) == ("milk", "catalog")
    assert await food_of(home, eggs) == ("egg", "catalog")


@pytest.mark.parametrize("own", ["kefir", None])
async def test_settle_foods_leaves_what_the_household_said(home, own):
    milk = await make(home, "Mleko", food=own)

    assert await settle_foods(home.database, home.household.id) == 0
    assert await food_of(home, milk) == (own, "household")


async def test_settle_foods_of_a_household_without_products_does_nothing(home):
    assert await settle_foods(home.database, home.household.id) == 0


async def test_food_follows_the_name_until_the_household_says_it(home):
    product = await make(home, "Mleko")

    assert (await alter(home, product, name="Jajka")).food_id == "egg"
    assert (await alter(home, product, food="butter")).food_id == "butter"
    assert (await alter(home, product, name="Mąka pszenna")).food_id == "butter"
    assert (await alter(home, product, food_basis="catalog")).food_id == "wheat_flour"


async def test_food_follows_the_group_of_a_product(home):
    product = await make(home, "Cytryna", "fruit")
    assert product.food_id == "lemon"

    assert (await alter(home, product, group="non_food")).food_id is None
    assert (await alter(home, product, group="fruit")).food_id == "lemon"
