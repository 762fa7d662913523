import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.core.language.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Żółty SER", "zolty ser"),
        ("ŁOSOŚ", "losos"),
        ("Müller Crème", "muller creme"),
        ("ﬁlet", "filet"),
        ("", ""),
        ("Lay’s", "lay's"),
        ("ŒUF", "oeuf"),
    ],
)
def test_fold_leaves_plain_letters(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_fold_is_stable_when_repeated(text):
    once = fold(text)

    assert fold(once) == once


@given(st.text(alphabet="ąćęłńóśźżĄĆĘŁŃÓŚŹŻabcXYZ ", max_size=40))
def test_fold_leaves_ascii_only_for_polish(text):
    assert fold(text).isascii()
    assert len(fold(text)) == len(text)
