import pytest

from foodsave.core.language.morphology import dictionary_installed
from foodsave.kitchen.catalog.food_names import NameIndex, name_index, without_apostrophes, words_of
from foodsave.kitchen.catalog.foods import food


def words(language, written):
    return {reading.word: reading.quality for reading in name_index(language).readings(written)}


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("mąki", "maka"),
        ("mąkę", "maka"),
        ("mące", "maka"),
        ("jajek", "jajko"),
        ("jajkami", "jajko"),
        ("ziemniaków", "ziemniak"),
        ("pszennej", "pszenna"),
        ("solą", "sol"),
        ("serem", "ser"),
    ],
)
def test_readings_find_the_word_of_every_case(written, word):
    assert words("pl", written)[word] > 0.9


@pytest.mark.parametrize(
    ("written", "word"),
    [("tomatoes", "tomato"), ("leaves", "leaf"), ("eggs", "egg"), ("yoghurt", "yogurt"), ("chillies", "chili")],
)
def test_readings_find_the_english_singular(written, word):
    assert word in words("en", written)


def test_readings_prefer_the_written_diacritics():
    assert "maka" not in words("pl", "maku")
    assert "mak" not in words("pl", "mąki")


def test_readings_take_a_plain_word_for_the_likelier_of_two():
    plain = words("pl", "maki")

    assert plain["maka"] > plain["mak"]


@pytest.mark.parametrize(
    ("written", "word"), [("seler", "ser"), ("makaron", "maka"), ("oliwka", "sliwka"), ("maślanka", "maslo")]
)
def test_readings_never_reach_a_false_friend(written, word):
    assert word not in words("pl", written)


@pytest.mark.skipif(not dictionary_installed(), reason="there is no Morfeusz for this platform")
def test_readings_trust_the_dictionary_more_than_a_rule():
    index = NameIndex([food("cream_cheese"), food("homogenized_cheese")], "pl")

    assert "serek" not in {reading.word for reading in index.readings("serce")}


def test_readings_are_empty_for_unknown_words():
    assert name_index("pl").readings("xyzzy") == ()


def test_anchored_leads_from_the_rarest_word_to_the_name():
    index = NameIndex([food("wheat_flour"), food("rye_flour")], "pl")
    names = {name.food_id for reading in index.readings("żytniej") for name in index.anchored(reading.word)}

    assert names == {"rye_flour"}


def test_without_apostrophes_joins_the_word():
    text = without_apostrophes("confectioners' sugar, lamb's lettuce")

    assert [match[0] for match in words_of(text)] == ["confectioners", "sugar", "lambs", "lettuce"]
