from fractions import Fraction

import pytest

from foodsave.kitchen.catalog.foods import Allergen, food, foods, lineage
from foodsave.kitchen.catalog.substitutions import CookingRole, Substitution, substitutions

COURSES = {"soup", "main", "salad", "side", "breakfast", "dessert", "bake", "spread", "sauce", "drink", "preserve"}
ROWS = [row for rows in substitutions().values() for row in rows]


def _swap(wanted: str, instead: str) -> Substitution:
    return next(row for row in substitutions()[wanted] if row.instead == instead)


def test_substitutions_name_foods_that_exist():
    named = {row.food for row in ROWS} | {row.instead for row in ROWS}

    assert named <= set(foods())


def test_substitutions_are_kept_under_the_food_they_replace():
    for wanted, rows in substitutions().items():
        assert {row.food for row in rows} == {wanted}


def test_substitutions_are_each_listed_once():
    pairs = [(row.food, row.instead) for row in ROWS]

    assert len(set(pairs)) == len(pairs)


def test_substitutions_are_no_kinds_of_what_they_replace():
    # A kind of the wanted food needs no row: it stands for it as it is.
    assert [row for row in ROWS if row.food in lineage(row.instead)] == []


def test_substitution_ratios_are_amounts_that_a_cook_can_use():
    assert [row for row in ROWS if not Fraction(1, 50) <= row.ratio <= 8] == []


def test_substitutions_both_ways_agree_on_the_ratio():
    ratios = {(row.food, row.instead): row.ratio for row in ROWS}
    back_and_forth = {
        (wanted, instead): ratio * ratios[instead, wanted]
        for (wanted, instead), ratio in ratios.items()
        if (instead, wanted) in ratios
    }

    assert back_and_forth
    assert {pair: product for pair, product in back_and_forth.items() if not Fraction(1, 2) <= product <= 2} == {}


def test_substitutions_are_told_in_both_languages_as_sentences():
    for row in ROWS:
        for note in (row.note_pl, row.note_en):
            assert note[0].isupper(), row
            assert note.endswith("."), row


def test_substitutions_are_limited_to_courses_of_recipes():
    assert {course for row in ROWS for course in row.only_for} <= COURSES


def test_substitutions_of_unknown_allergens_say_to_read_the_label():
    unknown = [row for row in ROWS if food(row.instead).allergens is None]

    assert unknown
    assert [row for row in unknown if "skład" not in row.note_pl or "label" not in row.note_en] == []


def test_substitutions_play_every_role():
    assert {row.role for row in ROWS} == set(CookingRole)


@pytest.mark.parametrize(
    ("wanted", "instead", "ratio"),
    [
        ("fresh_yeast", "dry_yeast", Fraction(1, 3)),
        ("baking_powder", "baking_soda", Fraction(1, 3)),
        ("buttermilk", "kefir", Fraction(1)),
        ("sugar", "honey", Fraction(3, 4)),
        ("lemon_juice", "vinegar", Fraction(1, 2)),
        ("butter", "rapeseed_oil", Fraction(4, 5)),
    ],
)
def test_substitution_has_the_ratio_of_the_kitchen(wanted, instead, ratio):
    assert _swap(wanted, instead).ratio == ratio


def test_substitution_suits_only_its_courses():
    binder = _swap("egg", "applesauce")

    assert binder.suits("bake")
    assert not binder.suits("main")
    assert not binder.suits(None)


def test_substitution_without_courses_suits_every_dish():
    swap = _swap("buttermilk", "kefir")

    assert swap.suits("bake")
    assert swap.suits(None)


@pytest.mark.parametrize(
    ("wanted", "allergen"),
    [("egg", Allergen.EGGS), ("milk", Allergen.MILK), ("walnut", Allergen.NUTS), ("wheat_flour", Allergen.GLUTEN)],
)
def test_substitutions_offer_a_way_without_a_frequent_allergen(wanted, allergen):
    stand_ins = [food(row.instead) for row in substitutions()[wanted]]

    assert any(found.allergens is not None and allergen not in found.allergens for found in stand_ins)
