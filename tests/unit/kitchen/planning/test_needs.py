from datetime import date
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kit.quantity import Dimension, Quantity, Unit
from foodsave.kitchen.catalog.foods import food
from foodsave.kitchen.catalog.weights import Weights
from foodsave.kitchen.planning.needs import HeldLot, ProductFacts, ShoppingNeed, Why, needed
from foodsave.kitchen.planning.packs import packs_for


def need(food_id, amount=None, unit="g", *, recipe="soup", product_id=None, name=None):
    quantity = None if amount is None else Quantity.parse(amount, unit)
    why = Why("minimum", product_id) if product_id else Why("recipe", recipe)
    return ShoppingNeed(name or food_id or "?", food_id, product_id, quantity, why)


def lot(food_id, amount, unit="g", *, product_id="p", number="1"):
    quantity = Quantity.parse(amount, unit)
    factor = Weights.of(food(food_id)).factor(quantity.unit.dimension) if food_id else None
    return HeldLot(number, product_id, food_id, quantity.milli, quantity.unit, factor, date(2026, 3, 10))


def bought(lines):
    return {line.name: str(line.quantity) if line.quantity else None for line in lines}


def test_needed_is_what_is_not_at_home():
    assert bought(needed([need("rice_noodles", "250")], [lot("rice_noodles", "100")])) == {"rice_noodles": "150 g"}


def test_needed_is_nothing_when_enough_is_at_home():
    assert needed([need("onion", "200")], [lot("onion", "200")]) == []


def test_needed_compares_amounts_across_units():
    grams = food("egg").piece_mg

    lines = needed([need("egg", "6", "szt")], [lot("egg", str(Fraction(grams, 500)).split("/")[0], "g")])

    assert bought(lines) == {"egg": "4 szt"}


def test_needed_adds_up_what_several_dishes_lack_of_one_food_and_says_why():
    lines = needed(
        [need("milk", "600", "ml"), need("egg", "2", "szt"), need("milk", "700", "ml", recipe="cake")],
        [lot("milk", "0.1", "l")],
    )

    (milk, egg) = lines
    assert (str(milk.quantity), milk.packs, str(milk.pack)) == ("1200 ml", 2, "1 l")
    assert [(why.reference, why.milli) for why in milk.whys] == [("soup", 500_000), ("cake", 700_000)]
    assert egg.name == "egg"


def test_needed_lets_kinds_of_a_food_stand_for_it_but_not_the_other_way_round():
    assert needed([need("milk", "500", "ml")], [lot("uht_milk", "1", "l")]) == []
    assert bought(needed([need("uht_milk", "500", "ml")], [lot("milk", "1", "l")])) == {"uht_milk": "500 ml"}


def test_needed_presumes_staples_to_be_at_home():
    assert needed([need("salt"), need("water", "2", "l")], []) == []


def test_needed_lists_what_is_needed_in_any_amount_only_when_there_is_none():
    assert bought(needed([need("chives")], [])) == {"chives": None}
    assert needed([need("chives")], [lot("chives", "5")]) == []


def test_needed_lists_ingredients_that_are_not_understood_as_they_are_written():
    lines = needed([need(None, name="2 zyrafki"), need(None, name="2 Żyrafki"), need(None, name="coś")], [])

    assert [line.name for line in lines] == ["2 zyrafki", "coś"]
    assert len(lines[0].whys) == 2


def test_needed_fills_up_to_the_minimum_from_what_dishes_leave():
    needs = [need("milk", "1", "l", product_id="p", name="Mleko"), need("milk", "300", "ml")]

    (line,) = needed(needs, [lot("milk", "1", "l")])

    assert (line.name, line.product_id, str(line.quantity), line.packs) == ("Mleko", "p", "0.3 l", 1)


def test_needed_counts_only_lots_of_the_product_for_its_minimum():
    needs = [need("milk", "1", "l", product_id="p", name="Mleko")]

    assert bought(needed(needs, [lot("milk", "1", "l", product_id="other")])) == {"Mleko": "1 l"}


def test_needed_joins_a_lacking_food_with_the_minimum_of_its_product():
    needs = [need("milk", "300", "ml"), need("milk", "2", "l", product_id="p", name="Mleko")]

    (line,) = needed(needs, [])

    assert (line.name, line.product_id, str(line.quantity), line.packs) == ("Mleko", "p", "2.3 l", 3)
    assert [why.reason for why in line.whys] == ["recipe", "minimum"]


