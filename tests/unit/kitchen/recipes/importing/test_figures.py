from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kitchen.recipes.importing.figures import amount_text, minutes_of, servings_of


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("PT1H30M", 90), ("PT90M", 90), ("pt45m", 45), ("P0DT0H20M", 20), ("P1DT2H", 1560), ("PT30S", 1),
        ("PT1.5H", 90),
        ("P1W", 10_080), ("PT0M", None), ("P", None), ("PT", None), ("1 h 20 min", 80), ("1h20", 80),
        ("1 godz. 15 min", 75),
        ("2 godziny", 120), ("pół godziny", 30), ("półtorej godziny", 90), ("1,5 godziny", 90), ("1 1/2 hours", 90),
        ("half an hour", 30), ("45 minut", 45), ("ok. 45 min.", 45), ("30-40 minut", 40), ("20 do 30 min", 30),
        ("1:15", 75),
        ("45", 45), (45, 45), (Decimal("12.5"), 13), (0, None), (True, None), (None, None), ("", None), ("długo", None),
        ("99999 godzin", None), ("P99999Y", None), (-5, None), ("2 dni", 2880), ("90 seconds", 2), (10**30, None),
        ("9" * 500, None),
    ],
)  # fmt: skip
def test_minutes_of_a_time_however_it_is_written(text, minutes):
    assert minutes_of(text) == minutes


@given(st.integers(0, 400), st.integers(0, 59))
def test_minutes_of_iso_8601_are_exact(hours, minutes):
    assert minutes_of(f"PT{hours}H{minutes}M") == ((hours * 60 + minutes) or None)


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("4", 4), (4, 4), (Decimal("6.0"), 6), ("4 porcje", 4), ("Serves 4-6", 4), ("4 do 6 osób", 4),
        ("dla 2 osób", 2),
        ("6 servings", 6), (["12 muffins", "4 servings"], 4), (["4", "4 porcje"], 4), ("12 muffins", None),
        ("1 bochenek", None),
        ("1,5 kg", None), ("500", None), (0, None), (True, None), (None, None), ([], None), ("", None), ({}, None),
        ("4.0", 4),
        ("Porcje: 8", 8), ("Yield: 6", 6),
    ],
)  # fmt: skip
def test_servings_of_a_yield_that_tells_people(value, people):
    assert servings_of(value) == people


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2, "2"), (Decimal("0.5"), "0.5"), (Decimal("1.25"), "1.25"), (Decimal("0.333"), "1/3"), (Decimal("1.667"),
        "1 2/3"),
        (Decimal("1.0"), "1"), (0, ""), (-1, ""), (None, ""), (True, ""), ("1/2", "1/2"), (10**9, ""), ({}, ""),
        (Decimal("0.3"), "0.3"), (Decimal("1e-9"), ""),
    ],
)  # fmt: skip
def test_amount_text_of_an_exported_number(value, text):
    assert amount_text(value) == text


@given(st.text(max_size=300) | st.integers() | st.decimals(allow_nan=False, allow_infinity=False))
def test_figures_of_anything_are_within_their_limits(value):
    minutes, people = minutes_of(value), servings_of(value)

    assert minutes is None or 0 < minutes <= 43_200
    assert people is None or 0 < people <= 100


@given(st.text(alphabet="0123456789 ,./-:hmgodzPTS", max_size=5000))
def test_figures_of_long_runs_of_digits_and_units_end(text):
    assert minutes_of(text) is None or minutes_of(text) > 0
