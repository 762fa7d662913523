from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import Invalid
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.catalog.ingredient_lines import parse_ingredient, parse_ingredients
from foodsave.kitchen.catalog.measures import Measure


@pytest.mark.parametrize(
    ("line", "count", "measure", "food_id"),
    [
        ("pół kostki masła", "1/2", "kostka", "butter"),
        ("2 szkl. mąki", "2", "szklanka", "wheat_flour"),
        ("półtorej szklanki mleka", "3/2", "szklanka", "milk"),
        ("1½ szklanki wody", "3/2", "szklanka", "water"),
        ("szczypta soli", "1", "szczypta", "salt"),
        ("3 ząbki czosnku", "3", "ząbek", "garlic"),
        ("200g cukru", "200", "g", "sugar"),
        ("10 dag szynki", "10", "dag", "ham"),
        ("0,5 l bulionu", "1/2", "l", "stock"),
        ("tuzin jajek", "12", "szt", "egg"),
        ("2 duże cebule", "2", "szt", "onion"),
        ("1 czubata łyżka mąki", "1", "łyżka", "wheat_flour"),
        ("4 plastry sera żółtego", "4", "plaster", "yellow_cheese"),
        ("kromka chleba", "1", "kromka", "bread"),
        ("1/2 pęczka natki pietruszki", "1/2", "pęczek", "parsley"),
        ("garść posiekanego szczypiorku", "1", "garść", "chives"),
        ("2 lyzki oleju rzepakowego", "2", "łyżka", "rapeseed_oil"),
        ("śmietana 18% 200 ml", "200", "ml", "sour_cream"),
        ("pół kilo mięsa mielonego", "1/2", "kg", "minced_meat"),
        ("ćwierć łyżeczki soli", "1/4", "łyżeczka", "salt"),
        ("suszone grzyby - garść", "1", "garść", "dried_mushroom"),
        ("liść laurowy – 2 szt.", "2", "szt", "bay_leaf"),
        ("mleko 3,2% - 1 litr", "1", "l", "milk"),
        ("biała część 1 pora", "1", "szt", "leek"),
        ("szklanka i pół mąki", "3/2", "szklanka", "wheat_flour"),
        ("2 szklanki i pół mąki", "5/2", "szklanka", "wheat_flour"),
        ("3 ćwiartki jabłka", "3/4", "szt", "apple"),
        ("kg ziemniaków", "1", "kg", "potato"),
        ("1 łyżka i 1 łyżeczka soli", "4/3", "łyżka", "salt"),
        ("białko z 2 jajek", "2", "szt", "egg_white"),
        ("sok z połowy cytryny", "1/2", "szt", "lemon"),
        ("1 większa marchew", "1", "szt", "carrot"),
        ("1 mała główka kapusty pekińskiej", "1", "główka", "napa_cabbage"),
    ],
)
def test_parse_ingredient_reads_polish_lines(line, count, measure, food_id):
    found = parse_ingredient(line)

    assert (found.count, found.measure, found.food_id) == (Fraction(count), measure, food_id)


@pytest.mark.parametrize(
    ("line", "count", "measure", "food_id"),
    [
        ("1 1/2 cup flour", "3/2", "cup", "wheat_flour"),
        ("a pinch of salt", "1", "szczypta", "salt"),
        ("3 large eggs, beaten", "3", "szt", "egg"),
        ("half a dozen eggs", "6", "szt", "egg"),
        ("2 tbsp olive oil", "2", "łyżka", "olive_oil"),
        ("1 c. milk", "1", "cup", "milk"),
        ("8 oz cream cheese, softened", "8", "oz", "cream_cheese"),
        ("4 fl oz milk", "4", "fl_oz", "milk"),
        ("2 garlic cloves", "2", "ząbek", "garlic"),
        ("3 celery sticks", "3", "łodyga", "celery"),
        ("2 slices of bread", "2", "kromka", "bread"),
        ("4 slices bacon", "4", "plaster", "bacon"),
        ("handful of spinach", "1", "garść", "spinach"),
        ("1,500 g potatoes", "1500", "g", "potato"),
        ("500g/1lb 2oz plain flour", "500", "g", "wheat_flour"),
        ("two large eggs", "2", "szt", "egg"),
        ("1 lb 8 oz beef", "3/2", "lb", "beef"),
        ("half a lemon", "1/2", "szt", "lemon"),
        ("1 dozen eggs", "12", "szt", "egg"),
        ("a cup and a half of sugar", "3/2", "cup", "sugar"),
        ("2 tablespoons plus 1 teaspoon sugar", "7/3", "łyżka", "sugar"),
        ("One 14.5-ounce can diced tomatoes", "1", "puszka", "canned_tomatoes"),
        ("1 cup half and half", "1", "cup", "light_cream"),
    ],
)
def test_parse_ingredient_reads_english_lines(line, count, measure, food_id):
    found = parse_ingredient(line)

    assert (found.count, found.measure, found.food_id) == (Fraction(count), measure, food_id)


