"""Recipes as people read them: lines made to fit, in both languages, and what is computed left exact."""

from fractions import Fraction

import pytest

from foodsave.kit.money import Money
from foodsave.kit.quantity import Unit
from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.recipes.cooking import Cooked
from foodsave.kitchen.recipes.draft import RecipeDraft
from foodsave.kitchen.recipes.facts import facts_of_needs
from foodsave.kitchen.recipes.mapping import preview
from foodsave.kitchen.recipes.presenting import (
    allergens_answer,
    grams_a_serving,
    ingredient_name,
    ingredient_text,
    need_amount,
    present_cooked,
    present_recipe,
    readable,
    summary_of,
)
from foodsave.kitchen.recipes.recipe import Ingredient, Need, Recipe, known_food
from foodsave.kitchen.recipes.shipped import shipped_recipes


def ingredient(food_id, count=None, measure=None, *, optional=False, **more):
    number = None if count is None else Fraction(count)
    known = Measure(measure) if measure else None
    return Ingredient(Need.of(known_food(food_id), number, known, optional=optional), number, known, **more)


def recipe(*lines, **facts):
    usual = {"id": "one", "origin": "own", "titles": {"pl": "Danie"}, "steps": {"pl": ("Gotuj.",)}, "servings": 4}
    usual |= {"prep_min": None, "cook_min": None, "course": None, "meals": (), "tags": (), "tools": ()}
    return Recipe(ingredients=lines, **(usual | facts))


@pytest.mark.parametrize(
    ("food_id", "count", "measure", "people", "polish", "english"),
    [
        ("butter", "1000", "g", 4, "1 kg masła", "1 kg butter"),
        ("potato", "1/4", "kg", 4, "250 g ziemniaków", "250 g potatoes"),
        ("butter", "150", "g", 3, "113 g masła", "113 g butter"),
        ("vegetable_stock", "9/10", "l", 4, "900 ml bulionu warzywnego", "900 ml vegetable stock"),
        ("dill", "1/2", "pęczek", 3, "ok. 1/3 pęczka koperku", "about 1/3 bunch of dill"),
        ("dill", "1/4", "pęczek", 1, "odrobina koperku", "a little dill"),
        ("egg", "3", "szt", 5, "ok. 4 jajka", "about 4 eggs"),
        ("egg", "2", "szt", 1, "pół jajka", "1/2 egg"),
        ("egg", "3", None, 8, "6 jajek", "6 eggs"),
        ("garlic", "2", "ząbek", 1, "pół ząbka czosnku", "1/2 clove of garlic"),
        ("milk", "2", "szklanka", 3, "1,5 szklanki mleka", "1 1/2 glasses of milk"),
        ("allspice", "3", "szt", 3, "ok. 2 ziarna ziela angielskiego", "about 2 allspice berries"),
        ("salt", "1", "szczypta", 1, "szczypta soli", "a pinch of salt"),
        ("canned_tomatoes", "1", "puszka", 2, "pół puszki pomidorów", "1/2 can of tomatoes"),
        ("butter", "1/4", "kostka", 4, "1/4 kostki masła", "1/4 block of butter"),
        ("black_pepper", None, None, 9, "pieprz czarny", "black pepper"),
    ],
)
def test_ingredient_text_reads_as_a_cook_says_it(food_id, count, measure, people, polish, english):
    line = ingredient(food_id, count, measure)

    assert ingredient_text(line, "pl", people=people, servings=4) == polish
    assert ingredient_text(line, "en", people=people, servings=4) == english


def test_ingredient_text_adds_the_note_and_says_that_a_line_is_optional():
    line = ingredient("butter", "100", "g", optional=True, notes={"pl": "zimne", "en": "cold"})

    assert ingredient_text(line, "pl", people=4, servings=4) == "100 g masła (zimne) (opcjonalnie)"
    assert ingredient_text(line, "en", people=4, servings=4) == "100 g butter (cold) (optional)"


@pytest.mark.parametrize(
    ("written", "people", "expected"),
    [
        ("2 cebule, drobno posiekane", 4, "2 cebule, drobno posiekane"),
        ("2 cebule, drobno posiekane", 8, "4 cebule (drobno posiekane)"),
        ("1 puszka (800 g) pomidorów", 8, "2 puszki pomidorów (po 800 g)"),
        ("tajny składnik", 8, "tajny składnik"),
        ("sól do smaku", 8, "sól do smaku"),
    ],
)
def test_ingredient_text_keeps_the_words_of_the_writer_until_the_amount_changes(written, people, expected):
    line = preview(RecipeDraft("Danie", (written,), (), servings=4, language="pl")).ingredients[0]

    assert ingredient_text(line, "pl", people=people, servings=4) == expected


