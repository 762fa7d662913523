from hypothesis import given
from hypothesis import strategies as st

from foodsave.orchestration.sentence import read_sentence


def test_read_sentence_keeps_words_and_figures_and_tells_where_marks_part_them():
    sentence = read_sentence("Czy mamy mleko 3,2%, ser; what's up?")

    assert sentence.text == "czy mamy mleko 3,2% ser whats up"
    assert [word.text for word in sentence.words if word.parted] == ["ser", "whats"]


def test_read_sentence_spells_each_word():
    assert read_sentence("gdzie maslo", lambda word: {"maslo": "masło"}.get(word, word)).text == "gdzie masło"


def test_read_sentence_stops_after_two_hundred_words():
    assert len(read_sentence("mleko " * 1000).words) == 200


def test_numbers_within_returns_the_words_that_a_span_touches():
    sentence = read_sentence("do niedzieli włącznie")

    assert sentence.numbers_within((0, 12)) == {0, 1}


@given(st.text(max_size=300))
def test_sentence_folds_letter_for_letter(message):
    sentence = read_sentence(message)

    assert len(sentence.folded) == len(sentence.text)
    assert all(sentence.text[word.start : word.end] == word.text for word in sentence.words)
