import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import Invalid
from foodsave.kit.money import Money, format_minor, multiply_minor, parse_minor

minors = st.integers(min_value=-(10**12), max_value=10**12)


@given(minors)
def test_parse_minor_reads_what_format_minor_writes(minor: int):
    assert parse_minor(format_minor(minor)) == minor


@pytest.mark.parametrize(("text", "minor"), [("12,34", 1234), ("12.3", 1230), ("-5", -500), (" 0.07 ", 7)])
def test_parse_minor_accepts_comma_dot_and_short_forms(text: str, minor: int):
    assert parse_minor(text) == minor


@pytest.mark.parametrize("text", ["", "NaN", "1.234", "1e5", "١٢", "--1", "1,2,3", "9" * 13])
def test_parse_minor_refuses_what_is_no_amount(text: str):
    with pytest.raises(Invalid, match="amount"):
        parse_minor(text)


@given(minors, minors)
def test_money_addition_and_subtraction_are_inverse(a: int, b: int):
    assert Money(a, "PLN") + Money(b, "PLN") - Money(b, "PLN") == Money(a, "PLN")


def test_money_refuses_to_mix_currencies():
    with pytest.raises(Invalid, match="PLN with EUR"):
        Money(1, "PLN") + Money(1, "EUR")


def test_money_refuses_a_code_that_is_no_currency():
    with pytest.raises(Invalid, match="ISO 4217"):
        Money(1, "zł")


def test_money_prints_with_its_currency():
    assert str(-Money(1205, "PLN")) == "-12.05 PLN"


@pytest.mark.parametrize(("qty", "price", "product"), [("0.25", 699, 175), ("0.381", 3390, 1292), ("3", 350, 1050)])
def test_multiply_minor_rounds_half_up_as_tills_do(qty: str, price: int, product: int):
    assert multiply_minor(qty, price) == product
