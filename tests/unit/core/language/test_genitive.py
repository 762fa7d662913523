import pytest

from foodsave.core.language.morphology import dictionary_installed, genitive

pytestmark = pytest.mark.skipif(not dictionary_installed(), reason="there is no Morfeusz for this platform")


@pytest.mark.parametrize(
    ("name", "of_it"),
    [
        ("Ser Halloumi", "sera Halloumi"),
        ("serek waniliowy", "serka waniliowego"),
        ("Pierogi ruskie", "pierogów ruskich"),
        ("zupa pho", "zupy pho"),
        ("kasza gryczana", "kaszy gryczanej"),
        ("mięso mielone", "mięsa mielonego"),
    ],
)
def test_genitive_inflects_the_known_words_of_a_name(name, of_it):
    assert genitive(name) == of_it


@pytest.mark.parametrize("name", ["Halloumi", "xyzzy 3", "", "🍅", "mielonego"])
def test_genitive_is_unknown_without_a_noun_in_the_nominative(name):
    assert genitive(name) is None
