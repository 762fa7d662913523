import tomllib
from collections import defaultdict
from importlib.resources import files

import pytest

from foodsave.core.language.folding import fold
from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.catalog.lexicon import Kind, WeightRule, lexicon, split_words

DATA = files("foodsave.kitchen.catalog").joinpath("data")
FILES = sorted(DATA.joinpath("lexicon").iterdir(), key=lambda path: path.name)


def _items():
    for source in FILES:
        for group, kinds in tomllib.loads(source.read_text(encoding="utf-8")).items():
            for kind, text in kinds.items():
                yield from ((group, kind, " ".join(item.split())) for item in text.split(",") if item.strip())


def _entries():
    words = lexicon()
    yield from (entry for entries in words.singles.values() for entry in entries)
    yield from (entry for entries in words.phrases.values() for entry in entries)


def test_lexicon_names_products_of_every_group():
    assert {entry.group for entry in _entries()} == set(storage_groups())


def test_lexicon_is_broad():
    assert sum(1 for _ in _entries()) > 5_000


def test_lexicon_gives_no_name_to_two_groups():
    dropped = lexicon().prepositions | {"bez"}
    groups = defaultdict(set)
    for group, _, item in _items():
        groups[tuple(fold(word) for word in split_words(item) if fold(word) not in dropped)].add(group)

    assert {words: found for words, found in groups.items() if len(found) > 1} == {}


def test_lexicon_names_never_end_in_a_preposition():
    ends = {item for _, _, item in _items() if fold(item.split()[-1]) in lexicon().prepositions and " " in item}

    assert ends == set()


def test_lexicon_entries_hold_a_word_that_is_not_noise():
    bare = [entry.text for entry in _entries() if all(word in lexicon().noise for word in entry.words)]

    assert set(bare) <= {"m&m", "l&m"}


def test_abbreviations_lead_to_known_words():
    words = lexicon()
    lost = {short for short, full in words.abbreviations.items() for word in full if word not in words.written}

    assert lost == set()


def test_states_and_weights_lead_to_known_groups():
    groups = set(storage_groups())
    for state in lexicon().states:
        assert {*state.becomes, *state.becomes.values()} <= groups
    for rule in lexicon().weights:
        assert {rule.group, rule.becomes} <= groups
        assert rule.at_least <= rule.at_most


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lay's Chipsy", ["Lays", "Chipsy"]),
        ("m&m's", ["mms"]),
        ("Coca-Cola 0,5l", ["Coca", "Cola", "0", "5", "l"]),
        ("SEREK HOM.POLTL.", ["SEREK", "HOM", "POLTL"]),
        ("", []),
    ],
)
def test_split_words_joins_only_inside_names(text, words):
    assert split_words(text) == words


def test_written_words_keep_the_nominative_when_case_endings_fold_alike():
    assert lexicon().written["czekolada"] == "czekolada"


@pytest.mark.parametrize(
    ("grams", "words", "applies"),
    [
        (400, {"fasola", "czerwona"}, True),
        (500, {"czerwona"}, False),
        (400, {"fasola"}, False),
        (400, {"soczewica", "czerwona"}, False),
        (None, {"czerwona"}, False),
    ],
)
def test_weight_rule_applies_within_its_bounds_and_words(grams, words, applies):
    only, unless = frozenset({"czerwona"}), frozenset({"soczewica"})
    rule = WeightRule("legumes_dry", "canned", at_least=210, at_most=430, only=only, unless=unless)

    assert rule.applies("legumes_dry", grams, words) is applies
    assert not rule.applies("pasta", grams, words)


def test_kinds_order_heads_before_brands_before_foods():
    assert Kind.HEAD.value > Kind.BRAND.value > Kind.GENERAL.value > Kind.FOOD.value > Kind.MAKER.value
