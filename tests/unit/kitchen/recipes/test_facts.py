"""What a dish contains and whom it suits: by its foods, and better by the very lots that are used."""

import pytest

from foodsave.kitchen.catalog.diets import Diet
from foodsave.kitchen.catalog.foods import Allergen
from foodsave.kitchen.recipes.allocation import fill
from foodsave.kitchen.recipes.facts import facts_of_dish, facts_of_needs
from foodsave.kitchen.recipes.recipe import Need
from foodsave.kitchen.recipes.stock import Shelf
from unit.kitchen.recipes.cupboard import TODAY, line, lot

NONE = frozenset()


def of_dish(needs, *lots):
    return facts_of_dish(fill(needs, Shelf(lots, (), TODAY), people=2, servings=2))


def needs(*food_ids):
    return [line(food_id, "100").need for food_id in food_ids]


@pytest.mark.parametrize(
    ("food_ids", "contains", "unclear", "diets"),
    [
        (["potato"], NONE, (), frozenset(Diet)),
        (["potato", "butter"], {"milk"}, (), {Diet.VEGETARIAN, Diet.PESCATARIAN, Diet.GLUTEN_FREE}),
        (["wheat_flour", "egg"], {"gluten", "eggs"}, (), {"vegetarian", "pescatarian", "dairy_free", "lactose_free"}),
        (["trout"], {"fish"}, (), {"pescatarian", "gluten_free", "dairy_free", "lactose_free"}),
        (["margarine"], NONE, (0,), {"vegetarian", "pescatarian"}),
        (["potato", None], NONE, (1,), NONE),
        ([], NONE, (), NONE),
    ],
)
def test_facts_of_needs_tells_what_the_foods_certainly_are(food_ids, contains, unclear, diets):
    facts = facts_of_needs(needs(*food_ids))

    assert (facts.contains, facts.unclear, facts.diets) == (contains, unclear, diets)


def test_facts_of_needs_counts_optional_ingredients_like_all_others():
    assert facts_of_needs([line("butter", "10", optional=True).need]).contains == {Allergen.MILK}


def test_facts_of_dish_believe_the_household_about_its_own_lots():
    flour = lot("wheat_flour", "500", allergens=NONE, may_contain=False)
    facts = of_dish(needs("wheat_flour"), flour)

    assert (facts.contains, facts.unclear) == (NONE, ())
    assert facts.diets == frozenset(Diet)


def test_facts_of_dish_count_an_allergen_that_only_the_lot_has():
    facts = of_dish(needs("potato"), lot("potato", "500", allergens=frozenset({Allergen.CELERY}), may_contain=True))

    assert (facts.contains, facts.unclear) == ({Allergen.CELERY}, (0,))
    assert Diet.VEGAN not in facts.diets


def test_facts_of_dish_join_the_food_for_what_the_lots_do_not_cover():
    half = lot("wheat_flour", "50", allergens=NONE, may_contain=False)

    assert of_dish(needs("wheat_flour"), half).contains == {Allergen.GLUTEN}


def test_facts_of_dish_join_every_lot_that_is_used():
    safe = lot("wheat_flour", "60", days=1, allergens=NONE, may_contain=False)
    usual = lot("wheat_flour", "200", days=9)

    assert of_dish(needs("wheat_flour"), safe, usual).contains == {Allergen.GLUTEN}
    assert of_dish([Need("wheat_flour", 60_000, line("wheat_flour", "1").need.unit)], safe, usual).contains == NONE


def test_facts_of_dish_take_the_kind_that_stands_for_the_general_food():
    assert of_dish(needs("fish"), lot("trout", "300")).contains == {Allergen.FISH}


def test_facts_of_dish_use_the_food_where_no_amount_is_told():
    assert of_dish([Need("butter", None, None)], lot("butter", "200")).contains == {Allergen.MILK}
