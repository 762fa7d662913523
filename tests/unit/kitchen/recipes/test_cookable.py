"""What can be cooked, against an oracle that computes it another way."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from foodsave.kit.quantity import Unit
from foodsave.kitchen.catalog.foods import Allergen, foods
from foodsave.kitchen.catalog.weights import Weights
from foodsave.kitchen.recipes.allocation import fill
from foodsave.kitchen.recipes.cookable import Dish, Wanted, milli_taken, rank_dishes, weigh_up
from foodsave.kitchen.recipes.recipe import Need
from foodsave.kitchen.recipes.stock import BoughtPrice, Shelf, StockLot, risk_percent
from unit.kitchen.recipes import oracle
from unit.kitchen.recipes.drawn_kitchens import TODAY, draw_kitchen

KITCHENS = 200


def shelf_of(kitchen):
    return Shelf(kitchen.lots, kitchen.prices, TODAY)


@pytest.mark.parametrize("seed", range(KITCHENS))
def test_fill_agrees_with_the_oracle_in_states_and_exact_amounts(seed):
    kitchen = draw_kitchen(seed)
    for dish in kitchen.dishes:
        people = kitchen.people or dish.servings
        found = fill(dish.needs, shelf_of(kitchen), people=people, servings=dish.servings)
        told = oracle.cook(dish, kitchen.lots, people)

        assert [line.state for line in found] == [state for state, _, _ in told]
        assert [{use.lot.id: Fraction(use.exact, 1000) for use in line.uses} for line in found] == [
            used for _, used, _ in told
        ]
        assert [Fraction(line.lacking, 1000) for line in found if line.state != "unknown" and line.milli] == [
            lacking for state, _, lacking in told if state != "unknown" and lacking is not None
        ]


@pytest.mark.parametrize("seed", range(KITCHENS))
def test_weigh_up_agrees_with_the_oracle_in_money_to_the_grosz(seed):
    kitchen = draw_kitchen(seed)
    for dish in kitchen.dishes:
        people = kitchen.people or dish.servings
        found = weigh_up(dish, shelf_of(kitchen), people=people)

        assert (found.saved_minor, found.unvalued) == oracle.saved(dish, kitchen.lots, people, TODAY)
        assert (found.cost_minor, found.unpriced) == oracle.cost(dish, kitchen.lots, kitchen.prices, people)


@pytest.mark.parametrize("seed", range(KITCHENS))
def test_rank_dishes_finds_exactly_the_dishes_of_the_oracle(seed):
    kitchen = draw_kitchen(seed)
    lacking = ("short", "missing", "unclear", "unknown")

    def missing(dish):
        told = oracle.cook(dish, kitchen.lots, kitchen.people or dish.servings)
        return sum(state in lacking and not need.optional for need, (state, _, _) in zip(dish.needs, told, strict=True))

    for most in (0, 1, 3):
        found = rank_dishes(kitchen.dishes, shelf_of(kitchen), Wanted(people=kitchen.people, missing=most))
        assert {one.dish.id for one in found} == {dish.id for dish in kitchen.dishes if missing(dish) <= most}
        assert [one.rank() for one in found] == sorted(one.rank() for one in found)


def judged_by_hall(seed):
    """Yield (needs, dish, lots, shelf) where all units have the weights of the table, so that demand and supply add."""
    kitchen = draw_kitchen(seed)
    lots = tuple(lot for lot in kitchen.lots if lot.factor == Weights.of(foods()[lot.food_id]).factor(lot.dimension))
    shelf = Shelf(lots, (), TODAY)
    for one in kitchen.dishes:
        needs = tuple(need for need in one.needs if need.milli is not None and not need.optional)
        comparable = all(
            lot.dimension is need.unit.dimension or lot.factor for need in needs for lot in shelf.lots(need.food_id)
        )
        if needs and comparable and not any(_counts_differently(need, shelf) for need in needs):
            yield one._replace(needs=needs), lots, shelf, kitchen.people or one.servings


@pytest.mark.parametrize("seed", range(KITCHENS))
def test_fill_covers_everything_whenever_any_sharing_of_lots_could(seed):
    """Serving specific needs first loses nothing: what any assignment could cover is covered (Hall's theorem)."""
    for one, lots, shelf, people in judged_by_hall(seed):
        filled = fill(one.needs, shelf, people=people, servings=one.servings)

        assert all(line.state == "covered" for line in filled) == oracle.can_all_be_met(one, lots, people)


def test_drawn_kitchens_judge_many_dishes_that_can_and_cannot_be_cooked():
    judged = [oracle.can_all_be_met(*case[:2], case[3]) for seed in range(KITCHENS) for case in judged_by_hall(seed)]

    assert min(judged.count(True), judged.count(False)) >= 60


def _counts_differently(need, shelf):
    """A kind of a food that weighs otherwise per piece or millilitre counts as a piece all the same."""
    own = Weights.of(foods()[need.food_id])
    return any(
        lot.dimension is need.unit.dimension and own.factor(lot.dimension) != lot.factor
        for lot in shelf.lots(need.food_id)
    )


@pytest.mark.parametrize("seed", range(KITCHENS))
def test_rank_dishes_never_shows_a_forbidden_allergen(seed):
    kitchen = draw_kitchen(seed)
    for allergen in (Allergen.GLUTEN, Allergen.MILK, Allergen.EGGS, Allergen.NUTS):
        wanted = Wanted(people=kitchen.people, missing=100, allergens=frozenset({allergen}))
        for found in rank_dishes(kitchen.dishes, shelf_of(kitchen), wanted):
            used = {use.lot.id for line in found.filled for use in line.uses}
            assert not any(allergen in lot.allergens for lot in kitchen.lots if lot.id in used)
            for line in found.filled:
                known = foods().get(line.need.food_id or "")
                if line.state != "covered" or not line.uses:
                    assert known is None or allergen not in (known.allergens or ())
                if (known is None or known.allergens is None) and not line.uses:
                    assert found.uncertain


@pytest.mark.parametrize("seed", range(0, KITCHENS, 10))
def test_milli_taken_never_exceeds_a_lot(seed):
    kitchen = draw_kitchen(seed)
    lots = {lot.id: lot for lot in kitchen.lots}
    for dish in kitchen.dishes:
        for lot_id, milli in milli_taken(weigh_up(dish, shelf_of(kitchen), people=7)).items():
            assert 1 <= milli <= lots[lot_id].milli


# -- single rules -------------------------------------------------------------------------------------------------


def lot(food_id, milli, unit=Unit.GRAM, *, days=5, value=1000, lot_id=None, **facts):
    expires_on = None if days is None else TODAY + timedelta(days=days)
    food = foods()[food_id]
    return StockLot(
        id=lot_id or f"{food_id}-{milli}-{days}",
        product_id=food_id,
        name=food_id,
        food_id=food_id,
        milli=milli,
        unit=unit,
        factor=Weights.of(food).factor(unit.dimension),
        place="fridge",
        expires_on=expires_on,
        use_first_on=expires_on or date.max,
        value_minor=value,
        **({"allergens": food.allergens or frozenset(), "may_contain": food.allergens is None} | facts),
    )


def dish(*needs, servings=2, minutes=30, **more):
    facts = {"course": None, "meals": ()} | more
    return Dish("dish", "dish", servings, minutes, needs=tuple(needs), **facts)


def grams(food_id, amount, **more):
    return Need(food_id, amount * 1000, Unit.GRAM, **more)


def test_weigh_up_takes_what_to_use_first_and_splits_the_last_lot():
    lots = (lot("potato", 300_000, days=9), lot("potato", 200_000, days=1))
    found = weigh_up(dish(grams("potato", 350)), Shelf(lots, (), TODAY))

    assert found.readiness == "ready"
    assert milli_taken(found) == {"potato-200000-1": 200_000, "potato-300000-9": 150_000}


def test_weigh_up_compares_pieces_with_grams():
    piece = foods()["onion"].piece_mg
    found = weigh_up(dish(Need("onion", 2000, Unit.PIECE)), Shelf((lot("onion", 2 * piece),), (), TODAY))

    assert (found.readiness, found.filled[0].uses[0].milli) == ("ready", 2 * piece)


def test_weigh_up_counts_a_short_amount_as_missing_and_credits_what_it_uses():
    shelf = Shelf((lot("potato", 100_000, days=0, value=500),), (), TODAY)
    found = weigh_up(dish(grams("potato", 300)), shelf)

    assert (found.missing, found.filled[0].state, found.filled[0].lacking) == (1, "short", 200_000)
    assert found.saved_minor == 400  # 80 % of 5.00 that would probably be thrown away


def test_weigh_up_presumes_staples_and_says_so():
    found = weigh_up(dish(grams("salt", 5), Need("black_pepper", None, None)), Shelf((), (), TODAY))

    assert (found.readiness, found.missing) == ("with_staples", 0)


def test_weigh_up_ignores_an_optional_ingredient_that_is_not_there():
    shelf = Shelf((lot("potato", 10**6),), (), TODAY)
    found = weigh_up(dish(grams("potato", 100), grams("dill", 5, optional=True)), shelf)

    assert found.readiness == "ready"


def test_weigh_up_takes_a_kind_for_the_general_food_but_not_the_reverse():
    gouda, any_cheese = grams("gouda", 100), grams("yellow_cheese", 100)

    assert weigh_up(dish(any_cheese), Shelf((lot("gouda", 100_000),), (), TODAY)).readiness == "ready"
    assert weigh_up(dish(gouda), Shelf((lot("yellow_cheese", 100_000),), (), TODAY)).missing == 1


def test_weigh_up_does_not_let_a_general_need_take_what_only_a_specific_one_can_use():
    lots = (lot("gouda", 100_000, days=1), lot("yellow_cheese", 100_000, days=9))
    found = weigh_up(dish(grams("yellow_cheese", 100), grams("gouda", 100)), Shelf(lots, (), TODAY))

    assert found.readiness == "ready"
    assert [line.uses[0].lot.food_id for line in found.filled] == ["yellow_cheese", "gouda"]


def test_weigh_up_prices_what_is_missing_as_last_paid():
    old = BoughtPrice(900, 1_000_000, Unit.GRAM.dimension, 1000, TODAY - timedelta(days=30), "old")
    new = BoughtPrice(600, 500_000, Unit.GRAM.dimension, 1000, TODAY - timedelta(days=3), "new")
    found = weigh_up(dish(grams("potato", 250)), Shelf((), (("potato", old), ("potato", new)), TODAY))

    assert (found.cost_minor, found.unpriced, found.net_minor) == (300, 0, -300)


def test_weigh_up_names_a_missing_price_instead_of_guessing():
    found = weigh_up(dish(grams("potato", 250)), Shelf((), (), TODAY))

    assert (found.cost_minor, found.unpriced) == (0, 1)


def test_rank_dishes_puts_unknown_prices_after_known_balances():
    shelf = Shelf((lot("potato", 1_000_000, days=30, value=100),), (), TODAY)
    known = dish(grams("potato", 100))._replace(id="known")
    unknown = dish(grams("potato", 1000), grams("gouda", 100))._replace(id="unknown")

    assert [one.dish.id for one in rank_dishes([unknown, known], shelf, Wanted())] == ["known", "unknown"]


def test_rank_dishes_scales_to_people_half_up_to_a_thousandth():
    found = rank_dishes([dish(Need("egg", 1000, Unit.PIECE), servings=3)], Shelf((), (), TODAY), Wanted(people=2))

    assert found[0].filled[0].milli == 667


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (Wanted(minutes=30), True),
        (Wanted(minutes=29), False),
        (Wanted(meal="dinner"), True),
        (Wanted(meal="breakfast"), False),
        (Wanted(course="main"), True),
        (Wanted(course="soup"), False),
        (Wanted(foods=frozenset({"gouda"})), True),
        (Wanted(foods=frozenset({"yellow_cheese"})), True),
        (Wanted(foods=frozenset({"potato"})), False),
        (Wanted(without=frozenset({"yellow_cheese"})), False),
        (Wanted(without=frozenset({"potato"})), True),
        (Wanted(diets=frozenset({"vegetarian"})), True),
        (Wanted(diets=frozenset({"vegan"})), False),
    ],
)
def test_rank_dishes_keeps_what_fits_the_filter(wanted, kept):
    one = dish(grams("gouda", 100), course="main", meals=("dinner",))
    shelf = Shelf((lot("gouda", 100_000),), (), TODAY)

    assert bool(rank_dishes([one], shelf, wanted)) is kept


