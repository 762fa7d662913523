import pytest

from foodsave.kitchen.catalog.foods import foods
from foodsave.orchestration.filler import find_place, is_filler, leaning


@pytest.mark.parametrize(
    ("folded", "place"),
    [
        ("co mam w lodowce", "fridge"),
        ("is it in the freezer", "freezer"),
        ("w zamrazarce czy w lodowce", "freezer"),
        ("w ktorej szafce", "pantry"),
        ("on the counter", "counter"),
    ],
)
def test_find_place_returns_the_first_place_that_is_named(folded, place):
    assert find_place(folded)[0] == place


def test_find_place_returns_none_without_a_place():
    assert find_place("mrozony groszek") is None


@pytest.mark.parametrize("word", ["mamy", "kosztowalo", "where", "paczke", "przeterminowane", "left"])
def test_is_filler_knows_the_words_of_questions(word):
    assert is_filler(word)


@pytest.mark.parametrize("word", ["mleko", "gouda", "uht", "halloumi", "mozzarella", "musztarda", "pączki"])
def test_is_filler_leaves_the_words_of_products(word):
    assert not is_filler(word)


def test_leaning_tells_english_from_polish():
    assert leaning("anything going bad by tuesday") > 1
    assert leaning("czy mamy jeszcze maslo") < -1
    assert leaning("maslo") == 0


def test_is_filler_hides_no_food_of_the_table():
    one_word = {name for food in foods().values() for name in (food.pl.one, food.en) if " " not in name}

    assert {name for name in one_word if is_filler(name)} <= {"ale", "date", "resztki"}
