import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foodsave.kitchen.catalog.lexicon import lexicon
from foodsave.kitchen.catalog.till_names import LONGEST_NAME, parse_till_name, tidy


def _carrying(name):
    return [word.folded for word in parse_till_name(name, lexicon()).words if not word.noise]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("CEBULA 740697C", ["cebula"]),
        ("BułkaGrahSłone75g", ["bulka", "grah", "slone"]),
        ("FiletZKurczaka", ["filet", "kurczaka"]),
        ("KLCSzynkaChłopska", ["szynka", "chlopska"]),
        ("MLEKO UHT 3,2% 1L", ["mleko", "uht"]),
        ("SEREK HOMOG.WANIL.150g", ["serek", "homog", "wanil"]),
        ("KARKÓWKA B/K 1kg", ["karkowka", "bk"]),
        ("P0MIDORY LUZ", ["pomidory"]),
        ("Kasza4x100g", ["kasza"]),
        ("Osłona0480253", ["oslona"]),
        ("JAJA 10SZT", ["jaja"]),
        ("MAS1O", ["maslo"]),
        ("5ER", ["ser"]),
        ("KIELBA5A", ["kielbasa"]),
        ("XQ1WO", ["xq", "1", "wo"]),  # no known word: left as printed
        ("C BUŁKA", ["bulka"]),
        ("", []),
    ],
)
def test_parse_leaves_the_words_that_carry(name, words):
    assert _carrying(name) == words


@pytest.mark.parametrize(
    ("name", "grams"),
    [
        ("Ser 150g", 150),
        ("Mleko 1,5L", 1500),
        ("Kasza 4x100g", 400),
        ("Cukier 1kg", 1000),
        ("Ser 20dag", 200),
        ("Czekolada 250-270g", 250),
        ("Jaja 10szt", None),
        ("Chleb", None),
    ],
)
def test_parse_reads_the_net_weight(name, grams):
    assert parse_till_name(name, lexicon()).grams == grams


def test_parse_marks_what_follows_a_preposition():
    words = {word.folded: word for word in parse_till_name("SAŁATKA Z SEREM FETA", lexicon()).words}

    assert not words["salatka"].governed
    assert words["serem"].governed
    assert words["serem"].preposition == "z"
    assert words["feta"].governed
    assert words["feta"].preposition == ""


def test_parse_lets_bez_describe_one_word_only():
    words = {word.folded: word for word in parse_till_name("SER B/LAKTOZY GOUDA", lexicon()).words}

    assert words["laktozy"].governed
    assert words["laktozy"].preposition == "bez"
    assert not words["gouda"].governed


def test_parse_keeps_noise_without_counting_it():
    words = parse_till_name("POMIDOR LUZ MALINOWY", lexicon()).words

    assert [(word.folded, word.noise, word.position) for word in words] == [
        ("pomidor", False, 0),
        ("luz", True, 1),
        ("malinowy", False, 1),
    ]


def test_parse_counts_no_net_weight_beyond_reason():
    assert parse_till_name(f"Ser {'9' * 40}x{'9' * 40}kg", lexicon()).grams in (None, 1_000_000_000)


@settings(deadline=None)  # the first example loads the tables
@given(st.text(max_size=300))
def test_parse_accepts_any_text(name):
    parsed = parse_till_name(name, lexicon())

    assert all(word.folded for word in parsed.words)
    assert parsed.grams is None or parsed.grams >= 0


@settings(deadline=None)  # the first example loads the tables
@given(st.text(max_size=300))
def test_tidy_leaves_one_printable_line(name):
    tidied = tidy(name)

    assert tidied.isprintable()
    assert tidied == tidied.strip()
    assert "  " not in tidied


def test_tidy_cuts_a_name_that_no_till_prints():
    assert len(tidy("a" * 10_000)) == LONGEST_NAME
