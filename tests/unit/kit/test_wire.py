"""Amounts as they are told: whatever was taken in can be told again, and summed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from foodsave.kit.money import parse_minor
from foodsave.kit.quantity import Unit
from foodsave.kit.wire import QuantityWanted, money_answer

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
