"""Why a dish is proposed, what it takes and what it lacks, in both languages; every figure computed by a person."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kit.money import parse_minor
from foodsave.kitchen.catalog.foods import Allergen
from foodsave.kitchen.recipes.cookable import milli_taken, weigh_up
from foodsave.kitchen.recipes.explaining import Explainer, value_taken
from foodsave.kitchen.recipes.larder import dish_of
from foodsave.kitchen.recipes.stock import Shelf
from unit.kitchen.recipes.cupboard import TODAY, line, lot, price, recipe

GOUDA = lot("gouda", "150", days=1, value_minor=750, name="Ser Gouda")
EGGS = lot("egg", "10", "szt", days=20, value_minor=1200, name="Jaja")


def explained(dish, *lots, prices=(), locale="pl", currency="PLN", avoid=frozenset()):
    shelf = Shelf(lots, prices, TODAY)
    found = weigh_up(dish_of(dish), shelf)
    return Explainer(shelf, locale, currency, avoid).cookable(found, dish)


def proposed(dish, *lots):
    shelf = Shelf(lots, (), TODAY)
    found = weigh_up(dish_of(dish), shelf)
    return found, Explainer(shelf, "pl", "PLN").proposal(found, dish)


OMELETTE = (line("egg", "4", "szt"), line("gouda", "100"))


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        # 100 of 150 g for 7.50 at 60 % is 3.00; four of ten eggs for 12.00 at 5 % is 0.24
        (
            "pl",
            (
                "Najpierw do zużycia: Ser Gouda (do 05.05.2026); ratuje jedzenie warte około 3,24 zł; "
                "wszystko jest w domu."
            ),
        ),
        ("en", "To be used first: Ser Gouda (by 2026-05-05); saves food worth about 3.24 PLN; everything is at home."),
    ],
)
def test_why_names_what_to_use_first_and_the_money_saved(locale, expected):
    assert explained(recipe(*OMELETTE), GOUDA, EGGS, locale=locale).why == expected


@pytest.mark.parametrize(
    ("prices", "polish", "english"),
    [
        # 50 g of butter at 8.00 for 200 g
        (
            [("butter", price(800, "200")), ("onion", price(300, "1", "kg"))],
            "Brakuje 2 składników (około 2,33 zł); bilans -2,33 zł.",
            "2 ingredients to get (about 2.33 PLN); balance -2.33 PLN.",
        ),
        (
            [("butter", price(800, "200"))],
            "Brakuje 2 składników (około 2,00 zł, bez znanej ceny: 1).",
            "2 ingredients to get (about 2.00 PLN, without a known price: 1).",
        ),
        (
            [],
            "Brakuje 2 składników (bez znanej ceny: 2).",
            "2 ingredients to get (without a known price: 2).",
        ),
    ],
)
def test_why_tells_what_must_be_bought_and_never_guesses_a_price(prices, polish, english):
    dish = recipe(line("butter", "50"), line("onion", "1", "szt"))

    assert explained(dish, prices=prices).why == polish
    assert explained(dish, prices=prices, locale="en").why == english


def test_why_of_one_missing_ingredient_is_singular():
    dish = recipe(line("butter", "50"))

    assert explained(dish).why == "Brakuje 1 składnika (bez znanej ceny: 1)."
    assert explained(dish, locale="en").why == "1 ingredient to get (without a known price: 1)."


def test_why_says_that_staples_are_presumed_and_prices_are_unknown():
    dish = recipe(line("potato", "500"), line("salt"))
    potatoes = lot("potato", "1000", days=None, name="Ziemniaki")

    assert explained(dish, potatoes).why == "Bez znanej ceny w domu: 1; zakładam, że podstawowe produkty są w domu."
    assert explained(dish, potatoes, locale="en").why == (
        "At home without a known price: 1; basic staples are presumed to be at home."
    )


def test_why_keeps_a_currency_without_a_polish_sign():
    assert "3,24 EUR" in explained(recipe(*OMELETTE), GOUDA, EGGS, currency="EUR").why


def test_uses_tell_lot_amount_rest_risk_and_value_in_the_order_of_the_ingredients():
    uses = explained(recipe(*OMELETTE), GOUDA, EGGS).uses

    assert [(use.ingredient, use.product, use.amount.amount, use.left.amount) for use in uses] == [
        ("jajko", "Jaja", "4", "6"),
        ("gouda", "Ser Gouda", "100", "50"),
    ]
    assert [(use.risk_percent, use.value.amount, use.expires_on) for use in uses] == [
        (5, "4.80", date(2026, 5, 24)),
        (60, "5.00", date(2026, 5, 5)),
    ]


def test_uses_of_two_ingredients_that_share_a_lot_sum_to_what_the_lot_gives():
    # 1.00 for 30 g: 10 g cost 0.33 each, but 20 g cost 0.67
    dish = recipe(line("butter", "10"), line("butter", "10"))
    found, proposal = proposed(dish, lot("butter", "30", value_minor=100))

    assert [(use.amount.amount, use.left.amount, use.value.amount) for use in proposal.deductions] == [
        ("10", "20", "0.33"),
        ("10", "10", "0.34"),
    ]
    assert proposal.value.amount == "0.67"
    assert milli_taken(found) == {"butter 30": 20_000}


@given(
    st.lists(st.integers(1, 400), min_size=1, max_size=5),
    st.integers(1, 900),
    st.integers(0, 99_999),
)
def test_values_of_all_uses_sum_to_the_value_that_is_booked(wanted, there, value):
    dish = recipe(*(line("butter", f"{amount}/3") for amount in wanted))
    found, proposal = proposed(dish, lot("butter", str(there), value_minor=value))
    told = sum(parse_minor(use.value.amount) for use in proposal.deductions)

    assert told == value_taken(found)
    assert told <= value


def test_value_taken_is_unknown_when_one_price_is():
    found, proposal = proposed(recipe(*OMELETTE), GOUDA, lot("egg", "10", "szt"))

    assert (value_taken(found), proposal.value) == (None, None)
    assert [use.value and use.value.amount for use in proposal.deductions] == [None, "5.00"]


def test_lacks_tell_first_what_must_be_got_then_what_is_presumed_or_optional():
    dish = recipe(
        line("salt", "5"),
        line("dill", "1", "pęczek", optional=True),
        line("potato", "500"),
        line(None, "1", "szt", text="1 coś"),
        line("onion", "1", "szt"),
    )
    prices = [("potato", price(400, "1", "kg"))]
    lacks = explained(dish, lot("potato", "200"), prices=prices).lacks

    assert [(lack.ingredient, lack.state, lack.optional) for lack in lacks] == [
        ("ziemniak", "short", False),
        ("1 coś", "unknown", False),
        ("cebula", "missing", False),
        ("sól", "assumed", False),
        ("koperek", "missing", True),
    ]
    # 300 g are lacking, at 4.00 a kilogram
    assert (lacks[0].amount.amount, lacks[0].cost.amount) == ("300", "1.20")
    assert [lack.cost for lack in lacks[1:]] == [None] * 4


def test_lacks_of_units_that_cannot_be_compared_are_unclear():
    lack = explained(recipe(line("butter", "50")), lot("butter", "1", "szt", factor=None)).lacks[0]

    assert (lack.state, lack.amount.amount) == ("unclear", "50")


@pytest.mark.parametrize(
    ("locale", "name", "note"), [("pl", "margaryna", "Mniej maślany"), ("en", "margarine", "Less")]
)
def test_lacks_propose_stand_ins_with_their_note_and_doubt(locale, name, note):
    swap = explained(recipe(line("butter", "50"), course="salad"), lot("margarine", "60"), locale=locale).lacks[0]
    margarine = next(one for one in swap.substitutes if one.food == "margarine")

    assert (margarine.name, margarine.amount.amount, margarine.at_home, margarine.role) == (name, "50", True, "fat")
    assert margarine.note.startswith(note)
    assert (margarine.allergens.contains, margarine.allergens.unclear) == ([], [name])


def test_lacks_never_propose_an_allergen_of_the_profile():
    lacks = explained(recipe(line("butter", "50")), avoid=frozenset({Allergen.MILK})).lacks

    assert lacks[0].substitutes
    assert not any("milk" in one.allergens.contains or one.allergens.unclear for one in lacks[0].substitutes)


def test_cookable_answers_with_the_facts_of_the_lots_that_are_used():
    free = lot("wheat_flour", "500", allergens=frozenset(), may_contain=False)
    answer = explained(recipe(line("wheat_flour", "100")), free)

    assert (answer.readiness, answer.missing_count, answer.unpriced, answer.unvalued) == ("ready", 0, 0, 1)
    assert answer.recipe.allergens.contains == []
    assert (answer.saved.amount, answer.cost.amount, answer.net.amount) == ("0.00", "0.00", "0.00")