@pytest.mark.parametrize(("unwanted", "kept"), [("meat", False), ("cold_cut", False), ("fish", True)])
def test_rank_dishes_without_meat_means_whatever_comes_from_meat(unwanted, kept):
    found = rank_dishes([dish(grams("ham", 100))], Shelf((), (), TODAY), Wanted(without=frozenset({unwanted})))

    assert bool(found) is kept


def test_rank_dishes_cooks_with_a_lot_that_the_household_knows_to_be_free_of_the_allergen():
    free = lot("wheat_flour", 500_000, allergens=frozenset(), may_contain=False)
    wanted = Wanted(allergens=frozenset({Allergen.GLUTEN}))
    one = dish(grams("wheat_flour", 200))

    assert [found.uncertain for found in rank_dishes([one], Shelf((free,), (), TODAY), wanted)] == [False]
    assert rank_dishes([one], Shelf((lot("wheat_flour", 500_000),), (), TODAY), wanted) == []


def test_rank_dishes_lists_a_dish_in_doubt_last_and_marks_it():
    wanted = Wanted(allergens=frozenset({Allergen.NUTS}))
    doubtful = dish(Need(None, None, None), grams("potato", 1))._replace(id="doubtful")
    sure = dish(grams("potato", 100))._replace(id="sure")
    found = rank_dishes([doubtful, sure], Shelf((lot("potato", 10**6),), (), TODAY), wanted)

    assert [(one.dish.id, one.uncertain) for one in found] == [("sure", False), ("doubtful", True)]


@pytest.mark.parametrize(
    ("days", "percent"),
    [(-5, 80), (0, 80), (1, 60), (2, 40), (3, 40), (4, 20), (7, 20), (8, 10), (14, 10), (15, 5), (400, 5), (None, 5)],
)
def test_risk_percent_falls_with_the_days_left(days, percent):
    expires_on = None if days is None else TODAY + timedelta(days=days)

    assert risk_percent(expires_on, TODAY) == percent


def test_shelf_cost_uses_the_weight_of_pieces():
    price = BoughtPrice(300, 3000, Unit.PIECE.dimension, 110_000, TODAY, "bought")
    shelf = Shelf((), (("onion", price),), TODAY)

    assert Fraction(*shelf.cost("onion", 110_000, Unit.GRAM.dimension, 1000)) == 100
