import pytest

from foodsave.core.language.morphology import dictionary_installed
from foodsave.kitchen.catalog.food_words import food_words, is_common_noun, is_flavour, product_named
from foodsave.kitchen.catalog.foods import food
from foodsave.kitchen.catalog.groups import storage_groups


@pytest.mark.parametrize(
    ("word", "food_id"),
    [
        ("suszone", "plum"),
        ("suszonych", "tomato"),
        ("wędzony", "salmon"),
        ("marynowane", "champignon"),
        ("prażona", "onion"),
        ("truskawkowy", "plain_yogurt"),
        ("czekoladowe", "milk"),
        ("wegański", "cheese"),
        ("candied", "orange"),
        ("flavoured", "water"),
    ],
)
def test_alters_knows_words_that_make_another_thing(word, food_id):
    assert food_words().alters(word, food(food_id))


@pytest.mark.parametrize(
    ("word", "food_id"),
    [
        ("świeży", "plum"),
        ("mrożone", "strawberry"),
        ("suszony", "oregano"),
        ("malinowy", "tomato"),
        ("cytrynowa", "tea"),
        ("duże", "egg"),
        ("drobna", "semolina"),
    ],
)
def test_alters_leaves_words_alone_that_only_describe(word, food_id):
    assert not food_words().alters(word, food(food_id))


@pytest.mark.parametrize("word", ["duże", "posiekanej", "świeżo", "3", "a", "plastry", "kolorowych"])
def test_is_neutral_knows_polish_descriptions(word):
    assert food_words().is_neutral(word, "pl")


@pytest.mark.parametrize("word", ["large", "chopped", "finely", "freshly", "boneless", "organic"])
def test_is_neutral_knows_english_descriptions(word):
    assert food_words().is_neutral(word, "en")


@pytest.mark.parametrize(("word", "language"), [("kanapka", "pl"), ("croissant", "en"), ("cooker", "en")])
def test_is_neutral_is_false_for_names_of_things(word, language):
    assert not food_words().is_neutral(word, language)


@pytest.mark.parametrize(
    ("word", "flavour"),
    [("jabłkowy", True), ("waniliowe", True), ("kokosowego", True), ("chudy", False), ("letni", False)],
)
def test_is_flavour_knows_adjectives_made_of_foods(word, flavour):
    assert is_flavour(word, frozenset()) is flavour


def test_akin_joins_states_of_the_same_food_only():
    assert food_words().akin("milk_fresh", "milk_uht")
    assert food_words().akin("fruit", "frozen_food")
    assert not food_words().akin("fruit", "yogurt")


def test_product_named_tells_the_group_of_a_till_word():
    assert product_named("pierogi") == "ready_meal_chilled"
    assert product_named("xyzzy") is None
    assert product_named("milka") is None
    assert product_named("milka", brands=True) == "sweets"


@pytest.mark.skipif(not dictionary_installed(), reason="there is no Morfeusz for this platform")
def test_is_common_noun_leaves_brands_and_adjectives_out():
    assert is_common_noun("nóż")
    assert not is_common_noun("łaciate")
    assert not is_common_noun("zimnego")


def test_food_words_name_storage_groups_that_exist():
    groups = set(storage_groups()) | {"any", "animal"}
    rules = food_words()

    assert {group for named in rules.altering.values() for group in named} <= groups
    assert rules.tolerant <= groups
    assert {group for family in rules.families for group in family} <= groups
