from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.insights.unit_prices import Paid, price_histories, unit_price


def paid(price_minor, amount="1", unit="l", *, day=1, store="Lidl", currency="PLN", product="milk"):
    on = date(2026, 3, day)
    return Paid(product, on, store, price_minor, currency, Quantity.parse(amount, unit), "r", day, None)


@pytest.mark.parametrize(
    ("price_minor", "amount", "unit", "expected"),
    [
        (399, "1", "l", 399),
        (250, "0.5", "l", 500),
        (1000, "300", "g", 3333),
        (500, "3", "szt", 167),
        (1, "3", "szt", 0),
        (99, "0.381", "kg", 260),
        (5, "10", "op", 1),
    ],
)
def test_unit_price_is_of_a_kilogram_litre_or_piece_half_up(price_minor, amount, unit, expected):
    assert unit_price(price_minor, Quantity.parse(amount, unit)) == expected


def test_price_histories_tell_last_lowest_and_median_of_each_store():
    purchases = [paid(420, day=9), paid(399, day=2), paid(350, day=5), paid(300, day=4, store="Żabka")]

    (history,) = price_histories(purchases, {"milk": "Mleko"})

    lidl, zabka = history.stores
    assert [price.minor for price in lidl.history] == [399, 350, 420]
    assert (lidl.last.minor, lidl.lowest.minor, lidl.median_minor, lidl.per) == (420, 350, 399, Unit.LITRE)
    assert (zabka.store, zabka.lowest.paid.line) == ("Żabka", 4)


def test_price_histories_take_the_mean_of_the_middle_two_half_up():
    (history,) = price_histories([paid(100, day=1), paid(101, day=2)], {"milk": "Mleko"})

    assert history.stores[0].median_minor == 101


def test_price_histories_cite_the_latest_of_equal_lowest_prices():
    (history,) = price_histories([paid(100, day=1), paid(100, day=2)], {"milk": "Mleko"})

    assert history.stores[0].lowest.paid.on == date(2026, 3, 2)


def test_price_histories_keep_currencies_and_units_apart():
    purchases = [paid(100), paid(100, currency="EUR"), paid(100, "200", "g")]

    (history,) = price_histories(purchases, {"milk": "Mleko"})

    assert {(prices.currency, prices.per) for prices in history.stores} == {
        ("PLN", Unit.LITRE),
        ("EUR", Unit.LITRE),
        ("PLN", Unit.KILOGRAM),
    }


def test_price_histories_pass_over_gifts_and_other_products():
    (history,) = price_histories([paid(0), paid(100, product="tea")], {"milk": "Mleko"})

    assert history.stores == ()


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_unit_price_is_within_half_a_grosz_of_the_exact_one(price_minor, milli):
    found = unit_price(price_minor, Quantity(milli, Unit.GRAM))

    assert abs(2 * (found * milli - price_minor * 1_000_000)) <= milli
