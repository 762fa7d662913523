from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import Conflict
from foodsave.kitchen.pantry.ledger import (
    Event,
    Lot,
    added_event,
    apply_event,
    as_data,
    change_events,
    lot_from,
    part_of_price,
    project_lots,
    replay,
    retracted_event,
    taken_event,
)

DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
LOTS = st.builds(
    Lot,
    id=st.uuids().map(str),
    product_id=st.uuids().map(str),
    name=st.text(min_size=1, max_size=10),
    group_id=st.sampled_from([None, "yogurt", "bread"]),
    amount_milli=st.integers(1, 10**12),
    unit=st.sampled_from(["g", "kg", "ml", "szt"]),
    place=st.sampled_from(["fridge", "freezer", "pantry", "counter"]),
    purchased_on=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    printed_on=DAYS,
    opened_on=DAYS,
    price_minor=st.none() | st.integers(0, 10**9),
    currency=st.sampled_from(["PLN", "EUR"]),
)


def milk(**facts: object) -> Lot:
    usual = {"product_id": "p", "name": "Mleko", "group_id": None, "amount_milli": 3_000, "unit": "szt"}
    usual |= {"place": "fridge", "purchased_on": date(2026, 3, 9), "price_minor": 1, "currency": "PLN", "id": "a"}
    return Lot(**(usual | facts))


@given(st.lists(LOTS, max_size=12, unique_by=lambda lot: lot.id), st.data())
def test_project_lots_after_an_undo_is_as_if_it_had_never_been(lots: list[Lot], data: st.DataObject):
    taken_back = data.draw(st.sets(st.sampled_from(range(len(lots))))) if lots else set()

    left = project_lots([*map(added_event, lots), *(retracted_event(lots[number]) for number in taken_back)])

    assert left == {lot.id: lot for number, lot in enumerate(lots) if number not in taken_back}


@given(LOTS)
def test_lot_survives_its_way_through_json(lot: Lot):
    assert lot_from(lot.id, as_data(lot)) == lot


def test_lot_from_data_of_an_older_release_knows_nothing_of_later_facts():
    old = {name: value for name, value in as_data(milk()).items() if name not in {"opened_on", "recipe_id"}}

    assert lot_from("a", old) == milk()


@given(st.integers(0, 10**12), st.lists(st.integers(1, 10**9), min_size=1, max_size=12))
def test_parts_of_a_price_sum_to_what_was_paid_to_the_grosz(price: int, parts: list[int]):
    left_milli, left_price, taken = sum(parts), price, []
    for part in parts:
        value = part_of_price(left_price, left_milli, part)
        taken.append(value)
        left_milli, left_price = left_milli - part, left_price - value

    assert (left_milli, left_price) == (0, 0)
    assert sum(taken) == price
    assert min(taken) >= 0


@pytest.mark.parametrize(
    ("price", "shares"), [(1, [0, 0, 1]), (2, [1, 0, 1]), (100, [33, 33, 34]), (0, [0, 0, 0]), (None, [None] * 3)]
)
def test_price_of_three_pieces_is_shared_without_loss(price: int | None, shares: list[int | None]):
    lot, values = milk(price_minor=price), []
    for _ in range(3):
        event = taken_event(lot, 1_000, "consumed")
        lot = apply_event(lot, event)
        values.append(None if event.value_minor is None else -event.value_minor)

    assert values == shares
    assert (lot.amount_milli, lot.price_minor) == (0, None if price is None else 0)


@given(LOTS, LOTS)
def test_change_events_lead_from_one_state_to_any_other_and_back(one: Lot, other: Lot):
    other = replace(other, id=one.id)

    there = replay([added_event(one), *change_events("corrected", one, other)])
    back = replay([added_event(one), *change_events("corrected", one, other), *change_events("reverted", other, one)])

    assert (there, back) == ({one.id: other}, {one.id: one})


@given(LOTS, LOTS)
def test_values_of_events_sum_to_the_price_in_each_currency(one: Lot, other: Lot):
    other = replace(other, id=one.id)

    sums = {"PLN": 0, "EUR": 0}
    for event in [added_event(one), *change_events("corrected", one, other)]:
        sums[event.currency] += event.value_minor or 0

    assert sums == {"PLN": 0, "EUR": 0} | {other.currency: other.price_minor or 0}


def test_gone_lot_is_replayed_but_not_projected():
    events = [added_event(milk()), taken_event(milk(), 3_000, "discarded", "spoiled")]

    assert replay(events)["a"].amount_milli == 0
    assert project_lots(events) == {}


@pytest.mark.parametrize(
    "events",
    [
        [added_event(milk()), added_event(milk())],
        [retracted_event(milk())],
        [added_event(milk()), retracted_event(milk(amount_milli=2_000))],
        [added_event(milk()), Event("a", "stolen", -5, {})],
        [added_event(milk()), Event("a", "consumed", -3_001, {})],
        [added_event(milk()), Event("a", "consumed", -1, {}, value_minor=-2)],
        [added_event(milk()), Event("a", "consumed", -3_000, {}), Event("a", "moved", 0, {"set": {"place": "x"}})],
        [added_event(milk()), Event("a", "consumed", -3_000, {}), Event("a", "consumed", 3_000, {})],
    ],
)
def test_project_lots_refuses_a_ledger_that_does_not_add_up(events: list[Event]):
    with pytest.raises(Conflict, match="lot a") as refusal:
        project_lots(events)

    assert refusal.value.reason == "ledger_broken"
