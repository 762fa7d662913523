from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.insights.period import ALWAYS
from foodsave.kitchen.insights.waste import LedgerFact, waste_of

NOTHING_TAKEN = {"worth_minor": None, "held_milli": None, "put_frozen": False, "cooked": False, "split": False}


def fact(kind, value_minor, transaction_id="t1", **changes):
    facts = {
        "transaction_id": transaction_id,
        "on": date(2026, 3, 10),
        "kind": kind,
        "product_id": "milk",
        "name": "Mleko",
        "group_id": "milk_fresh",
        "reason": None,
        "value_minor": value_minor,
        "currency": None if value_minor is None else "PLN",
        "delta_milli": -500_000,
        "unit": "ml",
    }
    return LedgerFact(**(facts | NOTHING_TAKEN | changes))


def cooked(kind, value_minor, **changes):
    return fact(kind, value_minor, cooked=True, **changes)


def by_key(waste):
    return {entry.key: entry for entry in waste.entries}


def test_waste_sums_what_was_eaten_and_thrown_and_cites_its_transactions():
    facts = [fact("consumed", -300), fact("consumed", -99, "t2"), fact("discarded", -50, "t3", reason="spoiled")]

    waste = waste_of(facts, ALWAYS, "month")

    assert (waste.eaten.money, waste.eaten.events, waste.eaten.sources) == ({"PLN": 399}, 2, ("t1", "t2"))
    assert (waste.thrown.money, waste.thrown.source_count) == ({"PLN": 50}, 1)
    assert [entry.key for entry in waste.entries] == ["2026-03"]


def test_waste_counts_unknown_prices_beside_the_sum_with_their_amount():
    facts = [fact("discarded", -50), fact("discarded", None), fact("discarded", None, "t2", delta_milli=-250_000)]

    thrown = waste_of(facts, ALWAYS, "month").thrown

    assert (thrown.money, thrown.events, thrown.unknown) == ({"PLN": 50}, 3, 2)
    assert thrown.unknown_amount == Quantity(750_000, Unit.MILLILITRE)


def test_waste_tells_an_unknown_amount_in_the_base_unit_when_units_differ():
    facts = [fact("consumed", None), fact("consumed", None, unit="l")]

    assert waste_of(facts, ALWAYS, "month").eaten.unknown_amount == Quantity(1_000_000, Unit.MILLILITRE)


def test_waste_tells_no_amount_of_several_kinds_of_units():
    facts = [fact("consumed", None), fact("consumed", None, unit="szt")]

    assert waste_of(facts, ALWAYS, "month").eaten.unknown_amount is None


def test_waste_never_adds_currencies():
    facts = [fact("discarded", -50), fact("discarded", -70, currency="EUR")]

    assert waste_of(facts, ALWAYS, "month").thrown.money == {"EUR": 70, "PLN": 50}


def test_waste_by_reason_tells_only_what_was_thrown():
    facts = [fact("consumed", -10), fact("discarded", -50, reason="expired"), fact("discarded", -5, reason="spoiled")]

    waste = waste_of(facts, ALWAYS, "reason")

    assert [(entry.key, entry.thrown.money) for entry in waste.entries] == [
        ("expired", {"PLN": 50}),
        ("spoiled", {"PLN": 5}),
    ]
    assert waste.eaten.money == {"PLN": 10}


def test_waste_by_category_joins_the_groups_that_belong_together():
    facts = [fact("discarded", -50), fact("discarded", -5, group_id="milk_uht"), fact("discarded", -1, group_id=None)]

    entries = by_key(waste_of(facts, ALWAYS, "category"))

    assert entries["dairy_eggs"].thrown.money == {"PLN": 55}
    assert entries["unknown"].thrown.money == {"PLN": 1}


def test_waste_by_product_uses_the_name_that_it_has_now():
    waste = waste_of([fact("discarded", -50)], ALWAYS, "product", {"milk": "Mleko 2%"})

    assert waste.entries[0].name == "Mleko 2%"


