"""Which lots cover which ingredients: exact, what to use first before what keeps. Pure.

A need is counted in micrograms where its food can be weighed, else in thousandths of its own unit; a lot in the same
unit counts as it is, one in another by its weight. So nothing is rounded before the amounts to take are told.

Foods form a tree (gouda stands for cheese, not the other way round). Required needs are served before optional ones
and the more specific before the more general: a general need never takes what only a specific one could have used.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

from foodsave.kit.quantity import Dimension
from foodsave.kitchen.catalog.foods import foods, lineage
from foodsave.kitchen.catalog.weights import Weights, half_up, scaled
from foodsave.kitchen.recipes.recipe import Need
from foodsave.kitchen.recipes.stock import Shelf, StockLot

# covered: enough is there; short: some; missing: none; assumed: a staple that is presumed to be at home; unclear: the
# food is there in units that cannot be compared; unknown: the ingredient was not understood.
Exact = int | Fraction
State = Literal["covered", "short", "missing", "assumed", "unclear", "unknown"]
LACKING = frozenset({"short", "missing", "unclear", "unknown"})


class Use(NamedTuple):
    """What a need takes of one lot, in exact thousandths of the lot's base unit."""

    lot: StockLot
    exact: Exact

    @property
    def milli(self) -> int:
        """The thousandths to take: half up, at least one, never more than there is."""
        return min(self.lot.milli, max(1, half_up(Fraction(self.exact))))


class Filled(NamedTuple):
    """How one need is met: `milli` are wanted (None: any amount), `lacking` exact thousandths of its unit not there."""

    need: Need
    milli: int | None
    state: State
    uses: tuple[Use, ...] = ()
    lacking: Exact = 0

    @property
    def counts_as_missing(self) -> bool:
        """Whether it has to be got before the dish can be cooked."""
        return not self.need.optional and self.state in LACKING


def fill(needs: Sequence[Need], shelf: Shelf, *, people: int, servings: int) -> tuple[Filled, ...]:
    """Return how each need of a recipe for `servings`, cooked for `people`, is met by what is on the shelf."""
    found = fill_within(tuple(needs), shelf, people=people, servings=servings, missing=len(needs))
    return found if found is not None else ()


def fill_within(
    needs: tuple[Need, ...], shelf: Shelf, *, people: int, servings: int, missing: int
) -> tuple[Filled, ...] | None:
    """Return the same, or None as soon as more than `missing` ingredients would have to be got."""
    taken: dict[str, Exact] = {}
    filled: list[Filled | None] = [None] * len(needs)
    for position, known in prepare(needs):
        milli = known.need.milli
        if milli is not None and people != servings:
            milli = scaled(milli, people, servings)
        line = filled[position] = _fill_one(known, milli, shelf, taken)
        if line.state in LACKING and not known.need.optional:
            missing -= 1
            if missing < 0:
                return None
    return tuple(line for line in filled if line is not None)


class Known(NamedTuple):
    """A need with what the table of foods says of it: `factor` is the micrograms of a thousandth of its unit."""

    need: Need
    dimension: Dimension | None
    factor: int | None
    staple: bool
    food_id: str | None


@lru_cache(maxsize=16_384)
def prepare(needs: tuple[Need, ...]) -> tuple[tuple[int, Known], ...]:
    """Return the needs of a recipe with their positions, in the order in which they are served."""
    keys = [(need.optional, -_depth(need.food_id)) for need in needs]
    return tuple((n, _known(needs[n])) for n in sorted(range(len(needs)), key=keys.__getitem__))


def _known(need: Need) -> Known:
    food = foods().get(need.food_id or "")
    if food is None:
        return Known(need, None, None, False, None)
    dimension = need.unit.dimension if need.unit is not None and need.milli is not None else None
    factor = Weights.of(food).factor(dimension) if dimension is not None else None
    return Known(need, dimension, factor, food.staple, food.id)


@lru_cache(maxsize=4096)
def _depth(food_id: str | None) -> int:
    return len(lineage(food_id)) if food_id in foods() else 0


def _fill_one(known: Known, milli: int | None, shelf: Shelf, taken: dict[str, Exact]) -> Filled:
    if known.food_id is None:
        return Filled(known.need, milli, "unknown")
    lots = shelf.lots(known.food_id)
    if milli is None or known.dimension is None:
        there = any(lot.milli > taken.get(lot.id, 0) for lot in lots)
        return Filled(known.need, None, "covered" if there else "assumed" if known.staple else "missing")
    return _take(known, milli, known.dimension, lots, taken)


def _take(known: Known, milli: int, dimension: Dimension, lots: Sequence[StockLot], taken: dict[str, Exact]) -> Filled:
    factor = known.factor
    own = factor or 1
    wanted: Exact = milli * own
    uses: list[Use] = []
    unclear = False
    for lot in lots:
        per = own if lot.dimension is dimension else lot.factor if factor is not None else None
        if per is None:
            unclear = True
            continue
        gone = taken.get(lot.id, 0)
        there = lot.milli - gone
        if there <= 0:
            continue
        used = there if there * per <= wanted else _divided(wanted, per)
        uses.append(Use(lot, used))
        taken[lot.id] = gone + used
        wanted -= used * per
        if wanted <= 0:
            return Filled(known.need, milli, "covered", tuple(uses))
    lacking = _divided(wanted, own)
    if known.staple:
        return Filled(known.need, milli, "assumed", tuple(uses), lacking)
    state: State = "short" if uses else "unclear" if unclear else "missing"
    return Filled(known.need, milli, state, tuple(uses), lacking)


def _divided(amount: Exact, by: int) -> Exact:
    """Divide exactly; whole numbers stay whole, because fractions cost ten times as much."""
    if isinstance(amount, int) and not amount % by:
        return amount // by
    return Fraction(amount) / by


def need_factor(need: Need) -> int | None:
    """Return the micrograms of a thousandth of a need's unit; None when it cannot be weighed."""
    return _known(need).factor
