import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.core.language.folding import fold
from foodsave.core.language.stems import looks_adjectival, stem


@pytest.mark.parametrize(
    "forms",
    [
        ("ogórek", "ogórki", "OGORKI", "ogórkami"),
        ("truskawka", "truskawki", "truskawek", "truskawkami"),
        ("jogurt", "jogurty", "jogurtu", "jogurtem"),
        ("kurczak", "kurczaka", "kurczakiem"),
        ("wędzony", "wędzona", "wędzone", "wędzonego", "wędzonych"),
        ("gryczana", "gryczany", "gryczanej"),
        ("serek", "serki", "serkami"),
    ],
)
def test_stem_joins_the_forms_of_a_word(forms):
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("ser", "sernik"), ("mleko", "mleczny"), ("kawa", "kawior"), ("sok", "sos")]
)
def test_stem_keeps_different_words_apart(one, other):
    assert stem(one) != stem(other)


@given(st.text(max_size=30))
def test_stem_never_lengthens_a_word(word):
    assert len(stem(word)) <= len(fold(word))


@pytest.mark.parametrize("word", ["truskawkowy", "mielona", "krakowska", "JAGODOWE", "wielokwiatowego"])
def test_looks_adjectival_is_true_for_adjectives(word):
    assert looks_adjectival(word)


@pytest.mark.parametrize("word", ["ser", "kurczak", "plastry", "mleko", "ny", ""])
def test_looks_adjectival_is_false_for_nouns(word):
    assert not looks_adjectival(word)
