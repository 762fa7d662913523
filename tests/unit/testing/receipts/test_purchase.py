import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.testing.receipts.goods import Good
from foodsave.testing.receipts.purchase import BasketLine, PurchaseTerms, draw_purchase, tax_in, valid_nip

SEEDS = st.integers(min_value=0, max_value=2**32)
MILK = Good("Mleko", "C", 300, 400)


@pytest.mark.parametrize(
    ("qty", "price", "total"),
    [(1000, 399, 399), (3000, 399, 1197), (435, 1990, 866), (125, 100, 13), (381, 3390, 1292)],
)
def test_line_total_rounds_half_up_to_the_grosz(qty, price, total):
    assert BasketLine(MILK, "C", qty, price).total_minor == total


@pytest.mark.parametrize(("gross", "rate", "tax"), [(12300, 23, 2300), (10500, 5, 500), (99, 8, 7), (500, 0, 0)])
def test_tax_in_is_computed_back_from_gross(gross, rate, tax):
    assert tax_in(gross, rate) == tax


@given(seed=SEEDS)
def test_valid_nip_has_a_right_check_digit(seed):
    digits = [int(digit) for digit in valid_nip(Random(seed))]

    assert len(digits) == 10
    assert sum(w * d for w, d in zip((6, 5, 7, 2, 3, 4, 5, 6, 7), digits, strict=False)) % 11 == digits[9]


@given(seed=SEEDS)
def test_draw_purchase_adds_up(seed):
    bought = draw_purchase(Random(seed), PurchaseTerms())

    assert 1 <= len(bought.lines) <= 40
    assert sum(bought.gross_by_letter.values()) == bought.total_minor > 0
    assert all(0 <= line.discount_minor <= line.total_minor for line in bought.lines)


@given(seed=SEEDS)
def test_draw_purchase_asks_one_price_for_a_good(seed):
    prices = {}
    for line in draw_purchase(Random(seed), PurchaseTerms(), items=30).lines:
        assert prices.setdefault(line.good.name, line.unit_price_minor) == line.unit_price_minor


@given(seed=SEEDS)
def test_draw_purchase_discounts_only_single_lines_where_discounts_stand_apart(seed):
    lines = draw_purchase(Random(seed), PurchaseTerms(discounts=1, discounts_apart=True), items=40).lines
    names = [line.good.name for line in lines]

    assert all(names.count(line.good.name) == 1 for line in lines if line.discount_minor)


def test_draw_purchase_keeps_to_its_terms():
    terms = PurchaseTerms(years=(2019, 2019), discounts=0, weighed=0, cancelled=0)
    bought = draw_purchase(Random(1), terms, items=40)

    assert bought.at.year == 2019
    assert bought.at.tzinfo is dt.UTC
    assert bought.discounts_minor == 0
    assert not any(line.good.weighed or line.cancelled for line in bought.lines)


def test_draw_purchase_never_cancels_everything():
    bought = draw_purchase(Random(1), PurchaseTerms(cancelled=1), items=3)

    assert bought.total_minor > 0


def test_draw_purchase_taxes_food_at_zero_in_the_zero_rate_years():
    lines = draw_purchase(Random(2), PurchaseTerms(years=(2023, 2023)), items=30).lines

    assert "D" in {line.letter for line in lines}
    assert "C" not in {line.letter for line in lines}


def test_draw_purchase_takes_deposits_since_the_system_began():
    deposits = [draw_purchase(Random(seed), PurchaseTerms((2026, 2026)), items=40).deposit_minor for seed in range(9)]
    before = [draw_purchase(Random(seed), PurchaseTerms((2024, 2024)), items=40).deposit_minor for seed in range(9)]

    assert any(deposits)
    assert all(deposit % 50 == 0 for deposit in deposits)
    assert not any(before)


def test_draw_purchase_uses_the_names_that_are_given():
    names = ["Pierwszy", "Drugi", "Trzeci"]

    assert [line.good.name for line in draw_purchase(Random(3), PurchaseTerms(), items=2, names=names).lines] == names
