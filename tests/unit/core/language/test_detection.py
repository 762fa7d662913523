import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.core.language.detection import language_of


@pytest.mark.parametrize(
    "text",
    [
        "co mam w lodówce?",
        "co mam w lodowce",
        "mąka",
        "maka pszenna",
        "2 lyzki oleju",
        "mleko",
        "jajek",
        "ser feta",
        "Pokrój cebulę i zeszklij na maśle.",
        "ile kosztowal chleb",
    ],
)
def test_language_of_knows_polish_with_and_without_diacritics(text):
    assert language_of(text) == "pl"


@pytest.mark.parametrize(
    "text",
    [
        "what can I cook?",
        "milk",
        "3 large eggs",
        "unsalted butter, melted",
        "do I have any cheese",
        "Chop the onion finely.",
    ],
)
def test_language_of_knows_english(text):
    assert language_of(text) == "en"


@pytest.mark.parametrize("text", ["", "123", "penne", "tofu", "🍅"])
def test_language_of_is_unknown_where_nothing_tells(text):
    assert language_of(text) is None


@given(st.text(max_size=200))
def test_language_of_answers_any_text(text):
    assert language_of(text) in ("pl", "en", None)
