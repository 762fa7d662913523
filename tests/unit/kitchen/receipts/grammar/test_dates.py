import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kitchen.receipts.grammar.dates import find_moment
from foodsave.kitchen.receipts.grammar.lines import group_lines
from foodsave.testing.pages import page_of


def moment(text, **options):
    return find_moment(group_lines([page_of(text)]), **options)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2025-03-04 18:22", ("2025-03-04", "18:22")),
        ("08-10-2019  112233", ("2019-10-08", None)),
        ("15.12.2025 18:35", ("2025-12-15", "18:35")),
        ("Data: 27.08.2025  Czas: 17:27", ("2025-08-27", "17:27")),
        ("DATE: 05/08/2017 03:26:21PM", ("2017-08-05", "15:26")),
        ("12/03/18 12:05 AM", ("2018-03-12", "00:05")),
        ("05 MAY 2018 18:21", ("2018-05-05", "18:21")),
        ("12-Mar-18 9:05", ("2018-03-12", "09:05")),
        ("Friday 1st June 2018 7:05 p.m.", ("2018-06-01", "19:05")),
        ("June 7, 2019", ("2019-06-07", None)),
        ("31 marca 2025 10:00", ("2025-03-31", "10:00")),
        ("2026-01-2513:31", ("2026-01-25", "13:31")),
        ("20Z5-O3-04 1B:22", ("2025-03-04", "18:22")),
        ("2825-03-04 18:22", ("2025-03-04", "18:22")),
        ("04.03.2825 18:22", ("2025-03-04", "18:22")),
        ("Date: 20180304", ("2018-03-04", None)),
        ("13/25/2018", (None, None)),
        ("2025-02-30", (None, None)),
        ("Date: 23/04/2017  Tiee: 10.00.53PM", ("2017-04-23", "22:00")),
    ],
)
def test_find_moment_reads_the_forms_that_tills_print(text, found):
    assert moment(text) == found


def test_find_moment_takes_the_time_from_a_line_of_its_own():
    assert moment("2025-03-31\nCHLEB  4,99\n#707 00000707  16:59") == ("2025-03-31", "16:59")


def test_find_moment_prefers_the_purchase_to_a_validity():
    text = "Kupon ważny do 31.12.2026\nOBOWIAZUJE od 01.12.2026\n2026-11-20 09:15"

    assert moment(text) == ("2026-11-20", "09:15")


def test_find_moment_reads_months_first_where_the_country_does():
    assert moment("04/05/2021 10:10", month_first=True) == ("2021-04-05", "10:10")
    assert moment("04/25/2021 10:10") == ("2021-04-25", "10:10")


@given(st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2049, 12, 31)))
def test_find_moment_round_trips_every_date(day):
    assert moment(f"{day.isoformat()} 12:34")[0] == day.isoformat()
    assert moment(f"{day:%d.%m.%Y} 12:34")[0] == day.isoformat()


@given(st.text(max_size=80))
def test_find_moment_takes_any_text(text):
    moment(text)
