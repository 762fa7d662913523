from datetime import date

import pytest

from foodsave.errors import Invalid
from foodsave.kitchen.insights.figures import CITED, Tally, share
from foodsave.kitchen.insights.naming import entry_name
from foodsave.kitchen.insights.period import Period


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(1, 3, "0.3333"), (2, 3, "0.6667"), (5, 5, "1.0000"), (0, 5, "0.0000"), (1, 0, None), (-1, 4, "-0.2500")],
)
def test_share_has_four_places_and_is_unknown_of_nothing(part, whole, expected):
    assert share(part, whole) == expected


def test_tally_cites_the_first_rows_and_counts_each_once():
    tally = Tally()
    for number in range(20):
        tally.add(1, "PLN", milli=0, unit="g", source=str(number // 2))

    figure = tally.figure()

    assert (figure.events, figure.source_count, len(figure.sources)) == (20, 10, CITED)


def test_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(Invalid, match="before it begins"):
        Period(date(2026, 3, 2), date(2026, 3, 1))


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 31)])
def test_period_holds_its_first_and_last_day(day):
    assert Period(date(2026, 3, 1), date(2026, 3, 31)).holds(day)
    assert not Period(date(2026, 3, 2), date(2026, 3, 30)).holds(day)


@pytest.mark.parametrize(
    ("by", "key", "name", "polish", "english"),
    [
        ("month", "2026-03", None, "marzec 2026", "March 2026"),
        ("category", "fruit", None, "Owoce", "Fruit"),
        ("reason", "expired", None, "po terminie", "past its date"),
        ("product", "x", "Mleko", "Mleko", "Mleko"),
        ("store", "unknown", None, "nieznany sklep", "unknown store"),
        ("category", "unassigned", None, "nieprzypisane do pozycji", "not accounted for by lines"),
    ],
)
def test_entry_name_is_in_the_language_of_the_household(by, key, name, polish, english):
    assert (entry_name(by, key, name, "pl"), entry_name(by, key, name, "en")) == (polish, english)