@pytest.mark.parametrize(
    "line",
    [
        "Mąka pszenna - 300 g",
        "Mąka pszenna: 300 g",
        "mąka pszenna 300 g",
        "mąka typ 500 – 300 g",
        "Mąka pszenna (300 g)",
    ],
)
def test_parse_ingredient_reads_an_amount_after_the_name(line):
    found = parse_ingredient(line)

    assert (found.count, found.measure, found.food_id) == (300, Measure.GRAM, "wheat_flour")


@pytest.mark.parametrize(
    ("line", "low", "high"),
    [
        ("2-3 łyżki oleju", 2, 3),
        ("2 lub 3 ząbki czosnku", 2, 3),
        ("od 4 do 5 jajek", 4, 5),
        ("1 kg - 2 kg ziemniaków", 1, 2),
        ("1 to 2 cups milk", 1, 2),
    ],
)
def test_parse_ingredient_keeps_both_ends_of_a_range(line, low, high):
    found = parse_ingredient(line)

    assert (found.count, found.upper) == (low, high)


@pytest.mark.parametrize(
    ("line", "count", "measure", "food_id", "grams"),
    [
        ("1 puszka (400 g) pomidorów", 1, "puszka", "canned_tomatoes", "400"),
        ("2 x 400 g tins chopped tomatoes", 2, "puszka", "canned_tomatoes", "800"),
        ("1 400g can chickpeas", 1, "puszka", "canned_chickpeas", "400"),
        ("1 (14 oz) can tomatoes", 1, "puszka", "canned_tomatoes", "396.893"),
        ("4 filety z kurczaka (po 150 g)", 4, "szt", "chicken_breast", "600"),
        ("2 chicken breasts (about 300 g)", 2, "szt", "chicken_breast", "300"),
        ("1 mała główka kapusty (ok. 1 kg)", 1, "główka", "white_cabbage", "1000"),
        ("1 stick butter", 1, "kostka", "butter", "113.4"),
        ("pół kostki masła", Fraction(1, 2), "kostka", "butter", "100"),
    ],
)
def test_parse_ingredient_knows_what_a_pack_of_it_holds(line, count, measure, food_id, grams):
    found = parse_ingredient(line)

    assert (found.count, found.measure, found.food_id) == (count, measure, food_id)
    assert found.quantity is not None
    assert (found.quantity.amount, found.quantity.unit) == (grams, "g")


@pytest.mark.parametrize(
    ("line", "measure", "food_id"),
    [
        ("2 liście laurowe", "liść", "bay_leaf"),
        ("2 bay leaves", "liść", "bay_leaf"),
        ("2 stock cubes", "szt", "stock_cube"),
        ("1 packet (7 g) dry yeast", "torebka", "dry_yeast"),
        ("1 pietruszka", "szt", "parsley_root"),
        ("1 pęczek pietruszki", "pęczek", "parsley"),
        ("5 liści bazylii", "liść", "basil"),
        ("3 basil leaves", "liść", "basil"),
        ("1 kostka rosołowa", "szt", "stock_cube"),
        ("3 cloves", "szt", "clove"),
        ("3 cloves garlic", "ząbek", "garlic"),
        ("1 cinnamon stick", "szt", "cinnamon_stick"),
        ("2 gałązki tymianku", "gałązka", "fresh_thyme"),
    ],
)
def test_parse_ingredient_tells_a_measure_from_the_foods_own_name(line, measure, food_id):
    found = parse_ingredient(line)

    assert (found.measure, found.food_id) == (measure, food_id)


@pytest.mark.parametrize(
    ("line", "name", "note"),
    [
        ("3 ząbki czosnku (przeciśnięte)", "czosnku", "przeciśnięte"),
        ("1 cebula, drobno posiekana", "cebula", "drobno posiekana"),
        ("200 g masła lub margaryny", "masła", "lub margaryny"),
        ("olej do smażenia", "olej", "do smażenia"),
        ("salt to taste", "salt", "to taste"),
        ("juice of 1 lemon", "lemon", "juice"),
        ("masło, miękkie, 100 g", "masło", "miękkie"),
        ("3 pomidory, sparzone i obrane ze skórki", "pomidory", "sparzone i obrane ze skórki"),
    ],
)
def test_parse_ingredient_keeps_remarks_apart_from_the_name(line, name, note):
    found = parse_ingredient(line)

    assert (found.name, found.note) == (name, note)


