"""What is promised of every shipped recipe."""

from collections import Counter

import pytest

from foodsave.kit.quantity import Dimension
from foodsave.kit.text import fold
from foodsave.kitchen.catalog.foods import food
from foodsave.kitchen.catalog.weights import Weights, half_up
from foodsave.kitchen.recipes.facts import facts_of_needs
from foodsave.kitchen.recipes.shipped import LANGUAGES, parse_fraction, shipped_recipes

COURSES = {"soup", "main", "salad", "side", "breakfast", "dessert", "bake", "spread", "sauce", "drink", "preserve"}
MEALS = {"breakfast", "dinner", "supper", "snack"}
TAGS = {
    "classic",
    "quick",
    "one_pot",
    "budget",
    "kids",
    "holiday",
    "no_cook",
    "light",
    "filling",
    "make_ahead",
    "uses_leftovers",
    "seasonal",
    "spicy",
}
TOOLS = {
    "pot",
    "pan",
    "oven",
    "blender",
    "mixer",
    "grater",
    "baking_tray",
    "baking_dish",
    "cake_tin",
    "rolling_pin",
    "steamer",
    "colander",
    "bowl",
    "toaster",
    "meat_mallet",
}
RECIPES = shipped_recipes()


def grams(need):
    weight = Weights.of(food(need.food_id)).weigh(need.milli, need.unit.dimension)
    assert weight is not None, need.food_id
    return weight / 1_000_000


def test_shipped_recipes_are_at_least_a_hundred_and_fifty():
    assert len(RECIPES) >= 150
    for language in LANGUAGES:
        titles = Counter(fold(recipe.titles[language]) for recipe in RECIPES.values())
        assert [title for title, count in titles.items() if count > 1] == []


@pytest.mark.parametrize("recipe_id", RECIPES)
def test_shipped_recipe_has_amounts_steps_and_words_that_are_known(recipe_id):
    recipe = RECIPES[recipe_id]

    assert sum(need.milli is not None for need in recipe.needs) >= 4
    assert all(len(recipe.steps[language]) >= 3 for language in LANGUAGES)
    assert len({len(recipe.steps[language]) for language in LANGUAGES}) == 1
    assert all(len(step) >= 15 for language in LANGUAGES for step in recipe.steps[language])
    assert recipe.course in COURSES
    assert recipe.meals
    assert (set(recipe.meals) - MEALS, set(recipe.tags) - TAGS, set(recipe.tools) - TOOLS) == (set(), set(), set())
    assert 0 < recipe.minutes <= 3 * 24 * 60
    assert recipe.prep_min > 0
    assert 1 <= recipe.servings <= 24


@pytest.mark.parametrize("recipe_id", RECIPES)
def test_shipped_recipe_serves_a_sensible_weight(recipe_id):
    recipe = RECIPES[recipe_id]
    weight = sum(grams(need) for need in recipe.needs if need.milli is not None and not need.optional)

    assert 150 <= weight / recipe.servings <= 900


@pytest.mark.parametrize("recipe_id", RECIPES)
def test_shipped_recipe_gives_every_amount_in_units_that_can_be_weighed(recipe_id):
    for line in RECIPES[recipe_id].ingredients:
        assert line.need.food_id
        assert (line.count is None) == (line.need.milli is None), line
        if line.need.milli is not None:
            assert line.need.unit.dimension in Dimension
            assert grams(line.need) > 0


def test_shipped_recipes_share_few_steps():
    """No two share over 70 % of their steps, and hardly any step is there twice at all."""
    for language in LANGUAGES:
        steps = {key: {fold(step) for step in recipe.steps[language]} for key, recipe in RECIPES.items()}
        for key, own in steps.items():
            for other, others in steps.items():
                if key < other:
                    assert len(own & others) <= 0.7 * min(len(own), len(others)), (key, other)
        repeated = Counter(step for own in steps.values() for step in own)
        assert sum(count > 1 for count in repeated.values()) <= 0.02 * len(repeated)


def test_shipped_recipes_suit_many_ways_of_eating():
    diets = Counter(diet for recipe in RECIPES.values() for diet in facts_of_needs(recipe.needs).diets)

    assert diets["vegetarian"] >= 60
    assert diets["vegan"] >= 15
    assert diets["gluten_free"] >= 30


def test_shipped_recipes_name_what_is_certain_of_their_allergens():
    facts = {key: facts_of_needs(recipe.needs) for key, recipe in RECIPES.items()}

    for key, recipe in RECIPES.items():
        used = {need.food_id for need in recipe.needs}
        if "egg" in used:
            assert "eggs" in facts[key].contains
        if "wheat_flour" in used:
            assert "gluten" in facts[key].contains
            assert "gluten_free" not in facts[key].diets
        if used & {"milk", "butter", "sour_cream", "curd_cheese"}:
            assert "milk" in facts[key].contains
            assert "vegan" not in facts[key].diets


@pytest.mark.parametrize(("text", "value"), [("1.5", "3/2"), ("1/2", "1/2"), ("1 1/2", "3/2"), ("200", "200")])
def test_parse_fraction_reads_decimals_and_fractions(text, value):
    assert str(parse_fraction(text)) == value


def test_half_up_rounds_halves_upwards():
    assert [half_up(parse_fraction(text)) for text in ("0.4", "0.5", "1.49", "2.5")] == [0, 1, 1, 3]
