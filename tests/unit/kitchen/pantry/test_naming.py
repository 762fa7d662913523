"""Places and reasons: every one that exists has its names in both languages."""

from typing import get_args

import pytest

from foodsave.kit.wire import Place
from foodsave.kitchen.pantry.changes import REASONS
from foodsave.kitchen.pantry.naming import place_name, place_phrase, reason_name


@pytest.mark.parametrize("locale", ["pl", "en"])
def test_every_place_and_reason_has_a_name_of_its_own(locale):
    places = get_args(Place)

    for names in (
        [place_name(place, locale) for place in places],
        [place_phrase(place, locale) for place in places],
        [reason_name(reason, locale) for reason in REASONS],
    ):
        assert len(set(names)) == len(names)
        assert all(name.strip() for name in names)


def test_names_are_what_people_say():
    assert (place_name("pantry", "pl"), place_phrase("pantry", "en")) == ("szafka", "in the cupboard")
    assert (reason_name("expired", "pl"), reason_name("too_much", "en")) == ("po terminie", "too much")
