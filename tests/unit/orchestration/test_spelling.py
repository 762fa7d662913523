import pytest

from foodsave.orchestration.spelling import speller


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("kosztwoalo", "kosztowalo"),
        ("mlkeo", "mleko"),
        ("zamrażarec", "zamrazarce"),
        ("mleko", "mleko"),
        ("jest", "jest"),
        ("krowa", "krowa"),
        ("xyzzy", "xyzzy"),
        ("ser", "ser"),
        ("2024", "2024"),
    ],
)
def test_speller_corrects_slips_and_leaves_words(written, meant):
    assert speller()(written) == meant


@pytest.mark.parametrize("word", ["month", "prime", "minister", "spend", "close", "phone"])
def test_speller_leaves_everyday_english_words(word):
    assert speller()(word) == word


@pytest.mark.parametrize(
    ("said", "meant"), [("masełko", "masło"), ("rybkę", "rybę"), ("kawki", "kawy"), ("veg", "vegetables")]
)
def test_speller_turns_homely_words_into_common_ones(said, meant):
    assert speller()(said) == meant


def test_speller_prefers_the_household_of_words_that_are_equally_near():
    assert speller(["Mozzarella"])("mozarela") == "mozzarella"


def test_speller_leaves_a_homely_word_that_is_the_name_of_a_product():
    assert speller(["Chlebek pita"])("chlebek") == "chlebek"


def test_speller_knows_the_words_of_the_household():
    assert speller(["Zmywex cytrynowy"])("zmwyex") == "zmywex"


def test_speller_changes_words_of_the_dictionary_when_bold():
    assert speller()("makron") == "makron"
    assert speller(boldly=True)("makron") == "makaron"