def test_ingredient_text_of_every_shipped_recipe_is_short_of_digits_for_any_number_of_people():
    """No scale shows 333,333 g and no cook takes 0,17 of a spoon."""
    for one in shipped_recipes().values():
        for people in (1, 3, 5, 7):
            for line in one.ingredients:
                for language, point in (("pl", ","), ("en", ".")):
                    amount = ingredient_text(line, language, people=people, servings=one.servings).split(" (")[0]
                    decimals = [word.partition(point)[2] for word in amount.split() if word[0].isdigit()]
                    kilo = any(word in ("kg", "l") for word in amount.split())
                    assert all(len(places) <= (2 if kilo else 1) for places in decimals), amount


def test_need_amount_stays_exact_where_the_text_is_rounded():
    line = ingredient("butter", "150", "g")

    assert need_amount(line.need, 3, 4).amount == "112.5"
    assert need_amount(Need("salt", None, None), 3, 4) is None


def test_ingredient_name_is_that_of_the_food_else_the_words_as_written():
    assert ingredient_name(Need("egg", None, None), "2 jaja", "en") == "egg"
    assert ingredient_name(Need(None, None, None), "coś", "en") == "coś"
    assert ingredient_name(Need("gone_food", None, None), "coś", "pl") == "coś"


@pytest.mark.parametrize(
    ("milli", "unit", "expected"),
    [
        (999_999, Unit.GRAM, "999.999 g"),
        (1_000_000, Unit.GRAM, "1 kg"),
        (1_500_000, Unit.MILLILITRE, "1.5 l"),
        (2_000_000, Unit.PIECE, "2000 szt"),
    ],
)
def test_readable_tells_thousands_in_the_larger_unit(milli, unit, expected):
    assert str(readable(milli, unit)) == expected


def test_grams_a_serving_weighs_what_is_certain_and_leaves_the_optional_out():
    # 400 g + 2 eggs of 55 g + 250 ml of milk at 1.03 = 767.5 g for four
    lines = (
        ingredient("potato", "400", "g"),
        ingredient("egg", "2", "szt"),
        ingredient("milk", "1", "szklanka"),
        ingredient("butter", "400", "g", optional=True),
        ingredient("salt"),
    )
    assert known_food("milk").density == 1030

    assert grams_a_serving(recipe(*lines)) == 192


def test_grams_a_serving_is_unknown_when_a_line_is_not_understood():
    assert grams_a_serving(recipe(ingredient("potato", "400", "g"), ingredient(None, "2", "szt"))) is None


def test_allergens_answer_names_the_ingredients_in_doubt():
    dish = recipe(ingredient("milk", "1", "szklanka"), ingredient(None, "1", "szt", text="1 coś"))
    answer = allergens_answer(dish, facts_of_needs(dish.needs), "pl")

    assert (answer.contains, answer.unclear) == (["milk"], ["1 coś"])


def test_summary_of_speaks_the_language_that_there_is():
    summary = summary_of(recipe(ingredient("egg", "1", "szt"), prep_min=5), "en")

    assert (summary.title, summary.language, summary.minutes, summary.unmapped) == ("Danie", "pl", 5, 0)
    assert summary.diets == ["dairy_free", "gluten_free", "lactose_free", "pescatarian", "vegetarian"]
    assert summary.allergens.contains == ["eggs"]


def test_present_recipe_makes_every_amount_fit():
    answer = present_recipe(recipe(ingredient("egg", "2", "szt"), ingredient("milk", "1", "l")), "pl", people=6)

    assert (answer.servings, answer.people, answer.version) == (4, 6, 1)
    assert [line.text for line in answer.ingredients] == ["3 jajka", "1,5 l mleka"]
    assert [f"{line.amount.amount} {line.amount.unit}" for line in answer.ingredients] == ["3 szt", "1500 ml"]
    assert answer.steps == ["Gotuj."]


@pytest.mark.parametrize("value", [None, Money(1234, "PLN")])
def test_present_cooked_says_null_when_the_value_is_unknown(value):
    answer = present_cooked(Cooked("t", 2, None, value), "one", 4)

    assert (answer.value.amount if answer.value else None) == ("12.34" if value else None)
    assert (answer.transaction_id, answer.recipe_id, answer.people, answer.taken) == ("t", "one", 4, 2)
