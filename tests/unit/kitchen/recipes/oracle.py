"""What can be cooked, told the slow way: grams as exact fractions, lists walked again and again, no shortcut shared
with the product but the table of foods. Written from docs/kitchen.md."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from foodsave.kit.quantity import Dimension
from foodsave.kitchen.catalog.foods import foods

RISK = [(0, 80), (1, 60), (3, 40), (7, 20), (14, 10)]


def ancestors(food_id):
    found = []
    while food_id is not None:
        found.append(food_id)
        food_id = foods()[food_id].parent
    return found


def grams_of_unit(food_id, dimension):
    food = foods()[food_id]
    if dimension is Dimension.MASS:
        return Fraction(1)
    milligrams = food.density if dimension is Dimension.VOLUME else food.piece_mg
    return None if milligrams is None else Fraction(milligrams, 1000)


def rounded(value):
    """Half up to a whole number, the plain way."""
    whole = value.numerator // value.denominator
    return whole + (1 if value - whole >= Fraction(1, 2) else 0)


def wanted_units(need, dish, people):
    """How much of its unit a need takes for so many people: rounded half up to a thousandth, at least one."""
    return Fraction(max(1, rounded(Fraction(need.milli) * people / dish.servings)), 1000)


def grams_in_lot(lot, need):
    """What a lot holds for a need, in grams of the need; None when the units cannot be compared."""
    per_need = grams_of_unit(need.food_id, need.unit.dimension)
    if lot.dimension is need.unit.dimension:
        return Fraction(lot.milli, 1000) * (per_need or 1)
    if lot.factor is None or per_need is None:
        return None
    return Fraction(lot.milli, 1000) * Fraction(lot.factor, 1000)


def cook(dish, lots, people):
    """Return for each need (state, {lot id: exact units of the lot}, lacking units), walking lots by date."""
    by_date = sorted(lots, key=lambda lot: (lot.use_first_on, lot.id))
    share_left = {lot.id: Fraction(1) for lot in lots}
    answers = {}
    order = sorted(
        range(len(dish.needs)),
        key=lambda n: (
            dish.needs[n].optional,
            -len(ancestors(dish.needs[n].food_id)) if dish.needs[n].food_id else 0,
            n,
        ),
    )
    for n in order:
        need = dish.needs[n]
        if need.food_id is None:
            answers[n] = ("unknown", {}, None)
            continue
        fitting = [lot for lot in by_date if need.food_id in ancestors(lot.food_id)]
        staple = foods()[need.food_id].staple
        if need.milli is None:
            there = any(share_left[lot.id] > 0 for lot in fitting)
            answers[n] = ("covered" if there else "assumed" if staple else "missing", {}, None)
            continue
        per_need = grams_of_unit(need.food_id, need.unit.dimension) or 1
        missing = wanted_units(need, dish, people) * per_need
        used, strange = {}, False
        for lot in fitting:
            all_of_it = grams_in_lot(lot, need)
            if all_of_it is None:
                strange = True
                continue
            here = all_of_it * share_left[lot.id]
            if here <= 0 or missing <= 0:
                continue
            take = min(here, missing)
            missing -= take
            share_left[lot.id] -= take / all_of_it
            used[lot.id] = take / all_of_it * Fraction(lot.milli, 1000)
        if missing <= 0:
            state = "covered"
        elif staple:
            state = "assumed"
        else:
            state = "short" if used else "unclear" if strange else "missing"
        answers[n] = (state, used, missing / per_need)
    return [answers[n] for n in range(len(dish.needs))]


def can_all_be_met(dish, lots, people):
    """Tell by Hall's condition over every subset of the required amounts whether any sharing of lots meets them all.

    Only for dishes and lots whose units all have weights of the table.
    """
    required = [need for need in dish.needs if not need.optional and need.milli is not None]
    for size in range(1, len(required) + 1):
        for subset in combinations(required, size):
            demand = sum(
                wanted_units(need, dish, people) * grams_of_unit(need.food_id, need.unit.dimension) for need in subset
            )
            supply = sum(
                Fraction(lot.milli, 1000) * grams_of_unit(lot.food_id, lot.dimension)
                for lot in lots
                if any(need.food_id in ancestors(lot.food_id) for need in subset)
            )
            if demand > supply:
                return False
    return True


def risk(lot, today):
    if lot.expires_on is None:
        return 5
    left = (lot.expires_on - today).days
    return next((percent for days, percent in RISK if left <= days), 5)


def saved(dish, lots, people, today):
    """Return (minor units saved, lots without a price)."""
    total, unvalued = Fraction(0), 0
    known = {lot.id: lot for lot in lots}
    for _, used, _ in cook(dish, lots, people):
        for lot_id, units in used.items():
            lot = known[lot_id]
            if lot.value_minor is None:
                unvalued += 1
            else:
                total += Fraction(lot.value_minor) * units * 1000 / lot.milli * risk(lot, today) / 100
    return rounded(total), unvalued


def cost(dish, lots, prices, people):
    """Return (minor units of what must be bought at the last price, ingredients without a price)."""
    total, unpriced = Fraction(0), 0
    newest = sorted(prices, key=lambda pair: (pair[1].on, pair[1].lot_id), reverse=True)
    for need, (state, _, lacking) in zip(dish.needs, cook(dish, lots, people), strict=True):
        if need.optional or state in ("covered", "assumed"):
            continue
        found = None
        for food_id, price in newest:
            if need.milli is None or need.food_id is None or need.food_id not in ancestors(food_id):
                continue
            if price.dimension is need.unit.dimension:
                found = Fraction(price.price_minor) * lacking / Fraction(price.milli, 1000)
                break
            per_need = grams_of_unit(need.food_id, need.unit.dimension)
            if per_need is not None and price.factor is not None:
                grams_bought = Fraction(price.milli, 1000) * Fraction(price.factor, 1000)
                found = Fraction(price.price_minor) * lacking * per_need / grams_bought
                break
        if found is None:
            unpriced += 1
        else:
            total += found
    return rounded(total), unpriced
