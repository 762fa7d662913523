import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.core.language.declension import adjective_forms, declined, guessed


@pytest.mark.parametrize(
    ("known", "form"),
    [
        ("mąka mąki mąki mąk", "mąkę"),
        ("mąka mąki mąki mąk", "mące"),
        ("mąka mąki mąki mąk", "mąką"),
        ("jajko jajka jajka jajek", "jajkiem"),
        ("jajko jajka jajka jajek", "jajkami"),
        ("ziemniak ziemniaka ziemniaki ziemniaków", "ziemniakach"),
        ("sól soli sole soli", "solą"),
        ("dynia dyni dynie dyń", "dynię"),
        ("dynia dyni dynie dyń", "dyniami"),
        ("ser sera sery serów", "serze"),
        ("ser sera sery serów", "serem"),
        ("pszenna pszennej pszenne pszennych", "pszenną"),
        ("biały białego białe białych", "białym"),
        ("gorzka gorzkiej gorzkie gorzkich", "gorzkim"),
    ],
)
def test_declined_makes_the_cases_that_are_not_given(known, form):
    one, of_one, many, of_many = known.split()

    assert form in declined(one, of_one, many, of_many)


def test_declined_keeps_what_is_given():
    given_forms = ("dzień", "dnia", "dni", "dni")

    assert declined(*given_forms).issuperset(given_forms)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("natka", "natki"),
        ("natka", "natkę"),
        ("kajzerka", "kajzerek"),
        ("buraczek", "buraczka"),
        ("buraczek", "buraczków"),
        ("boczek", "boczku"),
        ("tortowa", "tortowej"),
        ("gorczyca", "gorczycy"),
        ("mascarpone", "mascarpone"),
        ("frankfurterki", "frankfurterek"),
        ("pomidorki", "pomidorków"),
    ],
)
def test_guessed_makes_the_forms_that_lines_ask_for(word, form):
    assert form in guessed(word)


@pytest.mark.parametrize(("word", "other"), [("mak", "makaron"), ("ser", "seler"), ("śliwka", "oliwka")])
def test_guessed_never_reaches_another_word(word, other):
    assert guessed(word).isdisjoint(guessed(other))


def test_adjective_forms_follow_the_soft_pattern_after_k_and_g():
    assert {"gorzkiego", "gorzkiej", "gorzkie", "gorzkich"} <= adjective_forms("gorzki")
    assert {"dużego", "dużej", "duże", "dużych"} <= adjective_forms("duży")


@given(st.text(alphabet="abcdefghijklmnoprstuwyząćęłńóśźż", min_size=1, max_size=14))
def test_guessed_always_holds_the_word_itself(word):
    assert word in guessed(word)
