"""What stands in for what is lacking: by weight, in dishes where it works, never with an allergen to avoid."""

import pytest

from foodsave.kitchen.catalog.foods import Allergen
from foodsave.kitchen.catalog.substitutions import substitutions
from foodsave.kitchen.recipes.allocation import fill
from foodsave.kitchen.recipes.recipe import Need
from foodsave.kitchen.recipes.stand_ins import stand_ins
from foodsave.kitchen.recipes.stock import Shelf
from unit.kitchen.recipes.cupboard import TODAY, line, lot

NONE = frozenset()


def found(*needs, lots=(), course="main", avoid=NONE):
    shelf = Shelf(lots, (), TODAY)
    filled = fill(needs, shelf, people=2, servings=2)
    return {one.food.id: one for one in stand_ins(filled[0], filled, shelf, course, avoid)}


BUTTER = line("butter", "100").need


def test_stand_ins_tell_the_amount_by_weight_and_ratio():
    # 100 g of butter are 80 g of rapeseed oil, which is 80 / 0.92 = 86.957 ml; and 85 g of lard
    instead = found(BUTTER)

    assert str(instead["rapeseed_oil"].quantity) == "86.957 ml"
    assert str(instead["lard"].quantity) == "85 g"
    assert str(instead["margarine"].quantity) == "100 g"


def test_stand_ins_replace_only_what_is_lacking():
    assert str(found(BUTTER, lots=(lot("butter", "60"),))["lard"].quantity) == "34 g"


def test_stand_ins_weigh_pieces():
    eggs = found(line("egg", "2", "szt").need, course="bake")
    swap = {one.instead: one.ratio for one in substitutions()["egg"]}

    assert eggs
    for food_id, one in eggs.items():
        if one.quantity.unit.value == "g":
            assert one.quantity.milli == round(2 * 55_000 * swap[food_id])


@pytest.mark.parametrize(
    ("course", "works"),
    [
        ("bake", {"margarine", "clarified_butter", "rapeseed_oil", "coconut_oil"}),
        ("salad", {"margarine", "clarified_butter"}),
    ],
)
def test_stand_ins_suit_the_course(course, works):
    assert found(BUTTER, course=course).keys() == works


def test_stand_ins_for_a_dish_of_no_known_course_are_those_that_always_work():
    assert found(BUTTER, course=None).keys() == {"margarine", "clarified_butter"}


def test_stand_ins_that_are_at_home_come_first():
    instead = found(BUTTER, lots=(lot("lard", "85"),))

    assert next(iter(instead)) == "lard"
    assert [one.at_home for one in instead.values()] == [True] + [False] * (len(instead) - 1)


@pytest.mark.parametrize(("grams", "enough"), [("85", True), ("84.999", False)])
def test_stand_ins_are_at_home_only_when_there_is_enough(grams, enough):
    assert found(BUTTER, lots=(lot("lard", grams),))["lard"].at_home is enough


def test_stand_ins_do_not_count_what_the_dish_uses_itself():
    lard = (lot("lard", "100"),)

    assert found(BUTTER, lots=lard)["lard"].at_home
    assert not found(BUTTER, line("lard", "20").need, lots=lard)["lard"].at_home


@pytest.mark.parametrize(
    ("avoid", "left"),
    [
        (NONE, {"margarine", "clarified_butter", "rapeseed_oil", "lard"}),
        # clarified butter has milk, and of margarine nobody can say
        ({Allergen.MILK}, {"rapeseed_oil", "lard"}),
        ({Allergen.NUTS}, {"clarified_butter", "rapeseed_oil", "lard"}),
    ],
)
def test_stand_ins_never_have_an_allergen_to_avoid_nor_leave_it_in_doubt(avoid, left):
    assert found(BUTTER, avoid=frozenset(avoid)).keys() == left


def test_stand_ins_at_home_are_not_lots_with_an_allergen_to_avoid():
    spoilt = lot("lard", "200", allergens=frozenset({Allergen.MILK}))

    assert found(BUTTER, lots=(spoilt,))["lard"].at_home
    assert not found(BUTTER, lots=(spoilt,), avoid=frozenset({Allergen.MILK}))["lard"].at_home


@pytest.mark.parametrize("need", [Need(None, None, None), Need("butter", None, None), line("water", "1", "l").need])
def test_stand_ins_are_none_for_what_has_no_amount_or_no_swap(need):
    assert found(need) == {}


def test_stand_ins_of_what_is_there_are_none():
    assert found(BUTTER, lots=(lot("butter", "100"),)) == {}
