import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import Invalid
from foodsave.kit.quantity import Dimension, Quantity, Unit

units = st.sampled_from(list(Unit))


@given(st.integers(0, 10**9), units)
def test_quantity_reads_back_the_amount_it_shows(thousandths: int, unit: Unit):
    quantity = Quantity(thousandths * unit.milli // 1000, unit)

    assert Quantity.parse(quantity.amount, unit) == quantity


@given(st.integers(0, 10**9), st.integers(0, 10**9), units)
def test_quantity_subtraction_undoes_addition(a: int, b: int, unit: Unit):
    assert Quantity(a, unit) + Quantity(b, unit) - Quantity(b, unit) == Quantity(a, unit)


@pytest.mark.parametrize(
    ("amount", "unit", "milli"),
    [
        ("0,381", "kg", 381_000),
        ("2", "szklanka", 500_000),
        ("1.5", "l", 1_500_000),
        ("3", "szt", 3_000),
        ("1", "łyżka", 15_000),
    ],
)
def test_quantity_parse_converts_by_one_table(amount: str, unit: str, milli: int):
    assert Quantity.parse(amount, unit).milli == milli


@pytest.mark.parametrize(
    ("amount", "unit"),
    [("NaN", "kg"), ("-1", "kg"), ("1", "stopa"), ("0.0001", "szt"), ("999999999", "kg"), ("", "kg")],
)
def test_quantity_parse_refuses_what_cannot_be_kept(amount: str, unit: str):
    with pytest.raises(Invalid):
        Quantity.parse(amount, unit)


def test_quantity_shown_in_another_unit_keeps_its_size():
    assert Quantity.parse("0.25", "kg").to(Unit.DECAGRAM).amount == "25"


def test_quantity_refuses_to_change_dimension():
    with pytest.raises(Invalid, match="cannot be shown"):
        Quantity.parse("1", "kg").to(Unit.LITRE)


def test_quantity_refuses_to_add_grams_to_pieces():
    with pytest.raises(Invalid, match="cannot combine"):
        Quantity.parse("1", "kg") + Quantity.parse("1", "szt")


def test_quantity_rounds_what_its_unit_cannot_show():
    assert Quantity(1_000, Unit.GLASS).amount == "0.004"
    assert str(Quantity(-1_500, Unit.PIECE)) == "-1.5 szt"


def test_unit_every_member_has_a_dimension():
    assert {unit.dimension for unit in Unit} == set(Dimension)
