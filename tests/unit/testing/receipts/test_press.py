import pytest

from foodsave.testing.receipts.press import PressSettings, page_words, place_spans, print_page
from foodsave.testing.receipts.sheet import PrintedSheet, PrintedSpan

SETTINGS = PressSettings(cell=12, margin=1.0)


@pytest.fixture
def sheet():
    sheet = PrintedSheet(30)
    sheet.pair("MASŁO EXTRA", "2 x7,99  15,98C")
    sheet.centre("DZIĘKUJEMY", scale=1.5)
    return sheet


def test_page_words_splits_at_every_blank(sheet):
    page = page_words(sheet, 0, SETTINGS, "words")

    assert [word.text for word in page.words] == ["MASŁO", "EXTRA", "2", "x7,99", "15,98C", "DZIĘKUJEMY"]


def test_page_words_splits_runs_at_wide_gaps(sheet):
    page = page_words(sheet, 0, SETTINGS, "runs")

    assert [word.text for word in page.words] == ["MASŁO EXTRA", "2 x7,99", "15,98C", "DZIĘKUJEMY"]


def test_page_words_joins_rows(sheet):
    page = page_words(sheet, 0, SETTINGS, "rows")

    assert [word.text for word in page.words] == ["MASŁO EXTRA 2 x7,99  15,98C", "DZIĘKUJEMY"]


def test_page_words_lie_on_the_page_in_reading_direction(sheet):
    page = page_words(sheet, 0, SETTINGS, "words")

    for word in page.words:
        (left, top), (right, _), (_, bottom), _ = word.quad
        assert 0 < left < right < page.width
        assert 0 < top < bottom < page.height


def test_place_spans_ends_right_aligned_text_at_the_edge():
    sheet = PrintedSheet(20, face="sans")
    sheet.row(PrintedSpan("12,50", 20, "right"))
    (span,), width, _ = place_spans(sheet, 0, SETTINGS)

    assert span.edges[-1] == pytest.approx(width - 12)


def test_print_page_puts_ink_where_the_words_are(sheet):
    picture = print_page(sheet, 0, SETTINGS).convert("L")
    page = page_words(sheet, 0, SETTINGS, "words")

    assert picture.size == (page.width, page.height)
    for word in page.words:
        box = tuple(round(side) for corner in (word.quad[0], word.quad[2]) for side in corner)
        assert picture.crop(box).getextrema()[0] < 100


@pytest.mark.parametrize("kind", ["bars", "line", "logo"])
def test_print_page_draws_art(kind):
    sheet = PrintedSheet(30)
    sheet.art(kind)

    assert print_page(sheet, 0, SETTINGS).convert("L").getextrema()[0] < 100
