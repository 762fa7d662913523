from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import Invalid
from foodsave.kitchen.catalog.own_words import GENERIC_CHAIN, KEY_LENGTH, first_word, name_key, word_key

DAY = datetime(2026, 11, 20, tzinfo=UTC)
_numbers = count()


@dataclass(frozen=True)
class Said:
    key: str
    rule: str = "name"
    chain: str = GENERIC_CHAIN
    updated_at: datetime = DAY
    id: str = ""


def said(key, rule="name", chain=GENERIC_CHAIN, days=0):
    return Said(key, rule, chain, DAY + timedelta(days=days), f"{next(_numbers):06}")


words = st.sampled_from(["mleko", "uht", "laciate", "3", "2"])
names = st.lists(words, min_size=1, max_size=5).map(" ".join)
sayings = st.builds(
    said, names, st.sampled_from(["name", "words"]), st.sampled_from([GENERIC_CHAIN, "lidl", "dino"]), st.integers(0, 9)
)


def fits(word, key, chain):
    """The meaning of the rules, written a second time."""
    if word.chain != GENERIC_CHAIN and word.chain != chain:
        return False
    return word.key == key if word.rule == "name" else all(part in key.split() for part in word.key.split())


@given(names, st.sampled_from(["lidl", "dino", None]), st.lists(sayings, max_size=8))
def test_first_word_is_the_best_of_those_that_fit(key, chain, known):
    found = first_word(key, chain, known)

    fitting = [word for word in known if fits(word, key, chain)]
    of_chain = [word for word in fitting if word.rule == "name" and word.chain == chain]
    of_home = [word for word in fitting if word.rule == "name" and word.chain == GENERIC_CHAIN]
    rules = [word for word in fitting if word.rule == "words"]
    if of_chain or of_home:
        assert found in (of_chain or of_home)
    elif rules:
        assert found in rules
        most = max(len(rule.key.split()) for rule in rules)
        assert len(found.key.split()) == most
        assert len(found.key) == max(len(rule.key) for rule in rules if len(rule.key.split()) == most)
    else:
        assert found is None


@given(names, st.lists(sayings, max_size=8), st.randoms())
def test_first_word_does_not_depend_on_the_order(key, known, random):
    shuffled = random.sample(known, len(known))

    assert first_word(key, "lidl", known) == first_word(key, "lidl", shuffled)


def test_first_word_prefers_the_alias_of_the_chain():
    known = [said("mleko uht"), said("mleko uht", chain="lidl"), said("mleko uht", "words", chain="lidl")]

    assert first_word("mleko uht", "lidl", known) is known[1]
    assert first_word("mleko uht", "dino", known) is known[0]
    assert first_word("mleko uht", None, known) is known[0]


def test_first_word_prefers_an_old_alias_to_a_new_rule():
    alias, rule = said("mleko uht"), said("mleko uht", "words", chain="lidl", days=5)

    assert first_word("mleko uht", "lidl", [rule, alias]) is alias


def test_first_word_of_equal_rules_is_the_chains_own_then_the_newest():
    older, newer, own = said("uht", "words"), said("uht", "words", days=1), said("uht", "words", chain="lidl")

    assert first_word("mleko uht", "lidl", [newer, own, older]) is own
    assert first_word("mleko uht", "dino", [older, newer, own]) is newer


def test_first_word_ignores_rules_with_a_word_too_many():
    assert first_word("mleko uht", None, [said("mleko uht laciate", "words")]) is None


def test_first_word_does_not_find_a_word_inside_another():
    assert first_word("maslanka", None, [said("mas", "words"), said("maslank", "words")]) is None


def test_first_word_knows_nothing_of_a_name_without_letters():
    assert first_word("", None, [said("", "words"), said("")]) is None


def test_name_key_folds_diacritics_case_and_marks():
    assert name_key("  MLEKO Łaciate, 3,2% ") == "mleko laciate 3 2"


def test_word_key_of_a_rule_keeps_each_word_once():
    assert word_key("mleko Łaciate MLEKO", "words") == "mleko laciate"
    assert word_key("mleko Łaciate MLEKO", "name") == "mleko laciate mleko"


@pytest.mark.parametrize("name", ["", "!?", "…", "x" * (KEY_LENGTH + 1)])
def test_word_key_refuses_what_no_name_can_follow(name):
    with pytest.raises(Invalid):
        word_key(name, "words")
