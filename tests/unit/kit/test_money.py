import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import Invalid
from foodsave.kit.money import Money, allocate_minor, format_minor, parse_minor

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


@given(minors, st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(lambda w: sum(w) > 0))
def test_allocate_minor_loses_nothing_and_stays_within_one(total: int, weights: list[int]):
    parts = allocate_minor(total, weights)

    assert sum(parts) == total
    assert all(
        abs(part * sum(weights) - total * weight) <= sum(weights) for part, weight in zip(parts, weights, strict=True)
    )


@pytest.mark.parametrize("weights", [[0, 0], [-1, 2]])
def test_allocate_minor_refuses_weights_without_a_share(weights: list[int]):
    with pytest.raises(Invalid, match="weights"):
        allocate_minor(100, weights)
