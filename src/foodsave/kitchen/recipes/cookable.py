"""What can be cooked from what is at home, best first: by the money that cooking it is expected to save. Pure.

Saved = the value of the lots used, each times the risk that it would be thrown away; bought = what is missing, at the
prices last paid. A dish whose missing food has no known price comes after those whose balance is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from foodsave.kitchen.catalog.foods import Allergen, foods, stands_for
from foodsave.kitchen.recipes.allocation import Filled, fill, fill_within, need_factor
from foodsave.kitchen.recipes.facts import DietFacts, facts_of_dish
from foodsave.kitchen.recipes.recipe import Need
from foodsave.kitchen.recipes.stock import Shelf

Readiness = Literal["ready", "with_staples", "missing"]


class Dish(NamedTuple):
    """What ranking needs to know of a recipe."""

    id: str
    title: str
    servings: int
    minutes: int | None
    course: str | None
    meals: tuple[str, ...]
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What people ask for. `allergens` are hard limits; `diets` must all be met; `foods` must all be used.

    `missing` is the most ingredients that may have to be bought; `people` None cooks each recipe as it is written.
    """

    people: int | None = None
    missing: int = 2
    minutes: int | None = None
    diets: frozenset[str] = frozenset()
    allergens: frozenset[Allergen] = frozenset()
    foods: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    meal: str | None = None
    course: str | None = None


@dataclass(frozen=True, slots=True)
class Cookable:
    """A dish with how its needs are met and the balance in minor units.

    `cost_minor` is what is known of what must be bought; `unpriced` counts the missing ingredients without a price and
    `unvalued` the lots used whose price is not known. `uncertain` dishes may have an allergen that is to be avoided.
    """

    dish: Dish
    people: int
    filled: tuple[Filled, ...]
    saved_minor: int
    cost_minor: int
    unpriced: int
    unvalued: int
    missing: int
    uncertain: bool

    @property
    def facts(self) -> DietFacts:
        """What it contains and whom it suits, cooked from these very lots."""
        return facts_of_dish(self.filled)

    @property
    def readiness(self) -> Readiness:
        """Whether it can be cooked now, now with staples that are presumed to be there, or not yet."""
        if self.missing:
            return "missing"
        return "with_staples" if any(line.state == "assumed" for line in self.filled) else "ready"

    @property
    def net_minor(self) -> int:
        """What cooking it is expected to save, less what must be bought."""
        return self.saved_minor - self.cost_minor

    def rank(self) -> tuple[bool, bool, int, int, int, str]:
        """Return the key that sorts the best dish first."""
        return (
            self.uncertain,
            self.unpriced > 0,
            -self.net_minor,
            self.missing,
            self.dish.minutes or 10**6,
            self.dish.id,
        )


def rank_dishes(dishes: Iterable[Dish], shelf: Shelf, wanted: Wanted) -> list[Cookable]:
    """Return the dishes that fit what is wanted, best first."""
    safe = shelf.without(wanted.allergens)
    found = []
    for dish in dishes:
        if not _fits(dish, wanted):
            continue
        people = wanted.people or dish.servings
        filled = fill_within(dish.needs, safe, people=people, servings=dish.servings, missing=wanted.missing)
        if filled is None:
            continue
        uncertain = False
        if wanted.diets or wanted.allergens:
            facts = facts_of_dish(filled)
            if not wanted.diets <= facts.diets or facts.contains & wanted.allergens:
                continue
            # what nobody can exclude matters to those who asked
            uncertain = bool(wanted.allergens and facts.unclear)
        found.append(_balance(dish, people, filled, safe, uncertain=uncertain))
    return sorted(found, key=Cookable.rank)


def weigh_up(dish: Dish, shelf: Shelf, *, people: int | None = None) -> Cookable:
    """Return how one dish can be cooked, whatever is missing and whomever it suits."""
    wanted = people or dish.servings
    filled = fill(dish.needs, shelf, people=wanted, servings=dish.servings)
    return _balance(dish, wanted, filled, shelf, uncertain=False)


def _balance(dish: Dish, people: int, filled: tuple[Filled, ...], shelf: Shelf, *, uncertain: bool) -> Cookable:
    saved, unvalued = _saved(filled, shelf)
    cost, unpriced, missing = _cost(filled, shelf)
    return Cookable(dish, people, filled, saved, cost, unpriced, unvalued, missing, uncertain)


def _fits(dish: Dish, wanted: Wanted) -> bool:
    if wanted.minutes is not None and (dish.minutes is None or dish.minutes > wanted.minutes):
        return False
    if wanted.meal is not None and wanted.meal not in dish.meals:
        return False
    if wanted.course is not None and wanted.course != dish.course:
        return False
    if not (wanted.foods or wanted.without):
        return True
    used = [need.food_id for need in dish.needs if need.food_id is not None]
    return all(_any_kind(used, food_id) for food_id in wanted.foods) and not any(
        _any_kind(used, food_id) for food_id in wanted.without
    )


def _any_kind(used: Sequence[str], wanted: str) -> bool:
    return any(food_id == wanted or _is_kind(food_id, wanted) for food_id in used)


@lru_cache(maxsize=16_384)
def _is_kind(food_id: str, wanted: str) -> bool:
    """Tell whether a food is of the wanted kind; ham is no cut of meat in a recipe, but whoever wants none means it."""
    known = foods().get(food_id)
    return known is not None and (stands_for(food_id, wanted) or known.origin == wanted)


def _saved(filled: Sequence[Filled], shelf: Shelf) -> tuple[int, int]:
    """Return the minor units saved, half up, and the lots without a value. Exact: one division at the end."""
    above, below, unvalued = 0, 1, 0
    for line in filled:
        for lot, exact in line.uses:
            worth = shelf.at_risk(lot)
            if worth is None:
                unvalued += 1
            else:
                part = worth[1] * exact.denominator
                above = above * part + worth[0] * exact.numerator * below
                below *= part
    return (2 * above + below) // (2 * below), unvalued


def _cost(filled: Sequence[Filled], shelf: Shelf) -> tuple[int, int, int]:
    """Return the minor units of what must be bought, half up, what has no price, and how much is missing."""
    above, below, unpriced, missing = 0, 1, 0, 0
    for line in filled:
        if not line.counts_as_missing:
            continue
        missing += 1
        cost = price_of_lacking(line, shelf)
        if cost is None:
            unpriced += 1
        else:
            above = above * cost[1] + cost[0] * below
            below *= cost[1]
    return (2 * above + below) // (2 * below), unpriced, missing


def price_of_lacking(line: Filled, shelf: Shelf) -> tuple[int, int] | None:
    """Return what the missing part of a need would cost in minor units, as numerator and denominator.

    None when no price can tell.
    """
    need = line.need
    if need.food_id is None or need.unit is None or line.milli is None:
        return None
    return shelf.cost(need.food_id, line.lacking, need.unit.dimension, need_factor(need))


def milli_taken(found: Cookable) -> dict[str, int]:
    """Return the thousandths that a dish takes of each lot, never more than there is."""
    taken: dict[str, int] = {}
    for line in found.filled:
        for use in line.uses:
            taken[use.lot.id] = min(use.lot.milli, taken.get(use.lot.id, 0) + use.milli)
    return taken
