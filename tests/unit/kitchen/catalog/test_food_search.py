import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kitchen.catalog.food_search import search_foods
from foodsave.kitchen.catalog.foods import foods


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("jajko", "egg"),
        ("JAJKA", "egg"),
        ("eggs", "egg"),
        ("mąka pszenna", "wheat_flour"),
        ("maka pszenna", "wheat_flour"),
    ],
)
def test_search_foods_puts_the_very_name_first(text, first):
    assert search_foods(text)[0].id == first


def test_search_foods_finds_every_food_with_the_words_in_any_order():
    found = {food.id for food in search_foods("pszenna maka")}

    assert "wheat_flour" in found
    assert found == {food.id for food in search_foods("mąka  PSZENNA")}


def test_search_foods_without_words_tells_the_whole_table():
    assert search_foods(None) == list(foods().values())


def test_search_foods_within_a_group_stays_there():
    found = search_foods("mle", "milk_uht")

    assert {food.group for food in found} == {"milk_uht"}
    assert search_foods(None, "no_such_group") == []


@pytest.mark.parametrize("text", ["xqzt", "%", "!?"])
def test_search_foods_finds_nothing_of_what_is_no_name(text):
    assert search_foods(text) == []


@given(st.sampled_from(sorted(foods())), st.data())
def test_search_foods_finds_a_food_by_each_of_its_names(food_id, data):
    food = foods()[food_id]
    name = data.draw(st.sampled_from([food.pl.one, food.pl.of_many, food.en, *food.also_pl, *food.also_en]))

    assert food in search_foods(name)
