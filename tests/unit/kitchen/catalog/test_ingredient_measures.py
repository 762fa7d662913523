import pytest

from foodsave.kitchen.catalog.food_matching import match_food
from foodsave.kitchen.catalog.ingredient_amounts import read_amount
from foodsave.kitchen.catalog.ingredient_measures import as_counted, fitting_measure, measure_after, settle_measure
from foodsave.kitchen.catalog.measures import Measure


def settled(line, language="pl"):
    amount = read_amount(line, spaced_thousands=language == "pl")
    name = amount.after.strip()
    measure, name, match = settle_measure(amount, name, match_food(name, language=language), language)
    return measure, name, match.food_id


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("1 kostka masła", (Measure.BLOCK, "masła", "butter")),
        ("1 kostka rosołowa", (Measure.PIECE, "kostka rosołowa", "stock_cube")),
        ("3 liście laurowe", (Measure.LEAF, "liście laurowe", "bay_leaf")),
        ("3 liście bazylii", (Measure.LEAF, "bazylii", "basil")),
        ("1 puszka pomidorów", (Measure.CAN, "pomidorów", "canned_tomatoes")),
        ("2 łodygi selera", (Measure.STALK, "selera", "celery")),
        ("1 główka kapusty pekińskiej", (Measure.HEAD, "kapusty pekińskiej", "napa_cabbage")),
        ("200 g pomidorów", (Measure.GRAM, "pomidorów", "tomato")),
    ],
)
def test_settle_measure_tells_a_measure_from_a_name(line, found):
    assert settled(line) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("garlic cloves", (Measure.CLOVE, "garlic", "garlic")),
        ("celery sticks", (Measure.STALK, "celery", "celery")),
        ("cinnamon sticks", (Measure.PIECE, "cinnamon sticks", "cinnamon_stick")),
        ("bay leaves", (Measure.LEAF, "bay leaves", "bay_leaf")),
        ("thyme sprigs", (Measure.SPRIG, "thyme", "fresh_thyme")),
        ("ripe tomatoes", (Measure.PIECE, "ripe tomatoes", "tomato")),
    ],
)
def test_measure_after_reads_the_measure_behind_an_english_food(name, found):
    measure, rest, match = measure_after(name, match_food(name, language="en"), "en")

    assert (measure, rest, match.food_id) == found


@pytest.mark.parametrize(
    ("line", "food", "measure"),
    [
        ("2 slices", "bread", Measure.BREAD_SLICE),
        ("2 slices", "ham", Measure.SLICE),
        ("1 stick", "butter", Measure.BLOCK),
        ("1 stick", "celery", Measure.STALK),
        ("1 packet", "pasta", Measure.PACK),
    ],
)
def test_fitting_measure_depends_on_the_food(line, food, measure):
    amount = read_amount(line, spaced_thousands=False)

    assert fitting_measure(amount.measure, amount, match_food(food, language="en")) is measure


@pytest.mark.parametrize(
    ("name", "measure", "brackets", "food_id"),
    [
        ("pietruszka", Measure.PIECE, [], "parsley_root"),
        ("pietruszki", Measure.GRAM, [], "parsley_root"),
        ("pietruszki", Measure.BUNCH, [], "parsley"),
        ("natki pietruszki", Measure.GRAM, [], "parsley"),
        ("papryka", Measure.PIECE, ["czerwona"], "red_pepper"),
        ("papryka", Measure.PIECE, ["żółta i zielona"], "bell_pepper"),
    ],
)
def test_as_counted_reads_words_of_two_meanings_by_their_amount(name, measure, brackets, food_id):
    assert as_counted(measure, match_food(name, language="pl"), brackets, "pl").food_id == food_id
