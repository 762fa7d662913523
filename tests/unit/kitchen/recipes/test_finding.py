"""Recipes by what people look for: words in any form, course, meal, diet, time; pages that miss nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kit.quantity import Unit
from foodsave.kitchen.catalog.diets import Diet
from foodsave.kitchen.recipes.finding import Sought, find_recipes, title_key
from foodsave.kitchen.recipes.recipe import Ingredient, Need, Recipe
from foodsave.kitchen.recipes.shipped import shipped_recipes


def recipe(recipe_id, title, *food_ids, text=None, **facts):
    lines = tuple(Ingredient(Need(food_id, 100_000, Unit.GRAM), None, None, text) for food_id in food_ids)
    usual = {"course": None, "meals": (), "tags": (), "prep_min": 10, "cook_min": 20, "titles": {"pl": title}}
    usual |= {"steps": {"pl": ("Gotuj.",)}, "servings": 2, "tools": (), "ingredients": lines, "origin": "own"}
    return Recipe(id=recipe_id, **(usual | facts))


SOUP = recipe("soup", "Zupa pomidorowa", "tomato", "milk", course="soup", meals=("dinner",), tags=("na szybko",))
STEW = recipe("stew", "Gulasz z cielęciny", "onion", "beef", course="main", cook_min=110)
ODD = recipe("odd", "Łazanki", None, text="łyżka pyłku pszczelego", prep_min=None, cook_min=None)
BOTH = recipe("both", "Chłodnik", "beetroot", titles={"pl": "Chłodnik", "en": "Cold borscht"})
ALL = (SOUP, STEW, ODD, BOTH)


def ids(sought, locale="pl", after=None, most=50, among=ALL):
    return [found.id for found in find_recipes(among, sought, locale, after, most)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("zupa", ["soup"]),
        ("ZUPY", ["soup"]),
        ("zupe pomidorowa", ["soup"]),
        ("pomidorów", ["soup"]),
        ("tomatoes", ["soup"]),
        ("szybko", ["soup"]),
        ("cielecina", ["stew"]),
        ("cebuli", ["stew"]),
        ("gulasz cebula", ["stew"]),
        ("gulasz pomidor", []),
        ("pylek pszczeli", ["odd"]),
        ("lazanki", ["odd"]),
        ("borscht", ["both"]),
        ("chlodnik buraki", ["both"]),
        ("ocebul", []),
        ("", ["both", "stew", "odd", "soup"]),
        (None, ["both", "stew", "odd", "soup"]),
    ],
)
def test_find_recipes_finds_every_word_in_any_form(words, found):
    assert ids(Sought(words)) == found


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(course="soup"), ["soup"]),
        (Sought(course="dessert"), []),
        (Sought(meal="dinner"), ["soup"]),
        (Sought(minutes=30), ["both", "soup"]),
        (Sought(minutes=29), []),
        (Sought(minutes=120), ["both", "stew", "soup"]),
        (Sought(diet=Diet.VEGETARIAN), ["both", "soup"]),
        (Sought(diet=Diet.VEGAN), ["both"]),
        (Sought("zupa", course="main"), []),
    ],
)
def test_find_recipes_keeps_to_every_filter(sought, found):
    assert ids(sought) == found


def test_find_recipes_lists_by_the_title_in_the_language_asked_for():
    first, second = (
        recipe(key, key, titles={"pl": pl, "en": en}) for key, pl, en in (("a", "Ż", "A"), ("b", "Ą", "Z"))
    )

    assert ids(Sought(), "pl", among=(first, second)) == ["b", "a"]
    assert ids(Sought(), "en", among=(first, second)) == ["a", "b"]


def test_title_key_tells_recipes_of_one_title_apart():
    assert title_key(recipe("a", "Żurek"), "pl") == ("zurek", "a")
    assert title_key(recipe("b", "żurek"), "pl") == ("zurek", "b")


def test_find_recipes_forgets_what_a_changed_recipe_said_before():
    assert ids(Sought("pomidor"), among=(SOUP,)) == ["soup"]
    assert ids(Sought("pomidor"), among=(recipe("soup", "Zupa", "potato"),)) == []


@given(st.integers(1, 60), st.sampled_from(["pl", "en"]))
def test_find_recipes_pages_through_everything_once(most, locale):
    seen, after = [], None
    while page := find_recipes(shipped_recipes().values(), Sought(), locale, after, most):
        seen += [found.id for found in page]
        after = title_key(page[-1], locale)

    assert sorted(seen) == sorted(shipped_recipes())
    assert len(set(seen)) == len(seen)
