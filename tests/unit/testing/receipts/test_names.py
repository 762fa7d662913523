import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.testing.receipts.goods import ENGLISH, PIECES, WEIGHED
from foodsave.testing.receipts.names import camel, cut, ellipsis, upper, without_diacritics

GOODS = st.sampled_from([good.name for good in (*PIECES, *WEIGHED, *ENGLISH)])


@pytest.mark.parametrize(
    ("name", "width", "printed"),
    [
        ("Sos pomidorowy 200g", 20, "SosPomidorowy200g"),
        ("Sos pomidorowy z bazylią 200g", 18, "SosPomZBaz200g"),
        ("Drożdże", 20, "Drożdże"),
    ],
)
def test_camel_runs_words_together_and_keeps_the_size(name, width, printed):
    assert camel(name, width) == printed


@given(name=GOODS, width=st.integers(min_value=10, max_value=24))
def test_shortened_names_fit_the_till(name, width):
    for printed in (upper(name, width), camel(name, width), ellipsis(name, width), cut(name, width)):
        assert 0 < len(printed) <= width
        assert printed == printed.strip()


def test_upper_cuts_without_a_blank_at_the_end():
    assert upper("Ser biały chudy", 10) == "SER BIAŁY"


def test_ellipsis_marks_only_what_was_cut():
    assert ellipsis("Masło orzechowe", 8) == "Masło o…"
    assert ellipsis("Masło", 8) == "Masło"


def test_without_diacritics_keeps_the_length():
    assert without_diacritics("Zażółć gęślą jaźń") == "Zazolc gesla jazn"
