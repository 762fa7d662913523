from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.core.language.morphology import dictionary_installed
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.catalog.foods import food, foods
from foodsave.kitchen.catalog.ingredient_lines import parse_ingredient
from foodsave.kitchen.catalog.measure_names import ENGLISH, POLISH, SYMBOLS
from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.catalog.wording import (
    food_phrase,
    is_counted,
    measure_phrase,
    number,
    product_phrase,
    quantity_phrase,
    trace_phrase,
)


@pytest.mark.parametrize(
    ("food_id", "amount", "unit", "polish", "english"),
    [
        ("tomato", "1", "szt", "1 pomidor", "1 tomato"),
        ("tomato", "2", "szt", "2 pomidory", "2 tomatoes"),
        ("tomato", "5", "szt", "5 pomidorów", "5 tomatoes"),
        ("tomato", "0.5", "szt", "pół pomidora", "1/2 tomato"),
        ("onion", "1.5", "szt", "1,5 cebuli", "1 1/2 onions"),
        ("egg", "12", "szt", "12 jajek", "12 eggs"),
        ("egg", "22", "szt", "22 jajka", "22 eggs"),
        ("potato", "1.5", "kg", "1,5 kg ziemniaków", "1.5 kg potatoes"),
        ("potato", "1500", "g", "1,5 kg ziemniaków", "1.5 kg potatoes"),
        ("potato", "500", "g", "500 g ziemniaków", "500 g potatoes"),
        ("white_cabbage", "600", "g", "600 g białej kapusty", "600 g white cabbage"),
        ("milk", "250", "ml", "250 ml mleka", "250 ml milk"),
        ("milk", "1", "l", "1 l mleka", "1 l milk"),
        ("butter", "200", "g", "200 g masła", "200 g butter"),
        ("butter", "2", "szt", "2 opakowania masła", "2 packs of butter"),
        ("milk", "1", "op", "1 opakowanie mleka", "1 pack of milk"),
        ("garlic", "1", "szt", "1 czosnek", "1 head of garlic"),
        ("wheat_flour", "2", "szklanka", "2 szklanki mąki pszennej", "2 glasses of wheat flour"),
        ("tomato", "0.333", "szt", "1/3 pomidora", "1/3 tomato"),
    ],
)
def test_food_phrase_inflects_the_food_for_its_amount(food_id, amount, unit, polish, english):
    quantity = Quantity.parse(amount, unit)

    assert food_phrase(food(food_id), quantity, "pl") == polish
    assert food_phrase(food(food_id), quantity, "en") == english


@pytest.mark.parametrize(
    ("food_id", "count", "measure", "polish", "english"),
    [
        ("wheat_flour", "2", "szklanka", "2 szklanki mąki pszennej", "2 glasses of wheat flour"),
        ("sugar", "1/2", "szklanka", "pół szklanki cukru", "1/2 glass of sugar"),
        ("sugar", "1/4", "szklanka", "1/4 szklanki cukru", "1/4 glass of sugar"),
        ("milk", "3/2", "szklanka", "1,5 szklanki mleka", "1 1/2 glasses of milk"),
        ("milk", "5", "szklanka", "5 szklanek mleka", "5 glasses of milk"),
        ("garlic", "3", "ząbek", "3 ząbki czosnku", "3 cloves of garlic"),
        ("garlic", "2", "ząbek", "2 ząbki czosnku", "2 cloves of garlic"),
        ("milk", "1", "łyżka", "1 łyżka mleka", "1 tablespoon of milk"),
        ("milk", "5", "łyżka", "5 łyżek mleka", "5 tablespoons of milk"),
        ("salt", "1", "szczypta", "szczypta soli", "a pinch of salt"),
        ("salt", "2", "szczypta", "2 szczypty soli", "2 pinches of salt"),
        ("butter", "1/4", "kostka", "1/4 kostki masła", "1/4 block of butter"),
        ("strawberry", "1", "garść", "garść truskawek", "a handful of strawberries"),
        ("bread", "2", "kromka", "2 kromki chleba", "2 slices of bread"),
        ("egg", "3", "szt", "3 jajka", "3 eggs"),
        ("bay_leaf", "2", "liść", "2 liście laurowe", "2 bay leaves"),
        ("milk", "3/2", "cup", "1,5 szklanki (240 ml) mleka", "1 1/2 cups of milk"),
        ("butter", "3/2", "lb", "1,5 lb masła", "1.5 lb butter"),
        ("canned_tomatoes", "1/2", "puszka", "pół puszki pomidorów", "1/2 can of tomatoes"),
        ("canned_corn", "2", "puszka", "2 puszki kukurydzy konserwowej", "2 cans of corn"),
        ("allspice", "4", "szt", "4 ziarna ziela angielskiego", "4 allspice berries"),
        ("trout", "700", "g", "700 g pstrąga", "700 g trout"),
        ("zucchini", "400", "g", "400 g cukinii", "400 g zucchini"),
        ("white_sausage", "800", "g", "800 g białej kiełbasy", "800 g white sausage"),
        ("white_sausage", "4", "szt", "4 białe kiełbasy", "4 white sausages"),
        ("green_bean", "250", "g", "250 g fasolki szparagowej", "250 g green beans"),
    ],
)
def test_measure_phrase_inflects_measure_and_food(food_id, count, measure, polish, english):
    assert measure_phrase(food(food_id), Fraction(count), Measure(measure), "pl") == polish
    assert measure_phrase(food(food_id), Fraction(count), Measure(measure), "en") == english


