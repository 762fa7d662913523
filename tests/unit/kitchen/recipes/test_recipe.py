"""What a recipe takes, as it is computed with and as it is kept."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import Invalid
from foodsave.kit.quantity import Unit
from foodsave.kitchen.catalog.foods import food
from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.recipes.recipe import Need, known_food, load_needs, total_minutes
from unit.kitchen.recipes.cupboard import line, recipe

NEEDS = st.builds(
    Need,
    st.none() | st.just("egg"),
    st.none() | st.integers(1, 10**12),
    st.none() | st.sampled_from(Unit),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("food_id", "count", "measure", "milli", "unit"),
    [
        ("wheat_flour", "2", Measure.GLASS, 500_000, Unit.MILLILITRE),
        ("egg", "3", None, 3_000, Unit.PIECE),
        ("butter", "1/3", Measure.KILOGRAM, 333_333, Unit.GRAM),
        ("garlic", "2", Measure.CLOVE, 10_000, Unit.GRAM),
        (None, "2", Measure.TABLESPOON, 30_000, Unit.MILLILITRE),
        (None, "2", Measure.CLOVE, None, None),
        ("potato", "1", Measure.CAN, None, None),
        ("salt", None, None, None, None),
    ],
)
def test_need_of_counts_in_thousandths_of_a_base_unit(food_id, count, measure, milli, unit):
    number = None if count is None else Fraction(count)

    assert Need.of(known_food(food_id), number, measure, optional=True) == Need(food_id, milli, unit, optional=True)


@pytest.mark.parametrize("count", ["0", "-1", "1/10000", "1000000000000"])
def test_need_of_refuses_an_absurd_amount(count):
    with pytest.raises(Invalid):
        Need.of(food("butter"), Fraction(count), Measure.GRAM, optional=False)


@given(st.lists(NEEDS, max_size=5))
def test_load_needs_returns_what_was_dumped(needs):
    assert load_needs(json.dumps([need.dump() for need in needs])) == tuple(needs)


@pytest.mark.parametrize(
    ("prep_min", "cook_min", "minutes"), [(None, None, None), (5, None, 5), (None, 7, 7), (5, 7, 12), (0, 0, 0)]
)
def test_total_minutes_is_unknown_only_when_neither_part_is_told(prep_min, cook_min, minutes):
    assert total_minutes(prep_min, cook_min) == minutes
    assert recipe(prep_min=prep_min, cook_min=cook_min).minutes == minutes


def test_recipe_speaks_the_language_that_it_has():
    both, english = recipe(), recipe(titles={"en": "Dish"})

    assert (both.language("pl"), both.title("pl"), both.language("en"), both.title("en")) == (
        "pl",
        "Danie",
        "en",
        "Dish",
    )
    assert (english.language("pl"), english.title("pl")) == ("en", "Dish")


def test_recipe_names_the_lines_that_are_not_understood():
    dish = recipe(line("egg", "1", "szt"), line(None, "1", "szt", text="1 coś"), line("salt"))

    assert dish.unmapped == ("1 coś",)
    assert [need.food_id for need in dish.needs] == ["egg", None, "salt"]


def test_known_food_is_none_for_what_the_table_does_not_have():
    assert known_food("egg") is food("egg")
    assert (known_food("dodo"), known_food(None)) == (None, None)
