from dataclasses import dataclass, replace

import pytest

from foodsave.kit.quantity import Unit
from foodsave.kitchen.catalog.foods import Allergen, Food, Forms
from foodsave.kitchen.catalog.product_facts import AllergenFacts, allergens_of, food_of, may_be, weights_of
from foodsave.kitchen.catalog.weights import Weights


@dataclass(frozen=True)
class Own:
    piece_mg: int | None = None
    density: int | None = None
    pack_milli: int | None = None
    pack_unit: str | None = None


MILK = Food(
    id="milk",
    pl=Forms("mleko", "mleka", "mleka", "mlek"),
    en="milk",
    en_plural="milk",
    also_pl=(),
    also_en=(),
    group="milk_fresh",
    unit=Unit.MILLILITRE,
    countable=False,
    origin="animal",
    staple=False,
    allergens=frozenset({Allergen.MILK}),
    may_contain=False,
    piece_mg=1_030_000,
    density=1030,
    measures={},
    pack=None,
    parent=None,
)
EGG = replace(
    MILK, id="egg", group="eggs", unit=Unit.PIECE, countable=True, piece_mg=55_000, density=None, allergens=None
)
ORANGE = replace(MILK, id="orange", group="fruit", origin="plant", allergens=frozenset())


def test_weights_are_the_foods_where_the_household_says_nothing():
    assert weights_of(Own(), MILK) == Weights(1_030_000, 1030)


def test_weights_of_the_household_win():
    assert weights_of(Own(piece_mg=70_000), EGG) == Weights(70_000, None)
    assert weights_of(Own(density=1010), MILK) == Weights(1_030_000, 1010)


def test_weights_of_a_piece_are_the_households_pack_where_nothing_is_counted():
    assert weights_of(Own(pack_milli=500_000, pack_unit="g"), MILK).piece_mg == 500_000
    assert weights_of(Own(pack_milli=500_000, pack_unit="l"), MILK).piece_mg == 515_000
    assert weights_of(Own(pack_milli=500_000, pack_unit="g"), None).piece_mg == 500_000


def test_weights_of_a_piece_are_stated_before_they_are_a_pack():
    assert weights_of(Own(piece_mg=30_000, pack_milli=500_000, pack_unit="g"), MILK).piece_mg == 30_000


def test_weights_of_a_counted_food_are_not_those_of_its_pack():
    assert weights_of(Own(pack_milli=550_000, pack_unit="g"), EGG).piece_mg == 55_000


@pytest.mark.parametrize("pack", [Own(pack_milli=10_000, pack_unit="szt"), Own(pack_milli=500_000, pack_unit="ml")])
def test_weights_of_a_pack_that_cannot_be_weighed_are_unknown(pack):
    assert weights_of(pack, None) == Weights()


def test_allergens_are_the_foods_where_the_household_says_nothing():
    assert allergens_of(None, MILK) == AllergenFacts(frozenset({Allergen.MILK}), unknown=False)
    assert allergens_of(None, replace(MILK, may_contain=True)) == AllergenFacts(
        frozenset({Allergen.MILK}), unknown=True
    )


@pytest.mark.parametrize("food", [None, EGG])
def test_allergens_that_nobody_states_are_unknown(food):
    assert allergens_of(None, food) == AllergenFacts(frozenset(), unknown=True)


@pytest.mark.parametrize("food", [None, MILK, EGG, replace(MILK, may_contain=True)])
def test_allergens_that_the_household_states_are_complete(food):
    assert allergens_of(["soy"], food) == AllergenFacts(frozenset({Allergen.SOY}), unknown=False)
    assert allergens_of([], food) == AllergenFacts(frozenset(), unknown=False)


@pytest.mark.parametrize("food_id", [None, "", "no_such_food"])
def test_food_of_a_product_without_a_known_one_is_none(food_id):
    assert food_of(food_id) is None


def test_food_of_a_product_is_the_one_of_its_id():
    assert food_of("egg").id == "egg"


@pytest.mark.parametrize(
    ("group", "food", "possible"),
    [
        ("milk_uht", MILK, True),
        (None, MILK, True),
        ("no_such_group", MILK, True),
        ("frozen_food", ORANGE, True),
        ("canned", ORANGE, True),
        ("soft_drink", ORANGE, False),
        ("sweets", ORANGE, False),
        ("salty_snacks", MILK, False),
        ("ice_cream", MILK, False),
        ("dairy_dessert", MILK, False),
        ("dairy_dessert", replace(MILK, group="dairy_dessert"), True),
        ("non_food", ORANGE, False),
        ("pet_food", MILK, False),
        ("juice", replace(ORANGE, group="juice"), True),
    ],
)
def test_product_may_be_a_food_that_its_group_allows(group, food, possible):
    assert may_be(group, food) is possible
