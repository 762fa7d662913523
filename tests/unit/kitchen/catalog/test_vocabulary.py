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
        ("MASIO", "maslo"),  # by letters that look alike
        ("RNASŁO", "maslo"),
        ("CUKJER", "cukier"),
        ("SZYNXA", "szynka"),  # by one wrong letter
        ("JOGUPT", "jogurt"),
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


@pytest.mark.parametrize(("printed", "word"), [("festa", "feta"), ("pasja", "pasta"), ("deska", "deser")])
def test_readings_leave_short_and_whole_words_from_being_misread(vocabulary, printed, word):
    assert word not in _words(vocabulary, printed)


def test_readings_put_the_likeliest_meaning_of_an_abbreviation_first(vocabulary):
    quality = {reading.word: reading.quality for reading in vocabulary.readings("pom", "POM")}

    assert quality["pomidor"] > quality["pomarancza"]


@pytest.mark.parametrize(("printed", "is_salt"), [("SOL", False), ("SÓL", True)])
def test_readings_take_three_plain_letters_for_an_abbreviation(vocabulary, printed, is_salt):
    best = max(vocabulary.readings("sol", printed), key=lambda reading: reading.quality)

    assert (best.word == "sol") is is_salt


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        ("CBUŁKA", "bulka"),
        ("DKETCHUP", "ketchup"),
        ("BUŁKA", "bulka"),  # begins with such a letter by itself
        ("CHLEB", "chleb"),
        ("XBUŁKA", "xbulka"),  # no tax letter
        ("CQWERTY", "cqwerty"),  # nothing known behind it
    ],
)
def test_without_tax_letter_frees_a_known_word_only(vocabulary, printed, left):
    word = TillWord(printed, fold(printed), 0, governed=False)

    assert vocabulary.without_tax_letter(word).folded == left


def test_plural_is_the_written_form_of_the_lexicon(vocabulary):
    assert vocabulary.plural("ziemniak") == "ziemniaki"
    assert vocabulary.plural("qwerty") is None


def test_is_proper_holds_for_words_of_brands_only(vocabulary):
    assert vocabulary.is_proper("zott")
    assert not vocabulary.is_proper("jogurt")
