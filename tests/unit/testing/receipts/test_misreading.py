from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.testing.receipts import draw
from foodsave.testing.receipts.misreading import change_one_digit, misread, mistake_letters, turned

SEEDS = st.integers(min_value=0, max_value=10**6)


@pytest.fixture(scope="module")
def pages():
    return draw(51, "biedronka", "paper", items=5).page_texts("words")


def texts(pages):
    return [word.text for page in pages for word in page.words]


def test_mistake_letters_leaves_everything_at_rate_zero():
    assert mistake_letters("MLEKO 3 x4,39 13,17C", Random(1), 0) == "MLEKO 3 x4,39 13,17C"


def test_mistake_letters_confuses_what_looks_alike():
    assert mistake_letters("9", Random(1), 1) in "3g8"
    assert mistake_letters("ł", Random(1), 1) == "l"


def test_misread_is_the_same_for_the_same_dice(pages):
    assert misread(pages, Random(5), 0.05) == misread(pages, Random(5), 0.05)
    assert misread(pages, Random(5), 0.05) != misread(pages, Random(6), 0.05)


def test_misread_keeps_nearly_all_words_near_their_place(pages):
    before, after = pages[0].words, misread(pages, Random(7), 0.02)[0].words

    assert 0.95 * len(before) <= len(after) <= len(before)
    assert abs(before[0].quad[0][0] - after[0].quad[0][0]) < 10


@given(seed=SEEDS)
def test_change_one_digit_changes_exactly_one(seed):
    pages = draw(52, "dino", "paper", items=3).page_texts("words")
    pairs = list(zip(texts(pages), texts(change_one_digit(pages, Random(seed))), strict=True))
    changed = [(a, b) for a, b in pairs if a != b]

    assert len(changed) == 1
    before, after = changed[0]
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


def test_turned_keeps_lengths_and_tilts_rows(pages):
    before, after = pages[0].words[0].quad, turned(pages[0], 10).words[0].quad

    assert after[1][1] > after[0][1]
    assert before[0][1] == before[1][1]
    length = ((after[1][0] - after[0][0]) ** 2 + (after[1][1] - after[0][1]) ** 2) ** 0.5
    assert length == pytest.approx(before[1][0] - before[0][0])
