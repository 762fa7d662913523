from datetime import date

import pytest

from foodsave.core.language.past_days import find_past_days

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ile dałem wczoraj za ser", date(2026, 11, 19), date(2026, 11, 19)),
        ("cheese the day before yesterday", date(2026, 11, 18), date(2026, 11, 18)),
        ("w zeszłym tygodniu", date(2026, 11, 9), date(2026, 11, 15)),
        ("this week", date(2026, 11, 16), FRIDAY),
        ("w ubiegłym miesiącu", date(2026, 10, 1), date(2026, 10, 31)),
        ("last month", date(2026, 10, 1), date(2026, 10, 31)),
        ("w tym miesiącu", date(2026, 11, 1), FRIDAY),
        ("last year", date(2025, 1, 1), date(2025, 12, 31)),
        ("w tym roku", date(2026, 1, 1), FRIDAY),
        ("in February", date(2026, 2, 1), date(2026, 2, 28)),
        ("w grudniu", date(2025, 12, 1), date(2025, 12, 31)),
    ],
)
def test_find_past_days_reads_days_that_have_been(text, first, last):
    found = find_past_days(text, FRIDAY)

    assert (found.start, found.end) == (first, last)


def test_find_past_days_tells_where_they_stand_and_takes_the_first():
    assert find_past_days("masło w październiku i last week", FRIDAY).at == (6, 20)


@pytest.mark.parametrize("text", ["", "jutro", "ostatnio", "next month", "may I", "marzec"])
def test_find_past_days_finds_none_in_other_words(text):
    assert find_past_days(text, FRIDAY) is None
