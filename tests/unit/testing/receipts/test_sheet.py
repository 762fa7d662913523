import pytest

from foodsave.testing.receipts.sheet import PrintedSheet, wrapped
from foodsave.testing.receipts.truth import TruthItem


def test_pair_stands_on_one_row_when_it_fits():
    sheet = PrintedSheet(20)
    sheet.pair("SUMA", "12,34")

    assert list(sheet.texts()) == ["SUMA  12,34"]


def test_pair_takes_two_rows_when_it_does_not_fit():
    sheet = PrintedSheet(20)
    sheet.pair("KAJZERKA PSZENNA", "12 x0,45 5,40C")

    assert list(sheet.texts()) == ["KAJZERKA PSZENNA", "12 x0,45 5,40C"]


def test_centre_wraps_between_words():
    sheet = PrintedSheet(12)
    sheet.centre("Sklep przy rynku")

    assert list(sheet.texts()) == ["Sklep przy", "rynku"]


def test_page_break_starts_a_new_page():
    sheet = PrintedSheet(12)
    sheet.left("eins")
    sheet.page_break()
    sheet.art("bars")

    assert [len(page) for page in sheet.pages] == [1, 1]


def test_discount_adds_to_what_is_known():
    sheet = PrintedSheet(12)
    sheet.item(TruthItem("Chleb", "1", 500, 500, "C"))
    sheet.discount(0, 30)
    sheet.discount(0, 20)

    assert sheet.items[0].discount_minor == 50


@pytest.mark.parametrize(
    ("text", "rows"),
    [("", [""]), ("ala ma kota", ["ala ma", "kota"]), ("niepodzielnedługiesłowo", ["niepodzielnedługiesłowo"])],
)
def test_wrapped_breaks_between_words_only(text, rows):
    assert wrapped(text, 7) == rows
