from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import Conflict, Invalid
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.catalog.weights import Weights
from foodsave.kitchen.pantry.allocation import Share, allocate, convert
from foodsave.kitchen.pantry.ledger import Lot

EGGS = {"eggs": Weights(piece_mg=56_000), "milk": Weights(density=1_030)}


def lot(number: int, amount: str, unit: str, product: str = "eggs") -> Lot:
    facts = {"product_id": product, "name": "Jaja", "group_id": "eggs", "place": "fridge"}
    milli = Quantity.parse(amount, unit).milli
    return Lot(id=str(number), amount_milli=milli, unit=unit, purchased_on=date(2026, 3, 9), **facts)


def test_allocate_takes_lots_in_order_and_splits_the_last_one():
    lots = [lot(1, "300", "g"), lot(2, "1", "kg"), lot(3, "1", "kg")]

    assert allocate(lots, Quantity.parse("0.5", "kg"), {}) == [Share("1", 300_000), Share("2", 200_000)]


def test_allocate_takes_the_last_gram_and_not_a_thousandth_more():
    lots = [lot(1, "300", "g"), lot(2, "0.001", "g")]

    assert allocate(lots, Quantity(300_001, Unit.GRAM), {}) == [Share("1", 300_000), Share("2", 1)]
    with pytest.raises(Conflict, match=r"only 300\.001 g") as refusal:
        allocate(lots, Quantity(300_002, Unit.GRAM), {})
    assert refusal.value.reason == "not_enough"
    assert refusal.value.details["left"] == {"amount": "300.001", "unit": "g"}


def test_allocate_counts_pieces_as_grams_when_their_weight_is_known():
    lots = [lot(1, "2", "szt"), lot(2, "500", "g")]

    assert allocate(lots, Quantity.parse("140", "g"), EGGS) == [Share("1", 2_000), Share("2", 28_000)]


def test_allocate_names_both_units_when_a_weight_is_missing():
    with pytest.raises(Invalid, match="kept in szt and g cannot") as refusal:
        allocate([lot(1, "50", "g"), lot(2, "2", "szt")], Quantity.parse("100", "g"), {})

    assert refusal.value.reason == "unit_mismatch"
    assert (refusal.value.details["unit"], refusal.value.details["wanted_unit"]) == ("szt", "g")


def test_allocate_passes_over_units_it_cannot_convert_while_there_is_enough_without():
    lots = [lot(1, "2", "szt"), lot(2, "500", "g")]

    assert allocate(lots, Quantity.parse("100", "g"), {}) == [Share("2", 100_000)]


def test_allocate_from_nothing_says_that_there_is_nothing():
    with pytest.raises(Conflict, match="there is nothing of it at home, not 1 kg"):
        allocate([], Quantity.parse("1", "kg"), {})


@given(
    st.lists(st.tuples(st.integers(1, 10**7), st.sampled_from(["g", "szt"])), max_size=6),
    st.integers(1, 10**7),
    st.integers(1, 10**6),
)
def test_allocate_gives_what_is_wanted_to_half_a_thousandth(sizes, wanted_milli: int, piece_mg: int):
    lots = [
        Lot(
            id=str(number),
            product_id="p",
            name="Towar",
            group_id=None,
            amount_milli=milli,
            unit=unit,
            place="fridge",
            purchased_on=date(2026, 3, 9),
        )
        for number, (milli, unit) in enumerate(sizes)
    ]
    weigh = {"g": Fraction(1), "szt": Fraction(piece_mg, 1_000)}
    there = sum(one.amount_milli * weigh[one.unit] for one in lots)

    try:
        shares = allocate(lots, Quantity(wanted_milli, Unit.GRAM), {"p": Weights(piece_mg=piece_mg)})
    except Conflict:
        assert there < wanted_milli
        return

    assert [share.lot_id for share in shares] == [one.id for one in lots[: len(shares)]]
    *whole, last = zip(shares, lots, strict=False)
    assert all(share.milli == one.amount_milli for share, one in whole)
    given_milli = sum(share.milli * weigh[one.unit] for share, one in [*whole, last])
    assert 0 < last[0].milli <= last[1].amount_milli
    assert abs(given_milli - wanted_milli) <= max(weigh[last[1].unit], Fraction(1, 2))


@pytest.mark.parametrize(
    ("amount", "unit", "kept", "milli"),
    [
        ("112", "g", lot(1, "10", "szt"), 2_000),
        ("1", "szt", lot(1, "1", "kg"), 56_000),
        ("0.001", "g", lot(1, "10", "szt"), 1),
        ("100", "g", lot(1, "1", "l", "milk"), 97_087),
        ("2", "szklanka", lot(1, "1", "l", "milk"), 500_000),
    ],
)
def test_convert_is_exact_and_half_up(amount: str, unit: str, kept: Lot, milli: int):
    assert convert(Quantity.parse(amount, unit), kept, EGGS[kept.product_id]) == milli


def test_convert_refuses_pieces_of_what_has_no_piece_weight():
    with pytest.raises(Invalid, match="kept in l and szt cannot be converted"):
        convert(Quantity.parse("1", "szt"), lot(1, "1", "l", "milk"), EGGS["milk"])
