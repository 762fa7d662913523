import pytest

from foodsave.infra.ocr.layout import PageText, Word
from foodsave.kitchen.receipts.grammar.lines import group_lines
from foodsave.testing.pages import page_of

TEXT = """
CHLEB ŻYTNI KROJONY  1 x5,49 5,49C
MASŁO EXTRA  2 x6,99 13,98C
BANAN KG  0,845 x5,99 5,06C
JAJA L 10SZT  1 x12,99 12,99C
SER GOUDA  0,250 x39,96 9,99C
POMIDOR KG  1,020 x8,99 9,17C
OCET 10%  1 x1,79 1,79A
KASZA GRYCZANA  1 x4,29 4,29C
"""


def word(text, x, y, *, width=80, height=20, confidence=0.9):
    return Word(text, ((x, y), (x + width, y), (x + width, y + height), (x, y + height)), confidence)


@pytest.mark.parametrize("degrees", [-7, -3, 0, 2, 8])
@pytest.mark.parametrize("unit", ["runs", "words"])
def test_group_lines_restores_rows_of_skewed_print(degrees, unit):
    lines = group_lines([page_of(TEXT, unit=unit, skew_degrees=degrees)])

    assert [line.text for line in lines] == [" ".join(row.split()) for row in TEXT.strip().splitlines()]


def test_group_lines_parts_rows_whose_boxes_are_higher_than_their_distance():
    rows = [(f"TOWAR {n}", f"{n},99C") for n in range(9)]
    words = [
        w
        for n, row in enumerate(rows)
        for w in (word(row[0], 10, 18 * n, height=30), word(row[1], 400, 18 * n - 6, height=30))
    ]

    lines = group_lines([PageText(500, 300, tuple(reversed(words)))])

    assert [line.text for line in lines] == [" ".join(row) for row in rows]


def test_group_lines_drops_what_two_tiles_both_read():
    page = PageText(
        500, 100, (word("SUMA PLN", 10, 10, width=200), word("SUMA", 12, 12, width=90), word("9,99", 300, 11))
    )

    assert [line.text for line in group_lines([page])] == ["SUMA PLN 9,99"]


def test_group_lines_keeps_pages_in_order_and_unifies_ligatures():
    pages = [page_of("KAWA ﬂat white"), PageText(10, 10, ()), page_of("HERBATA")]

    assert [(line.page, line.text) for line in group_lines(pages)] == [(0, "KAWA flat white"), (2, "HERBATA")]


def test_box_is_a_fraction_of_the_page():
    (line,) = group_lines([PageText(200, 100, (word("A", 20, 10, width=60), word("B", 100, 10, width=160)))])

    assert line.box == (0.1, 0.1, 1.0, 0.3)


def test_group_lines_takes_words_without_text_or_extent():
    words = (Word("  ", ((0, 0),) * 4, 0.1), Word("X", ((5, 5),) * 4, 0.1), word("Y", 5, 50))

    assert [line.text for line in group_lines([PageText(0, 0, words)])] == ["X", "Y"]


def test_group_lines_reads_no_more_than_a_receipt_can_hold():
    words = tuple(word("A" * 5000, 100 * (n // 40), 30 * (n % 40)) for n in range(4100))

    lines = group_lines([PageText(11000, 1300, words)])

    assert (sum(len(line.tokens) for line in lines), len(lines[0].tokens[0].text)) == (4000, 160)


def test_group_lines_joins_words_whose_boxes_overlap_a_little():
    page = PageText(400, 100, (word("1", 100, 30, width=13), word("SZT*4.69", 106, 30), word("4.69C", 200, 30)))

    assert [line.text for line in group_lines([page])] == ["1 SZT*4.69 4.69C"]


def test_group_lines_drops_control_characters_of_a_text_layer():
    hostile = word("\x1b[31mMLEKO\x00\u202e 1L", 10, 10)

    (line,) = group_lines([PageText(200, 100, (hostile,))])

    assert line.text.isprintable()
    assert "MLEKO" in line.text
