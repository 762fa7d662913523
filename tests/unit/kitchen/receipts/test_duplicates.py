from dataclasses import replace
from datetime import date

import pytest

from foodsave.kitchen.receipts.duplicates import Purchase, find_duplicate

BOUGHT = Purchase("a", "f" * 16, "7791011327", date(2026, 3, 4), "17:05", "123", 4321, (399, 1299, 2623))
AGAIN = replace(BOUGHT, id="b")


def test_find_duplicate_sees_the_same_till_slip_photographed_again():
    assert find_duplicate(replace(AGAIN, phash="0" * 16), [BOUGHT]) == ("a", "same_purchase")


def test_find_duplicate_sees_the_same_picture_encoded_again():
    again = replace(AGAIN, phash="f" * 15 + "e", bought_at=None, number=None)

    assert find_duplicate(again, [BOUGHT]) == ("a", "same_picture")


def test_find_duplicate_sees_equal_lines_when_time_and_number_are_illegible():
    again = replace(AGAIN, phash=None, bought_at=None, number=None, bought_on=None)

    assert find_duplicate(again, [BOUGHT]) == ("a", "same_lines")


@pytest.mark.parametrize("misread", [{"total_minor": 4327}, {"bought_on": date(2028, 3, 4)}, {"total_minor": None}])
def test_find_duplicate_forgives_a_misread_total_or_date_when_till_time_and_number_agree(misread: dict):
    again = replace(AGAIN, phash=None, line_totals=(), **misread)

    assert find_duplicate(again, [BOUGHT]) == ("a", "same_purchase")


def test_find_duplicate_forgives_a_misread_total_in_the_same_picture():
    again = replace(AGAIN, total_minor=4327, number=None, bought_at=None)

    assert find_duplicate(again, [BOUGHT]) == ("a", "same_picture")


def test_find_duplicate_forgives_one_misread_line():
    again = replace(AGAIN, phash="f" * 16, number=None, bought_at=None, line_totals=(399, 1299, 2623, 100, 200, 300))

    assert find_duplicate(again, [replace(BOUGHT, line_totals=(399, 1299, 2623, 100, 200, 800))]) is not None


@pytest.mark.parametrize(
    "other",
    [
        replace(AGAIN, bought_at="17:45", number="160"),
        replace(AGAIN, total_minor=4320, number=None, phash=None),
        replace(AGAIN, bought_on=date(2026, 3, 11), number=None, phash=None),
        replace(AGAIN, bought_on=date(2026, 3, 11), bought_at="17:45", number="160"),
        replace(AGAIN, number=None, bought_at="08:12", phash=None),
        replace(AGAIN, seller="7811897358", number=None, phash=None, line_totals=(1, 2)),
    ],
)
def test_find_duplicate_keeps_purchases_that_differ_apart(other: Purchase):
    assert find_duplicate(other, [BOUGHT]) is None


def test_find_duplicate_does_not_join_unreadable_receipts():
    blank = Purchase("a", None, None, None, None, None, None, ())

    assert find_duplicate(replace(blank, id="b"), [blank]) is None


def test_find_duplicate_never_names_the_receipt_itself():
    assert find_duplicate(BOUGHT, [BOUGHT]) is None
