"""Which lots cover which ingredients: exact, what to use first before what keeps. Pure.

A need is counted in micrograms where its food can be weighed, else in thousandths of its own unit; a lot in the same
unit counts as it is, one in another by its weight. So nothing is rounded before the amounts to take are told.

Foods form a tree (gouda stands for cheese, not the other way round). Required needs are served before optional ones
and the more specific before the more general: a general need never takes what only a specific one could have used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from foodsave.kit.quantity import Dimension
from foodsave.kitchen.catalog.foods import foods, lineage
from foodsave.kitchen.catalog.weights import Weights, half_up, scaled
from foodsave.kitchen.recipes.recipe import Need
from foodsave.kitchen.recipes.stock import Shelf, StockLot

# covered: enough is there; short: some; missing: none; assumed: a staple that is presumed to be at home; unclear: the
# food is there in units that cannot be compared; unknown: the ingredient was not understood.
State = Literal["covered", "short", "missing", "assumed", "unclear", "unknown"]
LACKING = frozenset({"short", "missing", "unclear", "unknown"})


@dataclass(frozen=True, slots=True)
class Use:
    """What a need takes of one lot, in exact thousandths of the lot's base unit."""

    lot: StockLot
    exact: Fraction

    @property
    def milli(self) -> int:
        """The thousandths to take: half up, at least one, never more than there is."""
        return min(self.lot.milli, max(1, half_up(self.exact)))


@dataclass(frozen=True, slots=True)
class Filled:
    """How one need is met: `milli` are wanted (None: any amount), `lacking` exact thousandths of its unit not there."""

    need: Need
    milli: int | None
    state: State
    uses: tuple[Use, ...] = ()
    lacking: Fraction = Fraction(0)

    @property
    def counts_as_missing(self) -> bool:
        """Whether it has to be got before the dish can be cooked."""
        return not self.need.optional and self.state in LACKING


def fill(needs: Sequence[Need], shelf: Shelf, *, people: int, servings: int) -> tuple[Filled, ...]:
    """Return how each need of a recipe for `servings`, cooked for `people`, is met by what is on the shelf."""
    taken: dict[str, Fraction] = {}
    filled: dict[int, Filled] = {}
    for position in serving_order(tuple((need.optional, need.food_id) for need in needs)):
        need = needs[position]
        milli = None if need.milli is None else scaled(need.milli, people, servings)
        filled[position] = _fill_one(need, milli, shelf, taken)
    return tuple(filled[position] for position in range(len(needs)))


@lru_cache(maxsize=20_000)
def serving_order(needs: tuple[tuple[bool, str | None], ...]) -> tuple[int, ...]:
    """Return the positions of needs (optional, food) in the order in which they are served."""
    return tuple(sorted(range(len(needs)), key=lambda n: (needs[n][0], -_depth(needs[n][1]), n)))


def _depth(food_id: str | None) -> int:
    return len(lineage(food_id)) if food_id in foods() else 0


def _fill_one(need: Need, milli: int | None, shelf: Shelf, taken: dict[str, Fraction]) -> Filled:
    if need.food_id is None or need.food_id not in foods():
        return Filled(need, milli, "unknown")
    lots = shelf.lots(need.food_id)
    if milli is None or need.unit is None:
        there = any(lot.milli > taken.get(lot.id, 0) for lot in lots)
        return Filled(need, None, "covered" if there else "assumed" if foods()[need.food_id].staple else "missing")
    return _take(need, milli, need.unit.dimension, lots, taken)


def _take(need: Need, milli: int, dimension: Dimension, lots: Sequence[StockLot], taken: dict[str, Fraction]) -> Filled:
    factor = need_factor(need)
    own = factor or 1
    wanted: Fraction | int = milli * own
    uses: list[Use] = []
    unclear = False
    for lot in lots:
        per = own if lot.dimension is dimension else lot.factor if factor is not None else None
        if per is None:
            unclear = True
            continue
        there = lot.milli - taken[lot.id] if lot.id in taken else lot.milli
        if there <= 0:
            continue
        used = min(Fraction(there), Fraction(wanted) / per)
        uses.append(Use(lot, used))
        taken[lot.id] = taken.get(lot.id, Fraction(0)) + used
        wanted -= used * per
        if wanted <= 0:
            return Filled(need, milli, "covered", tuple(uses))
    lacking = Fraction(wanted) / own
    if foods()[need.food_id or ""].staple:
        return Filled(need, milli, "assumed", tuple(uses), lacking)
    state: State = "short" if uses else "unclear" if unclear else "missing"
    return Filled(need, milli, state, tuple(uses), lacking)


@lru_cache(maxsize=4096)
def _weights(food_id: str) -> Weights:
    return Weights.of(foods()[food_id])


def need_factor(need: Need) -> int | None:
    """Return the micrograms of a thousandth of a need's unit; None when it cannot be weighed."""
    if need.food_id not in foods() or need.food_id is None or need.unit is None:
        return None
    return _weights(need.food_id).factor(need.unit.dimension)
