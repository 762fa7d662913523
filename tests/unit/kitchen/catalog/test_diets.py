from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kitchen.catalog.diets import Diet, diets_of, diets_of_food
from foodsave.kitchen.catalog.foods import Allergen, Origin

ALL = frozenset(Diet)


@dataclass(frozen=True)
class Eaten:
    origin: Origin = "plant"
    allergens: frozenset[Allergen] | None = frozenset()
    may_contain: bool = False
    id: str = "eaten"


PARSLEY = Eaten()
FLOUR = Eaten(allergens=frozenset({Allergen.GLUTEN}))
MILK = Eaten("animal", frozenset({Allergen.MILK}))
EGG = Eaten("animal", frozenset({Allergen.EGGS}))
HONEY = Eaten("animal")
COD = Eaten("fish", frozenset({Allergen.FISH}))
PRAWN = Eaten("fish", frozenset({Allergen.CRUSTACEANS}))
HAM = Eaten("meat", allergens=None)
BEEF = Eaten("meat")
CHIPS = Eaten(allergens=None)
BREAD = Eaten(allergens=frozenset({Allergen.GLUTEN}), may_contain=True)

edible = st.builds(
    Eaten,
    origin=st.sampled_from(["plant", "animal", "meat", "fish"]),
    allergens=st.none() | st.frozensets(st.sampled_from(list(Allergen)), max_size=4),
    may_contain=st.booleans(),
    id=st.sampled_from(["eaten", "lactose_free_milk"]),
)


@pytest.mark.parametrize(
    ("food", "diets"),
    [
        (PARSLEY, ALL),
        (FLOUR, ALL - {Diet.GLUTEN_FREE}),
        (MILK, {Diet.VEGETARIAN, Diet.PESCATARIAN, Diet.GLUTEN_FREE}),
        (EGG, ALL - {Diet.VEGAN}),
        (HONEY, ALL - {Diet.VEGAN}),
        (COD, {Diet.PESCATARIAN, Diet.GLUTEN_FREE, Diet.DAIRY_FREE, Diet.LACTOSE_FREE}),
        (PRAWN, {Diet.PESCATARIAN, Diet.GLUTEN_FREE, Diet.DAIRY_FREE, Diet.LACTOSE_FREE}),
        (BEEF, {Diet.GLUTEN_FREE, Diet.DAIRY_FREE, Diet.LACTOSE_FREE}),
        (HAM, frozenset()),
    ],
)
def test_diets_of_food_follow_its_origin_and_allergens(food, diets):
    assert diets_of_food(food) == diets


def test_diets_of_food_with_unknown_allergens_are_those_that_its_origin_decides():
    assert diets_of_food(CHIPS) == diets_of_food(BREAD) == {Diet.VEGETARIAN, Diet.PESCATARIAN}


def test_diets_of_food_made_with_anchovies_are_not_vegetarian():
    assert Diet.VEGETARIAN not in diets_of_food(Eaten("plant", frozenset({Allergen.FISH})))


def test_diets_of_milk_without_lactose_still_tell_the_dairy():
    milk = Eaten("animal", frozenset({Allergen.MILK}), id="lactose_free_milk")

    assert Diet.LACTOSE_FREE in diets_of_food(milk)
    assert Diet.DAIRY_FREE not in diets_of_food(milk)


def test_diets_of_a_dish_are_those_of_all_its_foods():
    assert diets_of([PARSLEY, FLOUR, EGG]) == ALL - {Diet.GLUTEN_FREE, Diet.VEGAN}
    assert diets_of([PARSLEY, MILK, BEEF]) == {Diet.GLUTEN_FREE}


def test_diets_of_a_dish_with_an_unknown_ingredient_are_none():
    assert diets_of([PARSLEY, None, FLOUR]) == frozenset()


def test_diets_of_nothing_are_none():
    assert diets_of([]) == frozenset()


@given(st.lists(edible | st.none(), min_size=1, max_size=6), edible)
def test_diets_of_a_dish_never_grow_by_an_ingredient(foods, more):
    assert diets_of([*foods, more]) <= diets_of(foods)


@given(st.lists(edible, min_size=1, max_size=6))
def test_diets_that_are_stricter_imply_the_others(foods):
    suited = diets_of(foods)

    assert Diet.VEGAN not in suited or {Diet.VEGETARIAN, Diet.DAIRY_FREE} <= suited
    assert Diet.VEGETARIAN not in suited or Diet.PESCATARIAN in suited
    assert Diet.DAIRY_FREE not in suited or Diet.LACTOSE_FREE in suited


@given(edible)
def test_diets_that_nothing_is_known_of_are_not_promised(food):
    if food.allergens is None or food.may_contain:
        assert not diets_of_food(food) & {Diet.VEGAN, Diet.GLUTEN_FREE, Diet.DAIRY_FREE, Diet.LACTOSE_FREE}
