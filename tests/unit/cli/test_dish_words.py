import typing

import pytest

from foodsave.cli.dish_words import ideas, proposal, recipe_list, whole_recipe
from foodsave.kitchen.catalog.diets import Diet
from foodsave.kitchen.catalog.foods import Allergen
from foodsave.kitchen.recipes.presenting import present_recipe, summary_of
from foodsave.kitchen.recipes.schemas import CookablePage, Course
from foodsave.kitchen.recipes.shipped import shipped_recipes
from unit.kitchen.recipes.test_explaining import EGGS, GOUDA, OMELETTE, explained, proposed, recipe


def texts(lines):
    return [line.text for line in lines]


@pytest.mark.parametrize("recipe_id", sorted(shipped_recipes()))
def test_whole_recipe_leaves_no_english_word_in_polish(recipe_id):
    answer = present_recipe(shipped_recipes()[recipe_id], "pl", 3)
    facts = " ".join(line.text for line in whole_recipe("pl", answer) if line.style == "dim")
    english = {*Diet, *Allergen, *typing.get_args(Course)} - {"gluten"}

    assert not english & set(facts.replace(",", " ").replace(";", " ").split())


def test_recipe_list_tells_id_course_and_time():
    one = summary_of(recipe(*OMELETTE), "en")

    assert texts(recipe_list("pl", [one])) == ["Dish: dish, danie główne, 30 min", "Przepisów: 1."]
    assert texts(recipe_list("en", [one])) == ["Dish: dish, main, 30 min", "Recipes: 1."]


def test_ideas_say_it_in_a_few_lines():
    item = explained(recipe(*OMELETTE), GOUDA, EGGS)
    page = CookablePage(considered=7, found=1, items=[item])

    assert texts(ideas("pl", page)) == [
        "Danie (30 min, dla 2)",
        "  dish",
        f"  {item.why}",
        "  bierze: Jaja (4 szt.), Ser Gouda (100 g)",
        "Pasuje 1 z 7 przepisów.",
    ]


def test_proposal_tells_what_stays_of_each_lot():
    _, told = proposed(recipe(*OMELETTE), GOUDA, EGGS)

    assert texts(proposal("pl", told)) == [
        "Danie, dla 2",
        "wszystko jest",
        "  - jajko: 4 szt. z „Jaja”, zostanie 6 szt.; lodówka, do 24.05.2026 [egg 10]",
        "  - gouda: 100 g z „Ser Gouda”, zostanie 50 g; lodówka, do 5.05.2026 [gouda 150]",
        "wartość 9,80 zł",
    ]