def test_waste_values_what_is_frozen_by_what_the_lot_was_worth():
    frozen = fact("frozen", 0, delta_milli=0, worth_minor=240, held_milli=500_000)
    unpriced = fact("frozen", None, delta_milli=0, held_milli=200_000)

    waste = waste_of([frozen, unpriced], ALWAYS, "month")

    assert (waste.frozen.money, waste.frozen.unknown) == ({"PLN": 240}, 1)
    assert waste.frozen.unknown_amount == Quantity(200_000, Unit.MILLILITRE)
    assert waste.eaten.events == 0


def test_waste_passes_over_parts_that_split_off_and_changes_of_no_value():
    part = fact("added", 100, split=True, delta_milli=100_000)
    renamed = fact("corrected", 0, delta_milli=0)

    waste = waste_of([part, renamed], ALWAYS, "month")

    assert (waste.added.events, waste.corrected.events) == (0, 0)


def test_waste_tells_apart_what_corrections_took_off():
    waste = waste_of([fact("corrected", -40), fact("corrected", 10, "t2")], ALWAYS, "month")

    assert waste.corrected.money == {"PLN": 30}
    assert waste.entries == ()


def test_waste_takes_leftovers_off_the_ingredients_in_proportion():
    facts = [
        cooked("cooked", -300, product_id="rice"),
        cooked("cooked", -100, product_id="ham"),
        cooked("added", 101, product_id="dish", delta_milli=2000, unit="szt"),
    ]

    waste = waste_of(facts, ALWAYS, "product")

    assert waste.eaten.money == {"PLN": 299}
    eaten = {key: entry.eaten.money for key, entry in by_key(waste).items()}
    assert eaten == {"rice": {"PLN": 224}, "ham": {"PLN": 75}}
    assert waste.added.events == 0


def test_waste_tells_leftovers_that_were_frozen_at_once():
    facts = [cooked("cooked", -300), cooked("added", 100, product_id="dish", put_frozen=True, delta_milli=1000)]

    waste = waste_of(facts, ALWAYS, "month")

    assert (waste.eaten.money, waste.frozen.money) == ({"PLN": 200}, {"PLN": 100})


def test_waste_takes_nothing_off_for_a_leftover_of_unknown_value():
    facts = [cooked("cooked", -300), cooked("cooked", None), cooked("added", None, product_id="dish")]

    eaten = waste_of(facts, ALWAYS, "month").eaten

    assert (eaten.money, eaten.unknown, eaten.events) == ({"PLN": 300}, 1, 2)


def test_waste_tells_a_leftover_worth_more_than_its_ingredients_for_itself():
    facts = [cooked("cooked", -300), cooked("added", 400, product_id="dish")]

    waste = waste_of(facts, ALWAYS, "product")

    assert waste.eaten.money == {"PLN": -100}


values = st.one_of(st.none(), st.integers(0, 10_000))


@given(
    st.lists(st.lists(st.tuples(values, st.sampled_from(("PLN", "EUR"))), min_size=1, max_size=5), max_size=5),
    st.integers(0, 100),
)
def test_waste_of_dishes_is_what_was_taken_less_what_is_left(dishes, percent):
    facts, expected = [], {}
    for number, ingredients in enumerate(dishes):
        taken = {}
        for value, currency in ingredients:
            worth = None if value is None else -value
            facts.append(
                cooked("cooked", worth, transaction_id=str(number), currency=currency, product_id=str(len(facts)))
            )
            if value is not None:
                taken[currency] = taken.get(currency, 0) + value
        left = taken.get("PLN", 0) * percent // 100
        facts.append(cooked("added", left, transaction_id=str(number), product_id="dish"))
        for currency, value in taken.items():
            expected[currency] = expected.get(currency, 0) + value - (left if currency == "PLN" else 0)

    waste = waste_of(facts, ALWAYS, "product")

    assert waste.eaten.money == expected
    assert all(minor >= 0 for entry in waste.entries for minor in entry.eaten.money.values())
    summed = {}
    for entry in waste.entries:
        for currency, minor in entry.eaten.money.items():
            summed[currency] = summed.get(currency, 0) + minor
    assert summed == expected
