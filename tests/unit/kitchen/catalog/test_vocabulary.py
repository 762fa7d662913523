import pytest

from foodsave.core.language.folding import fold
from foodsave.kitchen.catalog.lexicon import lexicon
from foodsave.kitchen.catalog.till_names import LOST_LETTER, TillWord
from foodsave.kitchen.catalog.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary(lexicon())


def _words(vocabulary, text):
    return {reading.word for reading in vocabulary.readings(fold(text), text)}


@pytest.mark.parametrize(
    ("printed", "word"),
    [
        ("mleko", "mleko"),  # as spelled
        ("POMIDORAMI", "pomidor"),  # by stem
        ("jabłek", "jablko"),  # by lemma
        ("HOMOG", "homogenizowany"),  # by abbreviation
        ("margaryn", "margaryna"),  # by beginning
        ("CAMEMB", "camembert"),
        ("camenbert", "camembert"),  # by likeness
        ("sausages", "sausage"),  # by English plural
    ],
)
def test_readings_find_the_word_meant(vocabulary, printed, word):
    assert word in _words(vocabulary, printed)


@pytest.mark.parametrize("printed", ["qqqq", "xy", "zzzzzzzz", ""])
def test_readings_are_empty_for_what_is_no_food_word(vocabulary, printed):
    assert vocabulary.readings(printed, printed) == ()


def test_readings_trust_a_spelled_word_more_than_a_cut_one(vocabulary):
    [spelled] = [reading for reading in vocabulary.readings("jogurt", "jogurt") if reading.word == "jogurt"]
    cut = max(reading.quality for reading in vocabulary.readings("jogur", "jogur"))

    assert spelled.quality == 1.0
    assert cut < spelled.quality


def test_readings_fill_a_letter_that_the_till_could_not_print(vocabulary):
    assert "przekaska" in _words(vocabulary, f"przek{LOST_LETTER}ska")


def test_readings_do_not_inflect_brand_names(vocabulary):
    assert "dzik" not in _words(vocabulary, "dzika")


@pytest.mark.parametrize(
    ("run", "parts"),
    [
        ("SERGOUDA", ["ser", "gouda"]),
        ("masloextra", ["maslo", "extra"]),
        ("chlebwiejski", ["chleb", "wiejski"]),
        ("jogurt", ["jogurt"]),
        ("qwertyuiop", ["qwertyuiop"]),
        ("ser", ["ser"]),
    ],
)
def test_split_run_parts_words_that_were_printed_together(vocabulary, run, parts):
    word = TillWord(run, fold(run), 0, governed=False)

    assert [part.folded for part in vocabulary.split_run(word)] == parts


def test_candidates_share_their_weight_when_a_cut_is_ambiguous(vocabulary):
    ambiguous = vocabulary.candidates("mar", "mar")
    clear = vocabulary.candidates("margar", "margar")

    assert max((candidate.quality for candidate in ambiguous), default=0.0) < 0.5
    assert {candidate.entry.group for candidate in clear} == {"margarine"}
