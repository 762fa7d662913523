"""A household's kitchen on one day: its allergens and diets always hold, also when one dish is weighed up."""

from dataclasses import replace

import pytest

from foodsave.errors import NotFound
from foodsave.kitchen.catalog.foods import Allergen
from foodsave.kitchen.recipes.cookable import Wanted
from foodsave.kitchen.recipes.kitchen import Kitchen, with_profile
from integration.kitchen.recipes.stocked import TODAY, added, bought, product, stock


def kitchen(home, **profile):
    return Kitchen(home.querying, replace(home.household, **profile), TODAY)


async def flours(home) -> tuple[str, str]:
    """Usual flour that should be used first, and flour that the household knows to be free of gluten."""
    usual = await bought(home, "wheat_flour", "500", days=2, price_minor=300)
    free = await stock(home, await product(home, "Mąka bezglutenowa", "wheat_flour", allergens=[]), "500", days=90)
    return usual, free


async def test_weigh_takes_no_lot_with_an_allergen_of_the_profile(home):
    usual, free = await flours(home)
    pancakes = await added(home, "200 g mąki pszennej")

    for allergens, lot_id in (((), usual), (("gluten",), free)):
        weighed = await kitchen(home, allergens=allergens).weigh(pancakes.id, None)
        assert [use.lot_id for use in weighed.proposal().deductions] == [lot_id]


async def test_cookable_and_weigh_agree_about_the_lots(home):
    await flours(home)
    pancakes = await added(home, "700 g mąki pszennej")
    strict = kitchen(home, allergens=("gluten",))
    shown = {item.recipe.id: item for item in (await strict.cookable(Wanted(missing=1), 100)).items}
    weighed = (await strict.weigh(pancakes.id, None)).proposal()

    # 200 g more are presumed, and usual flour has gluten: the dish is not proposed
    assert pancakes.id not in shown
    assert (weighed.readiness, weighed.lacks[0].state, weighed.lacks[0].amount.amount) == (
        "with_staples",
        "assumed",
        "200",
    )
    assert weighed.recipe.allergens.contains == ["gluten"]


async def test_cookable_keeps_to_the_profile_and_counts_all_that_was_found(home):
    await bought(home, "egg", "10", "szt")
    await bought(home, "butter", "200")
    eggs = await added(home, "3 jajka", title="Jajka na miękko")
    fried = await added(home, "3 jajka", "20 g masła", title="Jajecznica")

    free = await kitchen(home).cookable(Wanted(missing=0), 1)
    strict = await kitchen(home, allergens=("milk",)).cookable(Wanted(missing=0), 1)
    all_strict = await kitchen(home, allergens=("milk",)).cookable(Wanted(missing=0), 100)

    assert len(free.items) == len(strict.items) == 1
    assert free.found > strict.found == len(all_strict.items)
    ids = [item.recipe.id for item in all_strict.items]
    assert eggs.id in ids
    assert fried.id not in ids


async def test_weigh_fits_people_and_speaks_the_language_of_the_household(home):
    await bought(home, "potato", "1", "kg", price_minor=500)
    mash = await added(home, "500 g ziemniaków", "100 g masła")
    told = (await kitchen(home, locale="en").weigh(mash.id, 3)).proposal()

    assert (told.people, told.deductions[0].amount.amount, told.deductions[0].ingredient) == (3, "0.75", "potato")
    assert told.deductions[0].value.amount == "3.75"
    assert [(lack.ingredient, lack.amount.amount) for lack in told.lacks] == [("butter", "150")]


async def test_weigh_of_an_unknown_recipe_is_not_found(home):
    with pytest.raises(NotFound):
        await kitchen(home).weigh("nie_ma_takiego", None)


def test_with_profile_adds_to_the_wish_and_takes_nothing_from_it():
    class Profile:
        allergens, diets = ("milk",), ("vegetarian",)

    wanted = Wanted(people=3, missing=1, minutes=20, allergens=frozenset({Allergen.NUTS}), meal="dinner", course="main")
    strict = with_profile(wanted, Profile())

    assert strict == replace(
        wanted, allergens=frozenset({Allergen.NUTS, Allergen.MILK}), diets=frozenset({"vegetarian"})
    )
