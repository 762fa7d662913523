from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.core.language.dates import find_days

FRIDAY = date(2026, 11, 20)
SOME_DAY = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def days(text: str, today: date = FRIDAY) -> tuple[str | None, str] | None:
    found = find_days(text, today)
    return None if found is None else (found.start and found.start.isoformat(), found.end.isoformat())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("co się psuje dziś", "2026-11-20", "2026-11-20"),
        ("na jutro", "2026-11-21", "2026-11-21"),
        ("pojutrze", "2026-11-22", "2026-11-22"),
        ("the day after tomorrow", "2026-11-22", "2026-11-22"),
        ("tonight", "2026-11-20", "2026-11-20"),
        ("today or tomorrow", "2026-11-20", "2026-11-21"),
        ("we wtorek", "2026-11-24", "2026-11-24"),
        ("on Wednesday", "2026-11-25", "2026-11-25"),
        ("w weekend", "2026-11-21", "2026-11-22"),
        ("next weekend", "2026-11-28", "2026-11-29"),
        ("w tym tygodniu", "2026-11-20", "2026-11-22"),
        ("by the end of the week", "2026-11-20", "2026-11-22"),
        ("w przyszłym tygodniu", "2026-11-23", "2026-11-29"),
        ("w ciągu tygodnia", "2026-11-20", "2026-11-27"),
        ("do końca miesiąca", "2026-11-20", "2026-11-30"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("w ciągu trzech dni", "2026-11-20", "2026-11-23"),
        ("in the next 3 days", "2026-11-20", "2026-11-23"),
        ("za dwa tygodnie", "2026-11-20", "2026-12-04"),
        ("w najbliższych dniach", "2026-11-20", "2026-11-23"),
        ("przez dobę", None, None),
        ("on the 25th of November", "2026-11-25", "2026-11-25"),
        ("5 stycznia", "2027-01-05", "2027-01-05"),
        ("25.11.26", "2026-11-25", "2026-11-25"),
        ("2026-12-01", "2026-12-01", "2026-12-01"),
    ],
)
def test_find_days_returns_the_span_of_what_is_named(text, first, last):
    assert days(text) == ((first, last) if last else None)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("do niedzieli", "2026-11-22"),
        ("do piątku", "2026-11-27"),
        ("by Friday", "2026-11-27"),
        ("by this Friday", "2026-11-20"),
        ("before Monday", "2026-11-22"),
        ("do 25 listopada", "2026-11-25"),
        ("by Nov 25", "2026-11-25"),
        ("przed weekendem", "2026-11-20"),
        ("do końca weekendu", "2026-11-22"),
    ],
)
def test_find_days_has_no_beginning_when_only_the_end_is_told(text, last):
    assert days(text) == (None, last)


@pytest.mark.parametrize("text", ["co na obiad", "31 czerwca", "w ciągu 99999 dni", "kawa", "środki czystości", ""])
def test_find_days_returns_none_without_a_day(text):
    assert find_days(text, FRIDAY) is None


def test_find_days_tells_where_the_days_stand():
    found = find_days("co muszę zjeść do niedzieli koniecznie", FRIDAY)

    assert "co muszę zjeść do niedzieli koniecznie"[slice(*found.at)] == "do niedzieli"


def test_find_days_names_a_weekend_from_today_on_sunday():
    assert days("w weekend", date(2026, 11, 22)) == ("2026-11-22", "2026-11-22")


@given(today=SOME_DAY, count=st.integers(1, 3000))
def test_find_days_counts_from_today(today, count):
    found = find_days(f"co się zepsuje w ciągu {count} dni", today)

    assert (found.start, found.end) == (today, today + timedelta(days=count))


@given(today=SOME_DAY, weekday=st.sampled_from(["poniedziałku", "środy", "piątku", "soboty", "niedzieli"]))
def test_find_days_ends_within_a_week_at_a_weekday(today, weekday):
    found = find_days(f"do {weekday}", today)

    assert timedelta(0) < found.end - today <= timedelta(days=7)


@given(text=st.text(max_size=200), today=st.dates())
def test_find_days_survives_any_text(text, today):
    found = find_days(text, today)

    assert found is None or found.start is None or found.start <= found.end or found.end < today


def test_days_has_what_lies_between_start_and_end():
    found = find_days("w weekend", FRIDAY)

    assert [found.has(FRIDAY + timedelta(days=n)) for n in range(4)] == [False, True, True, False]
    assert find_days("do niedzieli", FRIDAY).has(date(2020, 1, 1))


def test_find_days_reads_an_ordinal_whose_ending_stands_apart():
    assert find_days("by the 12 th of december", date(2026, 11, 20)).end == date(2026, 12, 12)
