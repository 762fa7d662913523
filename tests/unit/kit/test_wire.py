"""Amounts as they are told: whatever was taken in can be told again, and summed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from foodsave.kit.money import parse_minor
from foodsave.kit.quantity import Unit
from foodsave.kit.wire import Day, FoodDay, QuantityWanted, money_answer

LARGEST_LINE, MOST_LINES = 99_999_999_999, 1_000


@given(st.integers(-LARGEST_LINE * MOST_LINES, LARGEST_LINE * MOST_LINES))
def test_money_answer_tells_the_sum_of_any_receipt(minor):
    told = money_answer(minor, "PLN")

    assert (parse_minor(told.amount), told.currency) == (minor, "PLN")


@pytest.mark.parametrize(("amount", "currency"), [(None, "PLN"), (5, None)])
def test_money_answer_is_nothing_without_amount_or_currency(amount, currency):
    assert money_answer(amount, currency) is None


def test_quantity_wanted_is_a_quantity():
    quantity = QuantityWanted(amount="0.381", unit=Unit.KILOGRAM).quantity()

    assert (quantity.milli, quantity.unit) == (381_000, Unit.KILOGRAM)


@pytest.mark.parametrize("amount", ["-1", "1e3", "NaN", "1,5", "9223372036854775808", ""])
def test_quantity_wanted_refuses_what_is_no_plain_number(amount):
    with pytest.raises(ValidationError):
        QuantityWanted(amount=amount, unit=Unit.KILOGRAM)


@pytest.mark.parametrize(
    "written", ["0", "1", 0, 1.5, "2026-03-10T00:00:00", "1773100800", "20260310", "2026-02-30", ""]
)
def test_day_refuses_what_is_not_written_as_a_day(written):
    with pytest.raises(ValidationError):
        TypeAdapter(Day).validate_python(written)


@pytest.mark.parametrize("written", ["2026-03-10", date(2026, 3, 10)])
def test_day_is_a_date(written):
    assert TypeAdapter(Day).validate_python(written) == date(2026, 3, 10)


@pytest.mark.parametrize("day", ["1989-12-31", "2101-01-01", "0202-03-10"])
def test_food_day_refuses_days_on_which_nobody_bought_this_food(day):
    with pytest.raises(ValidationError):
        TypeAdapter(FoodDay).validate_python(day)


@pytest.mark.parametrize("day", ["1990-01-01", "2100-12-31"])
def test_food_day_takes_days_at_the_edges(day):
    assert TypeAdapter(FoodDay).validate_python(day) == date.fromisoformat(day)
