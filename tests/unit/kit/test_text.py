import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kit.text import fold


@given(st.text())
def test_fold_is_stable_when_repeated(text: str):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"), [("Łaciate  MLEKO 3,2%", "laciate mleko 3 2"), ("żółć", "zolc"), ("—", "")]
)
def test_fold_drops_case_diacritics_and_marks(text: str, folded: str):
    assert fold(text) == folded
