import pytest

from foodsave.agents.base.question import Wish
from foodsave.orchestration.sentence import read_sentence
from foodsave.orchestration.wishes import read_wish


def wish(text: str, language: str = "pl") -> Wish:
    return read_wish(read_sentence(text), language).wish


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("co na obiad", "pl", Wish(meal="dinner")),
        ("coś ze szpinakiem w pół godziny", "pl", Wish(foods=("spinach",), minutes=30)),
        ("what can I make with eggs", "en", Wish(foods=("egg",))),
        ("co zrobić z kurczaka bez ryżu dla 4 osób", "pl", Wish(foods=("chicken",), without=("white_rice",), people=4)),
        ("something with chicken and without cream", "en", Wish(foods=("chicken",), without=("cream",))),
        ("pomysł na kolację bez mięsa", "pl", Wish(diets=("vegetarian",), meal="supper")),
        ("what can I cook without meat", "en", Wish(diets=("vegetarian",))),
        ("wegetariańska kolacja w 20 minut", "pl", Wish(diets=("vegetarian",), minutes=20, meal="supper")),
        ("gluten-free dinner for six", "en", Wish(diets=("gluten_free",), people=6, meal="dinner")),
        ("coś bez glutenu na deser", "pl", Wish(diets=("gluten_free",), course="dessert")),
        ("zupa z pomidorów", "pl", Wish(foods=("tomato",), course="soup")),
        ("obiad dla dwojga", "pl", Wish(people=2, meal="dinner")),
        ("co upiec w godzinę", "pl", Wish(minutes=60)),
        ("dinner in an hour and a half", "en", Wish(minutes=90, meal="dinner")),
        ("coś na szybko w kwadrans", "pl", Wish(minutes=15)),
        ("bez zakupów", "pl", Wish(missing=0)),
        ("what can I cook without going to the shop", "en", Wish(missing=0)),
        ("a dish with no more than one missing ingredient", "en", Wish(missing=1)),
        ("może brakować najwyżej dwóch rzeczy", "pl", Wish(missing=2)),
        ("if I only bought two things", "en", Wish(missing=2)),
        ("my son can't have gluten, what's for lunch", "en", Wish(allergens=("gluten",), meal="dinner")),
        ("mąż nie może jeść ryb, co na kolację", "pl", Wish(allergens=("fish",), meal="supper")),
        ("mam uczulenie na truskawki, co na deser", "pl", Wish(without=("strawberry",), course="dessert")),
        ("feed five people with rice", "en", Wish(foods=("white_rice",), people=5)),
        ("nothing with beef for our tea", "en", Wish(without=("beef",), meal="supper")),
        ("I'm tired of rice, dinner ideas", "en", Wish(without=("white_rice",), meal="dinner")),
        ("something vegan for three tonight", "en", Wish(people=3, diets=("vegan",))),
        ("what can I make if I am missing two or three things", "en", Wish(missing=3)),
        ("co upiec słodkiego z jabłkami", "pl", Wish(foods=("apple",), course="bake")),
        ("obiad bez piekarnika", "pl", Wish(meal="dinner", without_tools=("oven",))),
        ("no oven, chicken for lunch", "en", Wish(foods=("chicken",), meal="dinner", without_tools=("oven",))),
        ("zrób mi placki", "pl", Wish(dish="fritters")),
        ("can I make pancakes without eggs", "en", Wish(without=("egg",), dish="pancakes")),
        ("zapiekanka z brokułami", "pl", Wish(foods=("broccoli",), dish="bakes")),
        ("mam alergię na orzechy i mleko, co na obiad", "pl", Wish(allergens=("nuts", "milk"), meal="dinner")),
    ],
)
def test_read_wish_understands_what_is_asked(text, language, expected):
    assert wish(text, language) == expected


def test_read_wish_names_what_is_no_food():
    assert wish("coś z krokodylem na obiad") == Wish(unknown=("krokodylem",), meal="dinner")


def test_read_wish_asks_for_nothing_in_a_bare_question():
    assert wish("co mogę ugotować z tego, co mam") == Wish(missing=0)
    assert wish("co mogę dziś ugotować") == Wish()


@pytest.mark.parametrize("text", ["", "🥕", "dla 9999999 osób", "w 0 minut", "w 999999999999 minut", "a " * 900])
def test_read_wish_ignores_what_makes_no_sense(text):
    assert wish(text) == Wish()
