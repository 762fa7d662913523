from datetime import date

import pytest

from foodsave.agents.base.wording import listed, money_phrase, place_phrase, relative_day, shown, total_phrase
from foodsave.kit.quantity import Quantity
from foodsave.kitchen.catalog.foods import food

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "polish", "english"),
    [
        (date(2026, 11, 20), "dziś", "today"),
        (date(2026, 11, 21), "jutro", "tomorrow"),
        (date(2026, 11, 19), "wczoraj", "yesterday"),
        (date(2026, 11, 24), "za 4 dni", "in 4 days"),
        (date(2026, 11, 18), "2 dni temu", "2 days ago"),
    ],
)
def test_relative_day_counts_from_today_in_both_languages(day, polish, english):
    assert (relative_day(day, TODAY, "pl"), relative_day(day, TODAY, "en")) == (polish, english)


def test_money_phrase_writes_each_language_its_own_way():
    assert money_phrase(649, "PLN", "pl") == "6,49 zł"
    assert money_phrase(649, "PLN", "en") == "6.49 PLN"
    assert money_phrase(5, "EUR", "pl") == "0,05 EUR"


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a i b"), (["a", "b", "c"], "a, b i c")]
)
def test_listed_joins_parts_as_a_sentence_does(parts, text):
    assert listed(parts, "pl") == text


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [("1500", "ml", "1.5 l"), ("999", "ml", "999 ml"), ("0.3", "kg", "300 g"), ("2", "szt.", "2 szt.")],
)
def test_shown_takes_the_unit_that_people_would(amount, unit, text):
    unit = {"szt.": "szt"}.get(unit, unit)

    assert str(shown(Quantity.parse(amount, unit))) == text.replace("szt.", "szt")


def test_total_phrase_inflects_foods_and_names_products():
    litre = Quantity.parse("1.5", "l")

    assert total_phrase("x", food("milk"), litre, "pl") == "1,5 l mleka"
    assert total_phrase("x", food("milk"), litre, "en") == "1.5 l of milk"
    assert total_phrase("x", food("egg"), Quantity.parse("5", "szt"), "pl") == "5 jajek"
    assert total_phrase("Ludwik", None, litre, "en") == "1.5 l of Ludwik"


def test_place_phrase_tells_every_place():
    assert place_phrase("freezer", "pl") == "w zamrażarce"
    assert place_phrase("counter", "en") == "on the counter"
