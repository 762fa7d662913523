from datetime import UTC, datetime

import pytest

from foodsave.orchestration.household_words import HouseholdWords, NamedThing, SaidWord, keys_of, roots

AT = datetime(2026, 1, 1, tzinfo=UTC)
MILK = NamedThing("milk", "Mleko UHT 3,2%", "mleko uht 3 2", "uht_milk", "milk_uht")
PEANUT = NamedThing("peanut", "Masło orzechowe", "maslo orzechowe", "peanut_butter", "honey_jam_spread")
WORDS = HouseholdWords(
    (MILK, PEANUT),
    (
        SaidWord("1", "generic", "smarowidlo", "name", AT, "peanut"),
        SaidWord("2", "generic", "biale lane", "words", AT, "milk"),
    ),
)


@pytest.mark.parametrize(
    ("one", "other"), [("jabłka", "jabłek"), ("mleko", "mleka"), ("eggs", "egg"), ("bulki", "bułka"), ("ser", "sera")]
)
def test_roots_join_the_forms_of_a_word(one, other):
    assert not roots(one).isdisjoint(roots(other))


def test_roots_keep_other_words_apart():
    assert roots("mąka").isdisjoint(roots("makaron"))
    assert roots("ser").isdisjoint(roots("serwetki"))


@pytest.mark.parametrize(
    ("words", "product"),
    [
        (["smarowidło"], "peanut"),
        (["smarowidła"], "peanut"),
        (["białe", "tłuste", "lane"], "milk"),
        (["mleko"], None),
        ([], None),
    ],
)
def test_meant_by_follows_aliases_and_rules_in_every_case(words, product):
    assert WORDS.meant_by(words) == product


def test_named_wants_every_word_in_any_form():
    assert WORDS.named(["mleka", "uht"]) == [MILK]
    assert WORDS.named(["mleko", "orzechowe"]) == []
    assert WORDS.named([]) == []


def test_alike_wants_one_word_and_puts_most_first():
    assert WORDS.alike(["orzechowe", "masło", "mleko"]) == [PEANUT, MILK]


def test_keys_of_returns_runs_of_words_also_in_the_dictionary_form():
    keys = keys_of("ile mam masła orzechowego")

    assert {"masla orzechowego", "maslo orzechowy", "ile mam masla orzechowego"} <= keys
    assert "" not in keys


def test_named_thing_is_described_in_both_languages():
    assert {"mleko", "milk"} <= MILK.described
    assert "milk" not in MILK.called
