from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import Conflict, Invalid
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.pantry import changes
from foodsave.kitchen.pantry.ledger import Lot

BOUGHT, TODAY = date(2026, 3, 9), date(2026, 3, 10)


def lot(**facts) -> Lot:
    usual = {"id": "a", "product_id": "p", "name": "Mięso", "group_id": "meat_raw", "amount_milli": 500_000}
    usual |= {"unit": "g", "place": "fridge", "purchased_on": BOUGHT, "price_minor": 1_299, "currency": "PLN"}
    return Lot(**(usual | facts))


def test_opened_sets_the_day_once():
    assert changes.opened(lot(), TODAY) == {"opened_on": TODAY}
    for open_already in (lot(opened_on=BOUGHT), lot(recipe_id="bigos")):
        with pytest.raises(Conflict, match="open already") as refusal:
            changes.opened(open_already, TODAY)
        assert refusal.value.reason == "already_open"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"place": "freezer"}, "already_frozen"),
        ({"thawed_on": TODAY}, "was_thawed"),
        ({"printed_on": BOUGHT, "printed_kind": "use_by"}, "past_use_by"),
        ({"purchased_on": date(2026, 2, 1)}, "past_use_by"),
        ({"recipe_id": "bigos", "purchased_on": date(2026, 3, 5)}, "past_use_by"),
    ],
)
def test_frozen_is_only_what_may_still_be_eaten_and_was_not_frozen(facts: dict, code: str):
    with pytest.raises(Conflict) as refusal:
        changes.frozen(lot(**facts), TODAY)

    assert refusal.value.reason == code


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"printed_on": BOUGHT, "printed_kind": "best_before"},
        {"printed_on": TODAY, "printed_kind": "use_by"},
        {"opened_on": BOUGHT},
        {"group_id": None},
    ],
)
def test_frozen_food_goes_into_the_freezer_on_its_day(facts: dict):
    assert changes.frozen(lot(**facts), TODAY) == {"place": "freezer", "frozen_on": TODAY, "placed_on": TODAY}


def test_thawed_is_what_was_in_the_freezer():
    frozen = lot(place="freezer", frozen_on=BOUGHT)

    assert changes.thawed(frozen, TODAY, "counter") == {"place": "counter", "thawed_on": TODAY, "placed_on": TODAY}
    assert changes.thawed(lot(place="freezer"), TODAY, "fridge")["thawed_on"] == TODAY
    with pytest.raises(Conflict, match="not frozen; it is in the fridge"):
        changes.thawed(lot(), TODAY, "fridge")
    with pytest.raises(Invalid, match="thaws outside"):
        changes.thawed(frozen, TODAY, "freezer")
    with pytest.raises(Invalid, match="frozen on 2026-03-09"):
        changes.thawed(frozen, date(2026, 3, 8), "fridge")


@pytest.mark.parametrize(
    ("start", "place", "kind"),
    [("fridge", "counter", "moved"), ("counter", "freezer", "frozen"), ("freezer", "fridge", "thawed")],
)
def test_moved_into_and_out_of_the_freezer_is_more_than_a_move(start: str, place: str, kind: str):
    known, facts = changes.moved(lot(place=start), TODAY, place)

    assert (known, facts["place"], facts["placed_on"]) == (kind, place, TODAY)


def test_moved_needs_another_place_that_there_is():
    with pytest.raises(Conflict, match="in the fridge already"):
        changes.moved(lot(), TODAY, "fridge")
    with pytest.raises(Invalid, match="no place 'balkon'"):
        changes.moved(lot(), TODAY, "balkon")


@given(st.integers(2, changes.MOST_MILLI), st.sampled_from(list(Unit)))
def test_corrected_amount_may_be_of_another_kind_and_keeps_what_was_paid(milli: int, unit: Unit):
    after = changes.corrected(lot(amount_milli=1), {"amount": Quantity(milli, unit)}, TODAY)

    assert (after.amount_milli, after.unit, after.price_minor) == (milli, unit, 1_299)


def test_corrected_place_forgets_what_was_noted_of_the_wrong_one():
    wrong = lot(place="freezer", frozen_on=TODAY, placed_on=TODAY)

    assert changes.corrected(wrong, {"place": "fridge"}, TODAY) == lot()
    assert changes.corrected(replace(wrong, place="fridge"), {"place": "freezer"}, TODAY).frozen_on == TODAY


def test_corrected_printed_date_has_a_kind_exactly_when_there_is_a_date():
    dated = changes.corrected(lot(), {"printed_on": TODAY}, TODAY)

    assert dated.printed_kind == "best_before"
    assert changes.corrected(dated, {"printed_on": None}, TODAY) == lot()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, "nothing_changed"),
        ({"place": "fridge"}, "nothing_changed"),
        ({"amount": Quantity(0, Unit.GRAM)}, "invalid_quantity"),
        ({"amount": Quantity(-1, Unit.GRAM)}, "invalid_quantity"),
        ({"amount": Quantity(changes.MOST_MILLI + 1, Unit.GRAM)}, "absurd_amount"),
        ({"price_minor": -1}, "invalid_price"),
        ({"price_minor": 5, "currency": None}, "invalid_price"),
        ({"purchased_on": date(2026, 3, 11)}, "future_date"),
        ({"place": "balkon"}, "unknown_place"),
        ({"receipt_id": "x"}, "unknown_fact"),
    ],
)
def test_corrected_refuses_what_makes_no_sense(facts: dict, code: str):
    with pytest.raises(Invalid) as refusal:
        changes.corrected(lot(), facts, TODAY)

    assert refusal.value.reason == code


@pytest.mark.parametrize("fact", ["opened_on", "frozen_on", "thawed_on"])
def test_corrected_purchase_is_not_after_what_was_done_with_the_lot(fact: str):
    with pytest.raises(Invalid, match="cannot have been bought after that") as refusal:
        changes.corrected(lot(**{fact: BOUGHT}), {"purchased_on": TODAY}, TODAY)

    assert refusal.value.reason == "before_purchase"
