from datetime import date, timedelta

import pytest

from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.pantry.expiry import FAR_FUTURE, Expiry, effective_expiry, expiry_reason

BOUGHT = date(2026, 3, 9)


def expiry_of(group: str | None, place: str, printed_on: date | None = None, kind: str | None = None) -> Expiry:
    return effective_expiry(purchased_on=BOUGHT, group_id=group, place=place, printed_on=printed_on, printed_kind=kind)


@pytest.mark.parametrize("group", [known.id for known in storage_groups().values() if known.food])
@pytest.mark.parametrize("place", ["fridge", "freezer", "pantry", "counter"])
def test_effective_expiry_has_an_interval_for_every_food_and_place(group: str, place: str):
    expiry = expiry_of(group, place)

    assert expiry.basis == "table"
    assert BOUGHT <= expiry.early <= expiry.on <= expiry.late
    assert expiry.source


def test_effective_expiry_trusts_the_printed_date_before_the_table():
    printed = BOUGHT + timedelta(days=2)

    assert expiry_of("hard_cheese", "fridge", printed, "use_by") == Expiry(
        printed, printed, printed, "printed", "use_by"
    )


def test_effective_expiry_of_meat_put_into_the_freezer_is_not_the_printed_one():
    expiry = expiry_of("meat_raw", "freezer", BOUGHT + timedelta(days=2), "use_by")

    assert expiry.basis == "table"
    assert expiry.on > BOUGHT + timedelta(days=30)


def test_effective_expiry_of_bought_frozen_food_is_the_printed_one():
    assert expiry_of("frozen_food", "freezer", BOUGHT + timedelta(days=200), "best_before").basis == "printed"


@pytest.mark.parametrize("group", [None, "non_food", "no_such_group"])
def test_effective_expiry_is_unknown_rather_than_guessed(group: str | None):
    expiry = expiry_of(group, "pantry")

    assert expiry == Expiry(None, None, None, "unknown", None)
    assert expiry.use_first_on == FAR_FUTURE


@pytest.mark.parametrize(("locale", "words"), [("pl", "od zakupu w lodówce"), ("en", "after purchase in the fridge")])
def test_expiry_reason_tells_group_interval_and_place(locale: str, words: str):
    expiry = expiry_of("yogurt", "fridge")

    reason = expiry_reason(locale, expiry, purchased_on=BOUGHT, group_id="yogurt", place="fridge")

    assert words in reason
    assert f"{(expiry.early - BOUGHT).days}-{(expiry.late - BOUGHT).days}" in reason


@pytest.mark.parametrize(
    ("locale", "kind", "words"),
    [("pl", "use_by", "należy spożyć do"), ("en", "best_before", "best before"), ("pl", None, "najlepiej spożyć")],
)
def test_expiry_reason_names_the_kind_of_the_printed_date(locale: str, kind: str | None, words: str):
    expiry = expiry_of("yogurt", "fridge", BOUGHT, kind)

    assert words in expiry_reason(locale, expiry, purchased_on=BOUGHT, group_id="yogurt", place="fridge")


@pytest.mark.parametrize(("locale", "words"), [("pl", "wybierz grupę"), ("en", "choose its group")])
def test_expiry_reason_says_what_to_do_when_nothing_is_known(locale: str, words: str):
    expiry = expiry_of(None, "pantry")

    assert words in expiry_reason(locale, expiry, purchased_on=BOUGHT, group_id=None, place="pantry")
