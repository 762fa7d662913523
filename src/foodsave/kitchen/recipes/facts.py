"""What a dish contains and whom it suits, told from its foods and from the very lots that are used. Pure.

Where lots cover an ingredient, what is known of them counts (a household may have gluten-free flour); elsewhere what is
known of the food. Optional ingredients count like all others: nobody should have to remember to leave them out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from foodsave.kitchen.catalog.diets import Diet, diets_of_food
from foodsave.kitchen.catalog.foods import Allergen, Origin, foods
from foodsave.kitchen.recipes.allocation import Filled
from foodsave.kitchen.recipes.recipe import Need
from foodsave.kitchen.recipes.stock import StockLot

_ALL_DIETS = frozenset(Diet)
_NOTHING: frozenset[Allergen] = frozenset()


@dataclass(frozen=True, slots=True)
class DietFacts:
    """`contains` is certain; `unclear` are the positions of the ingredients that may contain other allergens."""

    contains: frozenset[Allergen]
    unclear: tuple[int, ...]
    diets: frozenset[Diet]


def facts_of_needs(needs: Sequence[Need]) -> DietFacts:
    """Return what is known of a recipe, whatever is at home."""
    return _facts([_of_food(need.food_id) for need in needs])


def facts_of_dish(filled: Sequence[Filled]) -> DietFacts:
    """Return what is known of a dish that is cooked with the lots that fill its needs."""
    return _facts([_of_line(line) for line in filled])


@dataclass(frozen=True, slots=True)
class _PartFacts:
    contains: frozenset[Allergen]
    unclear: bool
    diets: frozenset[Diet]


_UNKNOWN = _PartFacts(_NOTHING, True, frozenset())


def _facts(parts: Sequence[_PartFacts]) -> DietFacts:
    contains, diets = _NOTHING, _ALL_DIETS if parts else frozenset()
    for part in parts:
        contains |= part.contains
        diets &= part.diets
    return DietFacts(contains, tuple(n for n, part in enumerate(parts) if part.unclear), diets)


@lru_cache(maxsize=4096)
def _of_food(food_id: str | None) -> _PartFacts:
    known = foods().get(food_id) if food_id else None
    if known is None:
        return _UNKNOWN
    return _PartFacts(known.allergens or _NOTHING, known.allergens is None or known.may_contain, diets_of_food(known))


def _of_line(line: Filled) -> _PartFacts:
    general = _of_food(line.need.food_id)
    if not line.uses:
        return general
    lots = [_of_lot(use.lot) for use in line.uses]
    parts = lots if line.state == "covered" else [*lots, general]
    return _PartFacts(
        _NOTHING.union(*(part.contains for part in parts)),
        any(part.unclear for part in parts),
        _ALL_DIETS.intersection(*(part.diets for part in parts)),
    )


def _of_lot(lot: StockLot) -> _PartFacts:
    known = foods()[lot.food_id]
    return _PartFacts(
        lot.allergens, lot.may_contain, diets_of_food(_Eaten(lot.food_id, known.origin, lot.allergens, lot.may_contain))
    )


@dataclass(frozen=True, slots=True)
class _Eaten:
    """A lot in the place of its food: the household may know its allergens better."""

    id: str
    origin: Origin
    allergens: frozenset[Allergen]
    may_contain: bool
