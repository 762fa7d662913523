"""Print beside the paper is left out; print on it stays, whatever shadow lies across."""

import numpy as np

from foodsave.core.documents.paper import words_on_paper
from foodsave.infra.ocr.layout import Word

PAPER, TABLE = 240, 90


def word(text: str, x: float, y: float, width: float = 60, height: float = 16) -> Word:
    return Word(text, ((x, y), (x + width, y), (x + width, y + height), (x, y + height)), 0.9)


def photo() -> np.ndarray:
    view = np.full((500, 400, 3), TABLE, dtype=np.uint8)
    view[40:460, 100:300] = PAPER
    return view


def receipt(rows: int = 12) -> list[Word]:
    return [word(f"line {row}", 120, 60 + 30 * row) for row in range(rows)]


def test_words_on_paper_leaves_out_what_lies_on_the_table():
    lines = receipt()

    kept = words_on_paper(photo(), [*lines, word("map", 10, 100), word("plate", 320, 300)])

    assert list(kept) == lines


def test_words_on_paper_leaves_out_what_lies_well_above_the_paper():
    lines = receipt()

    assert list(words_on_paper(photo(), [*lines, word("map", 150, 4)])) == lines


def test_words_on_paper_keeps_a_dark_logo_with_a_number_or_close_to_the_lines():
    view = photo()
    view[:52] = 20
    close, numbered = [*receipt(), word("logo", 150, 34)], [*receipt(), word("NIP 1230233553", 150, 4)]

    assert list(words_on_paper(view, close)) == close
    assert list(words_on_paper(view, numbered)) == numbered


def test_words_on_paper_keeps_a_dark_heading_among_the_lines():
    view = photo()
    view[140:170, 100:300] = 20
    lines = receipt()

    assert list(words_on_paper(view, lines)) == lines


def test_words_on_paper_keeps_lines_in_a_shadow_between_lit_ones():
    view = photo()
    view[200:260, :] //= 3
    lines = receipt()

    assert list(words_on_paper(view, lines)) == lines


def test_words_on_paper_keeps_everything_on_one_ground():
    view = np.full((500, 400, 3), PAPER, dtype=np.uint8)
    words = [*receipt(), word("logo", 10, 10), word("foot", 330, 470)]

    assert list(words_on_paper(view, words)) == words


def test_words_on_paper_reads_light_print_on_a_dark_screen():
    view = np.full((500, 400, 3), 15, dtype=np.uint8)
    lines = receipt()

    assert list(words_on_paper(view, lines)) == lines


def test_words_on_paper_keeps_the_foot_of_a_receipt_that_lies_in_a_shadow():
    view = np.full((500, 400, 3), PAPER, dtype=np.uint8)
    view[300:] //= 3
    lines = receipt()

    assert list(words_on_paper(view, lines)) == lines


def test_words_on_paper_keeps_the_amounts_when_half_of_the_paper_lies_in_a_shadow():
    view = np.full((500, 400, 3), PAPER, dtype=np.uint8)
    view[:, 200:] //= 3
    words = [*receipt(), *(word("4,99C", 250, 60 + 30 * row, 40) for row in range(12))]

    assert list(words_on_paper(view, words)) == words


def test_words_on_paper_keeps_the_names_when_half_of_the_paper_lies_in_a_shadow():
    view = np.full((500, 400, 3), PAPER, dtype=np.uint8)
    view[:, :200] //= 3
    words = [*receipt(), *(word("1 x4,99 4,99C", 250, 60 + 30 * row) for row in range(12))]

    assert list(words_on_paper(view, words)) == words


def test_words_on_paper_does_not_judge_by_a_handful_of_words():
    words = [*receipt(4), word("map", 10, 100)]

    assert list(words_on_paper(photo(), words)) == words


def test_words_on_paper_measures_a_word_at_the_edge_of_the_picture():
    lines = receipt()

    assert list(words_on_paper(photo(), [*lines, word("cut", 398, 498, 40, 40)])) == lines