@pytest.mark.parametrize(
    ("line", "optional"),
    [("szczypiorek (opcjonalnie)", True), ("1 tsp chili, optional", True), ("1 łyżka octu", False)],
)
def test_parse_ingredient_marks_what_may_be_left_out(line, optional):
    assert parse_ingredient(line).optional is optional


@pytest.mark.parametrize(
    "line",
    [
        "kilka listków bazylii",
        "trochę soli",
        "a few basil leaves",
        "some salt",
        "1 kieliszek wódki",
        "half and half",
        "ćwiartki jabłka",
        "pieprz",
        "mleko 2%",
    ],
)
def test_parse_ingredient_has_no_count_where_none_is_told(line):
    found = parse_ingredient(line)

    assert found.food_id is not None
    assert (found.count, found.quantity) == (None, None)


@pytest.mark.parametrize(
    "line", ["1/0 cup sugar", "3-2 jajka", "1e9 g sugar", "1 3/2 cups milk", "1.2.3 kg cukru", "2 cm imbiru"]
)
def test_parse_ingredient_takes_no_amount_from_broken_numbers(line):
    found = parse_ingredient(line)

    assert (found.count, found.quantity) == (None, None)


@pytest.mark.parametrize(
    "line", ["-2 jajka", "−2 eggs", "-½ cup milk", "0 jajek", "0,0 g soli", "99999999 g cukru", "masło - 0 g"]
)
def test_parse_ingredient_refuses_negative_and_absurd_amounts(line):
    with pytest.raises(Invalid) as refusal:
        parse_ingredient(line)

    assert refusal.value.reason == "invalid_quantity"


def test_parse_ingredient_takes_a_dash_and_a_blank_for_a_bullet():
    assert parse_ingredient("- 2 jajka").count == 2


def test_parse_ingredient_refuses_a_line_of_more_than_500_characters():
    with pytest.raises(Invalid, match="500"):
        parse_ingredient("x" * 501)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("sól i pieprz do smaku", [("salt", None), ("black_pepper", None)]),
        ("salt and freshly ground black pepper", [("salt", None), ("black_pepper", None)]),
        ("sól, pieprz, majeranek", [("salt", None), ("black_pepper", None), ("marjoram", None)]),
        ("2 łyżki oliwy i 1 łyżka octu", [("olive_oil", 2), ("vinegar", 1)]),
        ("1 szklanka i 2 łyżki mąki", [("wheat_flour", Fraction(28, 25))]),
        ("1 cebula, posiekana", [("onion", 1)]),
        ("po 1 łyżeczce soli i pieprzu", [("salt", 1), ("black_pepper", 1)]),
        ("po szczypcie soli i pieprzu", [("salt", 1), ("black_pepper", 1)]),
        ("sól i 2 ząbki czosnku", [("salt", None), ("garlic", 2)]),
        ("0,5 l mleka", [("milk", Fraction(1, 2))]),
    ],
)
def test_parse_ingredients_splits_lines_that_list_foods(line, found):
    assert [(part.food_id, part.count) for part in parse_ingredients(line)] == found


def test_parse_ingredients_gives_the_remark_to_every_part():
    assert [part.note for part in parse_ingredients("sól i pieprz do smaku")] == ["do smaku", "do smaku"]


@given(st.text(max_size=120), st.sampled_from([None, "pl", "en"]))
def test_parse_ingredients_answers_any_text_or_says_what_is_wrong(line, language):
    try:
        parts = parse_ingredients(line, language=language)
    except Invalid:
        return
    for part in parts:
        assert part.food_id is None or part.food_id in foods()
        assert part.count is None or part.count > 0


NUMBERS = st.sampled_from(
    ["2", "1/2", "1 1/2", "2-3", "½", "pół", "two", "0,5", "-1", "999999", "3/0", "1.2.3", "x", "%"]
)
WORDS = st.sampled_from(
    ["szklanki", "g", "cup", "(400 g)", "mąki", "of", "milk", ",", "i", "lub", "kilka", "puszka", "do smaku"]
)


@given(st.lists(NUMBERS | WORDS, max_size=8).map(" ".join))
def test_parse_ingredients_never_crashes_on_kitchen_words_in_any_order(line):
    try:
        parts = parse_ingredients(line)
    except Invalid:
        return
    assert parts
    assert all(part.count is None or part.count > 0 for part in parts)
