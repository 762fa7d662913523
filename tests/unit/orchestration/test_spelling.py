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


def test_speller_knows_the_words_of_the_household():
    assert speller(["Zmywex cytrynowy"])("zmwyex") == "zmywex"


def test_speller_changes_words_of_the_dictionary_when_bold():
    assert speller()("makron") == "makron"
    assert speller(boldly=True)("makron") == "makaron"
