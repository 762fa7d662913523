from datetime import date, timedelta

import pytest

from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.catalog.shelf_life import shelf_life
from foodsave.kitchen.pantry.expiry import FAR_FUTURE, Expiry, effective_expiry, expiry_kind, is_usable
from foodsave.kitchen.pantry.ledger import NewLot

BOUGHT = date(2026, 3, 9)


def day(number: int) -> date:
    return BOUGHT + timedelta(days=number)


def expiry_of(group: str | None, place: str, printed_on: date | None = None, kind: str | None = None, **facts):
    usual = {"product_id": "p", "name": "Towar", "amount_milli": 1, "unit": "g", "purchased_on": BOUGHT}
    dates = {"printed_on": printed_on, "printed_kind": kind}
    return effective_expiry(NewLot(group_id=group, place=place, **(usual | dates | facts)))


def days(expiry: Expiry) -> tuple[int, int, int]:
    return tuple((end - BOUGHT).days for end in (expiry.early, expiry.on, expiry.late))


@pytest.mark.parametrize("group", [known.id for known in storage_groups().values() if known.food])
@pytest.mark.parametrize("place", ["fridge", "freezer", "pantry", "counter"])
def test_effective_expiry_has_an_interval_for_every_food_place_and_state(group: str, place: str):
    states = ({}, {"opened_on": day(1)}, {"placed_on": day(2)}, {"frozen_on": day(1)}, {"thawed_on": day(3)})
    for expiry in (expiry_of(group, place, **state) for state in states):
        assert expiry.basis in {"table", "opened", "frozen", "thawed"}
        assert BOUGHT <= expiry.early <= expiry.on <= expiry.late
        assert expiry.source


def test_effective_expiry_trusts_the_printed_date_before_the_table():
    printed = day(2)

    assert expiry_of("hard_cheese", "fridge", printed, "use_by") == Expiry(
        printed, printed, printed, "printed", "use_by", "use_by"
    )


def test_effective_expiry_trusts_the_printed_date_before_the_own_rule_and_that_before_the_table():
    assert expiry_of("yogurt", "fridge", day(2), "use_by", keeps_days=10).basis == "printed"
    assert (days(expiry_of("yogurt", "fridge", keeps_days=3)), expiry_of("yogurt", "fridge", keeps_days=3).basis) == (
        (3, 3, 3),
        "rule",
    )


def test_effective_expiry_of_meat_put_into_the_freezer_is_not_the_printed_one():
    expiry = expiry_of("meat_raw", "freezer", day(2), "use_by")

    assert expiry.basis == "table"
    assert expiry.on > day(30)


def test_effective_expiry_of_frozen_food_counts_from_the_day_it_was_frozen_whatever_was_printed():
    life = shelf_life("meat_raw", "freezer", opened=False)

    expiry = expiry_of("meat_raw", "freezer", day(2), "use_by", frozen_on=day(1), opened_on=day(1), keeps_days=2)

    assert expiry.basis == "frozen"
    assert days(expiry) == (1 + life.early_days, 1 + life.likely_days, 1 + life.late_days)


def test_effective_expiry_of_bought_frozen_food_is_the_printed_one():
    assert expiry_of("frozen_food", "freezer", day(200), "best_before").basis == "printed"


@pytest.mark.parametrize("group", ["meat_raw", "bread", "frozen_food", None])
def test_effective_expiry_of_thawed_food_is_the_next_day_whatever_else_is_known(group: str | None):
    facts = {"frozen_on": day(3), "thawed_on": day(40), "opened_on": day(2), "keeps_days": 90, "recipe_id": "bigos"}

    expiry = expiry_of(group, "fridge", day(300), "best_before", **facts)

    assert (expiry.basis, days(expiry)) == ("thawed", (40, 41, 42))


def test_effective_expiry_of_opened_food_is_the_earlier_of_both_dates():
    opened = shelf_life("yogurt", "fridge", opened=True)

    late_opened = expiry_of("yogurt", "fridge", day(3), "use_by", opened_on=day(2))
    opened_soon = expiry_of("yogurt", "fridge", day(20), "use_by", opened_on=day(1))

    assert (late_opened.basis, late_opened.on) == ("printed", day(3))
    assert (opened_soon.basis, opened_soon.on) == ("opened", day(1 + opened.likely_days))


def test_effective_expiry_of_opened_food_ends_at_the_printed_date():
    opened = shelf_life("yogurt", "fridge", opened=True)
    printed = day(opened.likely_days + 1)

    assert opened.late_days > opened.likely_days + 1
    assert expiry_of("yogurt", "fridge", printed, "use_by", opened_on=BOUGHT).late == printed