def test_trace_phrase_tells_what_cannot_be_measured():
    assert (trace_phrase(food("dill"), "pl"), trace_phrase(food("dill"), "en")) == ("odrobina koperku", "a little dill")


@pytest.mark.parametrize(
    ("amount", "unit", "polish", "english"),
    [
        ("1.5", "kg", "1,5 kg", "1.5 kg"),
        ("1500", "ml", "1,5 l", "1.5 l"),
        ("3", "szt", "3 szt.", "3 pcs"),
        ("1", "op", "1 op.", "1 pack"),
        ("2", "op", "2 op.", "2 packs"),
        ("2", "szklanka", "2 szklanki", "2 glasses"),
        ("0.381", "kg", "0,381 kg", "0.381 kg"),
    ],
)
def test_quantity_phrase_tells_an_amount_without_the_food(amount, unit, polish, english):
    quantity = Quantity.parse(amount, unit)

    assert (quantity_phrase(quantity, "pl"), quantity_phrase(quantity, "en")) == (polish, english)


def test_product_phrase_leaves_the_name_of_counted_products_as_it_is():
    assert product_phrase("Ser Halloumi", Quantity.parse("2", "szt"), "pl") == "Ser Halloumi: 2 szt."
    assert product_phrase("Ser Halloumi", Quantity.parse("2", "szt"), "en") == "Ser Halloumi: 2 pcs"


def test_product_phrase_leaves_unknown_names_as_they_are():
    assert product_phrase("Xyzzy", Quantity.parse("200", "g"), "pl") == "Xyzzy: 200 g"
    assert product_phrase("Xyzzy", Quantity.parse("200", "g"), "en") == "200 g Xyzzy"


@pytest.mark.skipif(not dictionary_installed(), reason="there is no Morfeusz for this platform")
def test_product_phrase_inflects_what_the_dictionary_knows():
    assert product_phrase("Ser Halloumi", Quantity.parse("200", "g"), "pl") == "200 g sera Halloumi"


@pytest.mark.parametrize(
    ("value", "polish", "english"),
    [
        ("1/2", "pół", "1/2"),
        ("3/2", "1,5", "1 1/2"),
        ("5/4", "1 1/4", "1 1/4"),
        ("2/3", "2/3", "2/3"),
        ("667/1000", "2/3", "2/3"),
        ("7/5", "1,4", "1.4"),
        ("1/7", "0,14", "0.14"),
        ("3", "3", "3"),
    ],
)
def test_number_is_told_as_a_cook_says_it(value, polish, english):
    assert (number(Fraction(value), "pl"), number(Fraction(value), "en")) == (polish, english)


def test_measure_names_cover_every_measure_without_a_symbol():
    assert set(POLISH) == set(ENGLISH) == set(Measure) - set(SYMBOLS)


def test_measure_phrase_is_read_back_for_every_food_in_both_languages():
    told = [
        (measure_phrase(known, Fraction(count), measure, locale), locale, count, measure, known.id)
        for known in foods().values()
        for count, measure in ((250, Measure.GRAM), (3, Measure.TABLESPOON), (2, Measure.PIECE), (5, Measure.PIECE))
        if measure is not Measure.PIECE or is_counted(known)
        for locale in ("pl", "en")
    ]
    read = [parse_ingredient(text, language=locale) for text, locale, *_ in told]
    alike = {Measure.HEAD: Measure.PIECE, Measure.LEAF: Measure.PIECE}  # "2 heads of garlic" are two of it

    assert [
        (text, found)
        for (text, _, count, measure, food_id), found in zip(told, read, strict=True)
        if (found.count, alike.get(found.measure, found.measure), found.food_id) != (count, measure, food_id)
    ] == []


@given(st.sampled_from(sorted(foods())), st.integers(1, 10**9), st.sampled_from(Unit), st.sampled_from(["pl", "en"]))
def test_food_phrase_says_something_for_every_food_and_amount(food_id, milli, unit, locale):
    said = food_phrase(food(food_id), Quantity(milli, unit), locale)

    assert said == said.strip()
    assert "  " not in said
    assert any(name in said for name in _names(food_id))


def _names(food_id: str) -> tuple[str, ...]:
    known = food(food_id)
    return (known.pl.one, known.pl.of_one, known.pl.many, known.pl.of_many, known.en, known.en_plural)
