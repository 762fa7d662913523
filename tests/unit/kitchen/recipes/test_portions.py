"""Amounts that were made to fit, as a cook measures them; the figures are a person's."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.recipes.portions import Portion, told_exactly, told_roughly

METRIC = ("g", "dag", "kg", "ml", "l")
COUNTS = st.fractions(min_value=Fraction(1, 144), max_value=500, max_denominator=144)


def told(count, measure, **facts):
    number, found, rounded = told_roughly(Fraction(count), Measure(measure), **facts)
    return f"{'~' if rounded else ''}{number} {found.value}"


@pytest.mark.parametrize(
    ("count", "measure", "expected"),
    [
        ("7/4", "g", "9/5 g"),
        ("10/3", "g", "33/10 g"),
        ("20/3", "g", "13/2 g"),
        ("50/3", "g", "33/2 g"),
        ("225/2", "g", "113 g"),
        ("1000/3", "g", "333 g"),
        ("999.6", "g", "1 kg"),
        ("1375", "g", "69/50 kg"),
        ("1/3", "kg", "333 g"),
        ("5/2", "kg", "5/2 kg"),
        ("25/2", "dag", "125 g"),
        ("1/1000", "g", "1/10 g"),
        ("9/10", "l", "900 ml"),
        ("25/12", "l", "52/25 l"),
        ("105/2", "ml", "53 ml"),
    ],
)
def test_told_roughly_rounds_grams_and_millilitres_to_what_a_scale_shows(count, measure, expected):
    assert told(count, measure) == expected


@pytest.mark.parametrize(
    ("count", "measure", "expected"),
    [
        ("3/8", "pęczek", "~1/3 pęczek"),
        ("5/8", "pęczek", "~2/3 pęczek"),
        ("5/12", "pęczek", "~1/2 pęczek"),
        ("1/10", "pęczek", "~1/8 pęczek"),
        ("1/12", "pęczek", "None pęczek"),
        ("1/2", "szklanka", "1/2 szklanka"),
        ("1/6", "szklanka", "~11/4 łyżka"),
        ("1/8", "cup", "2 łyżka"),
        ("1/6", "łyżka", "1/2 łyżeczka"),
        ("1/5", "łyżka", "~2/3 łyżeczka"),
        ("1/18", "łyżeczka", "None łyżeczka"),
        ("5/3", "łyżka", "5/3 łyżka"),
        ("10/3", "łyżka", "~7/2 łyżka"),
        ("25/2", "łyżka", "~13 łyżka"),
        ("9/5", "szt", "~7/4 szt"),
        ("25/8", "szt", "~3 szt"),
        ("1/3", "ząbek", "~1/2 ząbek"),
        ("3/4", "ząbek", "~1 ząbek"),
        ("1/5", "ząbek", "None ząbek"),
        ("15/4", "ząbek", "~4 ząbek"),
        ("10/3", "kromka", "~3 kromka"),
        ("3/2", "kromka", "3/2 kromka"),
        ("1/3", "lb", "~1/4 lb"),
        ("11/3", "oz", "~15/4 oz"),
        ("1/3", "szczypta", "1 szczypta"),
        ("5/2", "szczypta", "3 szczypta"),
    ],
)
def test_told_roughly_finds_the_parts_that_spoons_and_knives_can_measure(count, measure, expected):
    assert told(count, measure) == expected


@pytest.mark.parametrize(
    ("count", "piece_mg", "expected"),
    [
        ("12/5", 100, "~2 szt"),
        ("1/2", 100, "~1 szt"),
        ("1/5", 100, "None szt"),
        ("12/5", 110_000, "~7/3 szt"),
        ("12/5", None, "~7/3 szt"),
    ],
)
def test_told_roughly_does_not_cut_what_is_tiny(count, piece_mg, expected):
    assert told(count, "szt", piece_mg=piece_mg) == expected


@pytest.mark.parametrize(
    ("count", "measure", "expected"),
    [
        ("1000", "g", Portion(Fraction(1), Measure.KILOGRAM, rounded=False)),
        ("999", "g", Portion(Fraction(999), Measure.GRAM, rounded=False)),
        ("1/4", "kg", Portion(Fraction(250), Measure.GRAM, rounded=False)),
        ("9/10", "l", Portion(Fraction(900), Measure.MILLILITRE, rounded=False)),
        ("25/2", "dag", Portion(Fraction(25, 2), Measure.DECAGRAM, rounded=False)),
        ("7/8", "szklanka", Portion(Fraction(7, 8), Measure.GLASS, rounded=False)),
    ],
)
def test_told_exactly_changes_the_unit_but_never_the_amount(count, measure, expected):
    assert told_exactly(Fraction(count), Measure(measure)) == expected


@given(COUNTS, st.sampled_from(METRIC))
def test_told_roughly_is_at_most_a_twentieth_off_on_the_scale(count, measure):
    amount = count * Measure(measure).size[1]
    number, found, _ = told_roughly(count, Measure(measure))

    assert abs(number * found.size[1] - amount) <= max(amount / 20, Fraction(1, 10))


@given(COUNTS, st.sampled_from([one for one in Measure if one.value not in METRIC]))
def test_told_roughly_says_rounded_exactly_when_the_number_differs(count, measure):
    number, found, rounded = told_roughly(count, measure)
    same = count * measure.size[1] / found.size[1] if found is not measure else count

    assert rounded is (number is not None and number != same and measure is not Measure.PINCH)
    if rounded:
        assert abs(number - same) <= max(same / 4, Fraction(1, 4))
