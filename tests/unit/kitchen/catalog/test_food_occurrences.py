import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kitchen.catalog.food_names import name_index
from foodsave.kitchen.catalog.food_occurrences import find_names, read_words


def test_read_words_marks_what_a_preposition_governs():
    assert [(word.text, word.governed) for word in read_words("Ser do pizzy gouda z ziołami i czosnkiem")] == [
        ("ser", False),
        ("pizzy", True),
        ("gouda", False),
        ("ziołami", True),
        ("czosnkiem", True),
    ]


def test_read_words_ends_a_preposition_at_the_comma():
    assert [(word.text, word.governed, word.part) for word in read_words("makaron w sosie, ser")] == [
        ("makaron", False, 0),
        ("sosie", True, 0),
        ("ser", False, 1),
    ]


def test_read_words_tells_where_each_word_stands():
    text = "sok  z Jabłek 100%"

    assert [text[word.start : word.end] for word in read_words(text)] == ["sok", "Jabłek", "100"]


@pytest.mark.parametrize(
    ("text", "food_id", "at"),
    [
        ("mąki pszennej", "wheat_flour", (0, 1)),
        ("pszenna drobna mąka", "wheat_flour", (2, 0)),
        ("pietruszki świeża natka", "parsley", (2, 0)),
    ],
)
def test_find_names_bears_other_order_and_words_between(text, food_id, at):
    assert (food_id, at) in {(one.name.food_id, one.at) for one in find_names(read_words(text), name_index("pl"))}


def test_find_names_values_the_plain_form_most():
    def best(text):
        found = find_names(read_words(text), name_index("pl"))
        return max(one.quality for one in found if one.name.food_id == "wheat_flour" and len(one.at) == 2)

    assert best("mąka pszenna") > best("pszenna mąka") > best("pszenna bardzo drobna mąka")


def test_find_names_keeps_the_words_of_a_name_together():
    found = find_names(read_words("mąka, cukier, sól, pieprz, olej, ocet pszenna"), name_index("pl"))

    assert not any(one.name.food_id == "wheat_flour" and len(one.at) == 2 for one in found)


def test_find_names_does_not_turn_a_preposition_around():
    found = find_names(read_words("kawa ze śmietanką"), name_index("pl"))

    assert "light_cream" not in {one.name.food_id for one in found if len(one.at) > 1}


@given(st.text(max_size=80), st.sampled_from(["pl", "en"]))
def test_find_names_stays_within_any_text(text, language):
    words = read_words(text)

    for one in find_names(words, name_index(language)):
        assert 0 <= one.first <= one.last < len(words)
        assert 0 < one.quality <= 1
        assert len(set(one.at)) == len(one.name.words)
