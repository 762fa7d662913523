from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.core.language.numerals import parse_count, parse_range, polish_form, read_count


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", "2"),
        ("1,5", "3/2"),
        ("1.5", "3/2"),
        ("1/2", "1/2"),
        ("1⁄2", "1/2"),
        ("1 1/2", "3/2"),
        ("1-1/2", "3/2"),
        ("1 i 1/2", "3/2"),
        ("1 and 1/2", "3/2"),
        ("1½", "3/2"),
        ("½", "1/2"),
        ("⅔", "2/3"),
        ("2 ⅓", "7/3"),
        ("1 000", "1000"),
        ("12 000", "12000"),
    ],
)
def test_parse_count_reads_digits_and_fractions(text, number):
    assert parse_count(text) == Fraction(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("pół", "1/2"),
        ("pol", "1/2"),
        ("połowa", "1/2"),
        ("półtora", "3/2"),
        ("półtorej", "3/2"),
        ("ćwierć", "1/4"),
        ("cwierc", "1/4"),
        ("trzy czwarte", "3/4"),
        ("dwie trzecie", "2/3"),
        ("jedna trzecia", "1/3"),
        ("jedna", "1"),
        ("jedno", "1"),
        ("dwie", "2"),
        ("dwóch", "2"),
        ("pięciu", "5"),
        ("dwanaście", "12"),
        ("dwadzieścia pięć", "25"),
        ("dwa i pół", "5/2"),
        ("2 i pół", "5/2"),
        ("tuzin", "12"),
        ("pół tuzina", "6"),
        ("3 ćwiartki", "3/4"),
        ("dwie połówki", "1"),
        ("dwa tuziny", "24"),
    ],
)
def test_parse_count_reads_polish_words(text, number):
    assert parse_count(text) == Fraction(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("one", "1"),
        ("twelve", "12"),
        ("a", "1"),
        ("half", "1/2"),
        ("half a", "1/2"),
        ("a half", "1/2"),
        ("a quarter", "1/4"),
        ("a quarter of a", "1/4"),
        ("three quarters", "3/4"),
        ("two thirds", "2/3"),
        ("one and a half", "3/2"),
        ("a dozen", "12"),
        ("half a dozen", "6"),
        ("two dozen", "24"),
        ("2 dozen", "24"),
        ("two halves", "1"),
        ("twenty five", "25"),
    ],
)
def test_parse_count_reads_english_words(text, number):
    assert parse_count(text) == Fraction(number)


@pytest.mark.parametrize(
    "text", ["kilka", "parę", "some", "few", "", " ", "jajko", "zero", "1/0", "1 3/2", "1.1234567"]
)
def test_parse_count_is_unknown_where_no_sound_number_stands(text):
    assert parse_count(text) is None


@pytest.mark.parametrize("text", ["9" * 20, "1.2.3", "1/2/3", "3/"])
def test_parse_count_reads_no_part_of_what_is_not_a_number(text):
    assert parse_count(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2-3", "2", "3"),
        ("2–3", "2", "3"),
        ("2 - 3", "2", "3"),
        ("2 do 3", "2", "3"),
        ("2 lub 3", "2", "3"),
        ("2 or 3", "2", "3"),
        ("2 to 3", "2", "3"),
        ("dwa-trzy", "2", "3"),
        ("1/2-1", "1/2", "1"),
        ("1½–2", "3/2", "2"),
        ("4", "4", "4"),
    ],
)
def test_parse_range_returns_both_ends(text, low, high):
    assert parse_range(text) == (Fraction(low), Fraction(high))
    assert parse_count(text) == (Fraction(low) if low == high else None)


@pytest.mark.parametrize("text", ["3-2", "5 do 5", "od 2", "2-"])
def test_parse_range_refuses_what_does_not_rise(text):
    assert parse_range(text) is None


def test_read_count_stops_where_the_number_ends():
    found = read_count("masło 1 1/2 kostki", 5)

    assert found is not None
    assert (found.low, found.high, found.end) == (Fraction(3, 2), None, len("masło 1 1/2"))


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (1, "jajko"),
        (2, "jajka"),
        (4, "jajka"),
        (5, "jajek"),
        (12, "jajek"),
        (14, "jajek"),
        (21, "jajek"),
        (22, "jajka"),
        (25, "jajek"),
        (112, "jajek"),
        (0, "jajek"),
        (Fraction(3, 2), "jajka"),
        (Fraction(1, 2), "jajka"),
    ],
)
def test_polish_form_follows_the_number(number, form):
    assert polish_form(number, "jajko", "jajka", "jajek", "jajka") == form


@given(st.fractions(min_value=Fraction(1, 999), max_value=999, max_denominator=999))
def test_parse_count_reads_every_fraction_back(value):
    whole, part = divmod(value, 1)
    text = f"{whole} {part}" if whole and part else str(value)

    assert parse_count(text) == value


@given(st.text(max_size=40))
def test_read_count_is_a_forward_reading_for_any_text(text):
    found = read_count(text)

    assert found is None or (found.low >= 0 and 0 < found.end <= len(text))
    assert found is None or found.high is None or found.high > found.low


@given(st.integers(min_value=0, max_value=10_000))
def test_polish_form_agrees_with_the_rule_of_grammars(number):
    tens, units = divmod(number % 100, 10)
    expected = "one" if number == 1 else "few" if units in (2, 3, 4) and tens != 1 else "many"

    assert polish_form(number, "one", "few", "many", "of_one") == expected