def test_needed_keeps_products_of_one_food_apart():
    needs = [need("milk", "1", "l", product_id=product, name=product) for product in ("a", "b")]

    assert bought(needed(needs, [])) == {"a": "1 l", "b": "1 l"}


def test_needed_takes_the_pack_of_the_product_before_that_of_its_food():
    facts = {"p": ProductFacts(Weights.of(food("milk")), Quantity.parse("0.5", "l"))}

    (line,) = needed([need("milk", "1.2", "l", product_id="p", name="Mleko")], [], facts)

    assert (line.packs, str(line.pack)) == (3, "0.5 l")


def test_needed_keeps_apart_amounts_that_cannot_be_compared():
    facts = {"p": ProductFacts()}
    needs = [need(None, "1", "kg", product_id="p", name="Karma"), need(None, "2", "szt", product_id="p", name="Karma")]

    assert [str(line.quantity) for line in needed(needs, [], facts)] == ["1 kg", "2 szt"]


@pytest.mark.parametrize(
    ("amount", "unit", "pack", "expected"),
    [
        ("1", "kg", ("500", "g"), (2, "500 g")),
        ("1.001", "kg", ("500", "g"), (3, "500 g")),
        ("0.5", "szt", None, (1, "1 szt")),
        ("250", "g", None, (None, None)),
        ("250", "g", ("1", "l"), (None, None)),
        ("7", "szt", ("10", "szt"), (1, "10 szt")),
    ],
)
def test_packs_for_an_amount_are_enough_and_whole(amount, unit, pack, expected):
    packs, one = packs_for(Quantity.parse(amount, unit), Quantity.parse(*pack) if pack else None, Weights())

    assert (packs, one and str(one)) == expected


def test_packs_for_an_amount_in_other_units_use_the_weight():
    packs, one = packs_for(Quantity.parse("2.1", "kg"), Quantity.parse("1", "l"), Weights(density=1030))

    assert (packs, str(one)) == (3, "1 l")


FOODS = ("egg", "milk", "butter", "onion", "wheat_flour")
UNITS = ("g", "kg", "ml", "szt")
quantities = st.tuples(st.integers(1, 3_000_000), st.sampled_from(UNITS))
drawn_needs = st.lists(st.tuples(st.sampled_from(FOODS), quantities, st.booleans()), max_size=8)
drawn_stock = st.lists(st.tuples(st.sampled_from(FOODS), quantities), max_size=8)


def weight_of(food_id, milli, unit):
    """Micrograms, told anew from the table: None when it cannot be weighed."""
    known, dimension = food(food_id), Unit(unit).dimension
    per = {Dimension.MASS: 1000, Dimension.VOLUME: known.density, Dimension.COUNT: known.piece_mg}[dimension]
    return None if per is None else milli * per


@given(drawn_needs, drawn_stock)
def test_needed_agrees_with_exact_sums_of_weights(needs, stock):
    needs = [one for one in needs if weight_of(one[0], *one[1]) is not None and not food(one[0]).staple]
    stock = [one for one in stock if weight_of(one[0], *one[1]) is not None]
    asked = [
        ShoppingNeed(
            food_id, food_id, "p-" + food_id if fixed else None, Quantity(milli, Unit(unit)), Why("recipe", str(number))
        )
        for number, (food_id, (milli, unit), fixed) in enumerate(needs)
        if not fixed or all(other[0] != food_id or not other[2] for other in needs[:number])
    ]
    held = [
        HeldLot(
            str(number),
            "p-" + food_id,
            food_id,
            milli,
            Unit(unit),
            weight_of(food_id, 1, unit),
            date(2026, 3, 1 + number),
        )
        for number, (food_id, (milli, unit)) in enumerate(stock)
    ]

    lines = needed(asked, held)

    found = {}
    for line in lines:
        assert line.food_id not in found
        found[line.food_id] = line
    for food_id in FOODS:
        wanted = sum(
            weight_of(food_id, one.quantity.milli, one.quantity.unit) for one in asked if one.food_id == food_id
        )
        there = sum(weight_of(food_id, lot.milli, lot.unit) for lot in held if lot.food_id == food_id)
        lacking = max(0, wanted - there)
        if not lacking:
            assert food_id not in found
            continue
        line = found[food_id]
        per = weight_of(food_id, 1, line.quantity.unit)
        assert line.quantity.milli == ceil(Fraction(lacking, per))
        assert sum(why.milli for why in line.whys) == line.quantity.milli
        if line.packs is not None:
            size = weight_of(food_id, line.pack.milli, line.pack.unit)
            assert line.packs * size > lacking - per
            assert (line.packs - 1) * size < lacking