def test_effective_expiry_of_opened_food_follows_the_own_rule():
    expiry = expiry_of("milk_uht", "fridge", day(100), "best_before", opened_on=day(5), keeps_opened_days=2)

    assert (expiry.basis, days(expiry)) == ("opened", (7, 7, 7))


def test_effective_expiry_of_unknown_opened_food_is_the_printed_date():
    assert expiry_of(None, "fridge", day(5), "use_by", opened_on=day(1)).basis == "printed"


def test_effective_expiry_somewhere_warmer_counts_from_the_move():
    cold, warm = (shelf_life("vegetable", place, opened=False) for place in ("fridge", "counter"))
    assert warm.likely_days < cold.likely_days

    moved = expiry_of("vegetable", "counter", placed_on=day(2))

    assert moved.on == day(2 + warm.likely_days)
    assert moved.late <= day(cold.late_days)


def test_effective_expiry_somewhere_colder_counts_from_the_purchase():
    assert expiry_of("bread", "fridge", placed_on=day(2)) == expiry_of("bread", "fridge")


@pytest.mark.parametrize(
    ("place", "facts", "expected"),
    [
        ("fridge", {}, (2, 3, 4)),
        ("counter", {}, (0, 0, 0)),
        ("pantry", {}, (0, 0, 0)),
        ("counter", {"placed_on": day(2)}, (2, 2, 2)),
        ("counter", {"placed_on": day(8)}, (2, 3, 4)),
        ("freezer", {}, (60, 75, 90)),
        ("freezer", {"frozen_on": day(1)}, (61, 76, 91)),
    ],
)
def test_effective_expiry_of_leftovers_follows_the_place(place: str, facts: dict, expected: tuple[int, int, int]):
    expiry = expiry_of("ready_meal_chilled", place, recipe_id="bigos", **facts)

    assert (expiry.basis, expiry.kind, days(expiry)) == ("leftover", "use_by", expected)


@pytest.mark.parametrize("group", [None, "non_food", "no_such_group"])
@pytest.mark.parametrize("state", [{}, {"opened_on": BOUGHT}, {"frozen_on": BOUGHT}])
def test_effective_expiry_is_unknown_rather_than_guessed(group: str | None, state: dict):
    expiry = expiry_of(group, "freezer" if "frozen_on" in state else "pantry", **state)

    assert expiry == Expiry(None, None, None, "unknown", None)
    assert expiry.use_first_on == FAR_FUTURE
    assert is_usable(expiry, day(9999))


@pytest.mark.parametrize(
    ("expiry", "last"),
    [
        (expiry_of("yogurt", "fridge", day(5), "use_by"), 5),
        (expiry_of("yogurt", "fridge", day(5), "best_before"), None),
        (expiry_of("meat_raw", "fridge"), shelf_life("meat_raw", "fridge", opened=False).late_days),
        (expiry_of("yogurt", "fridge", keeps_days=4), 4),
        (expiry_of("rice_groats", "pantry"), None),
        (expiry_of("bread", "counter", opened_on=BOUGHT), None),
        (expiry_of("canned", "fridge", opened_on=day(3)), 3 + shelf_life("canned", "fridge", opened=True).late_days),
        (expiry_of("frozen_food", "fridge", thawed_on=day(7)), 9),
        (expiry_of("bread", "counter", thawed_on=day(7)), None),
        (expiry_of(None, "fridge", recipe_id="bigos"), 4),
    ],
)
def test_is_usable_until_the_late_end_of_what_becomes_unsafe(expiry: Expiry, last: int | None):
    if last is None:
        assert is_usable(expiry, day(1000))
    else:
        assert is_usable(expiry, day(last))
        assert not is_usable(expiry, day(last + 1))


@pytest.mark.parametrize("group", [None, *storage_groups()])
@pytest.mark.parametrize("place", ["fridge", "freezer", "counter"])
def test_expiry_kind_is_told_by_what_a_row_keeps_of_an_expiry(group: str | None, place: str):
    states = ({}, {"opened_on": day(1)}, {"frozen_on": day(1)}, {"thawed_on": day(3)}, {"keeps_days": 3})
    states += ({"recipe_id": "bigos"}, {"printed_on": day(3), "printed_kind": "use_by"}, {"printed_on": day(3)})
    for expiry in (expiry_of(group, place, **state) for state in states):
        assert expiry_kind(expiry.basis, expiry.source, group) == expiry.kind
