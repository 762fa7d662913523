"""The grammar on hundreds of drawn receipts: perfect words, turned rows and wrong digits, no pictures."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foodsave.kitchen.receipts.grammar import parse_receipt
from foodsave.testing.receipts import CHAINS, LAYOUTS, compare_reading, draw
from foodsave.testing.receipts.misreading import change_one_digit, turned

KINDS = [(chain, layout) for chain in CHAINS for layout in LAYOUTS[chain]]
SEEDS = st.integers(min_value=0, max_value=10**6)


def values(items):
    return sorted(item.line_total_minor for item in items)


@pytest.mark.parametrize(("chain", "layout"), KINDS)
@pytest.mark.parametrize("unit", ["words", "runs", "rows"])
def test_grammar_reads_perfect_words_of_every_layout(chain, layout, unit):
    for seed in range(4):
        receipt = draw(seed, chain, layout)
        check = compare_reading(receipt.truth, parse_receipt(receipt.page_texts(unit)))

        assert check.perfect, f"seed {seed}: {check}"


@settings(max_examples=150, derandomize=True, deadline=None)
@given(seed=SEEDS, kind=st.sampled_from(KINDS), degrees=st.floats(min_value=-4, max_value=4))
def test_grammar_reads_rows_that_are_turned_a_little(seed, kind, degrees):
    receipt = draw(seed, *kind, items=8)
    pages = [turned(page, degrees) for page in receipt.page_texts()]

    assert compare_reading(receipt.truth, parse_receipt(pages)).items_f1 >= 0.95


@settings(max_examples=200, derandomize=True, deadline=None)
@given(seed=SEEDS, kind=st.sampled_from([kind for kind in KINDS if kind[0] != "english"]))
def test_grammar_never_calls_a_wrong_digit_balanced(seed, kind):
    receipt = draw(seed, *kind, items=8)
    reading = parse_receipt(change_one_digit(receipt.page_texts(), Random(seed)))

    if reading.balanced:
        assert reading.total_minor == receipt.truth.total_minor
        assert values(reading.lines) == values(receipt.truth.items)
