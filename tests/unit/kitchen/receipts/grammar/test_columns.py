from dataclasses import replace

from foodsave.infra.ocr.layout import PageText, Word
from foodsave.kitchen.receipts.grammar.columns import without_background
from foodsave.kitchen.receipts.grammar.lines import group_lines
from foodsave.testing.pages import page_of

TEXT = """
CHLEB ŻYTNI KROJONY  1 x5,49 5,49C
MASŁO EXTRA  2 x6,99 13,98C
BANAN KG  0,845 x5,99 5,06C
                    DZIĘKUJEMY
JAJA L 10SZT  1 x12,99 12,99C
SUMA PLN  37,52
"""


def moved(page, by):
    words = tuple(
        replace(w, quad=tuple((x + by, y) for x, y in w.quad))
        for w in page.words  # type: ignore[arg-type]
    )
    return PageText(page.width + 2 * by, page.height, words)


def word(text, x, y):
    return Word(text, ((x, y), (x + 90, y), (x + 90, y + 24), (x, y + 24)), 0.9)


def test_without_background_drops_words_beside_the_paper():
    page = moved(page_of(TEXT), 400)
    cloth = (word("SYRIA", 60, 62), word("Teheran", page.width - 150, 96), word("KARTA: 12,00", page.width - 120, 130))

    lines = without_background(group_lines([replace(page, words=page.words + cloth)]))

    assert [line.text for line in lines] == [" ".join(row.split()) for row in TEXT.strip().splitlines()]


def test_without_background_ends_rows_at_the_last_column_where_another_slip_is_close():
    page = moved(page_of(TEXT), 200)
    end = max(x for w in page.words for x, _ in w.quad)
    slip = (word("KARTA: **** 1791", end + 4, 62), word("SPRZEDAŻ", end + 6, 96), word("PLN", end + 6, 198))

    lines = without_background(group_lines([replace(page, words=page.words + slip)]))

    rows = [" ".join(row.split()) for row in TEXT.strip().splitlines()]
    assert [line.text for line in lines] == [*rows[:4], f"{rows[4]} PLN", rows[5]]


def test_without_background_leaves_pages_with_few_amounts_alone():
    lines = group_lines([page_of("NAGŁÓWEK   DALEKO\nSUMA  1,00")])

    assert [line.text for line in without_background(lines)] == ["NAGŁÓWEK DALEKO", "SUMA 1,00"]
