"""What can stand in for an ingredient that is not there: by its role in the dish and by weight. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.catalog.foods import Allergen, Food, food, foods, lineage
from foodsave.kitchen.catalog.substitutions import Substitution, substitutions
from foodsave.kitchen.catalog.weights import MICROGRAMS, Weights, half_up
from foodsave.kitchen.recipes.allocation import Filled, need_factor
from foodsave.kitchen.recipes.stock import Shelf


@dataclass(frozen=True, slots=True)
class StandIn:
    """A food that can replace what is lacking: how much of it that takes, and whether so much is at home."""

    substitution: Substitution
    food: Food
    quantity: Quantity
    at_home: bool


def stand_ins(
    line: Filled, filled: Sequence[Filled], shelf: Shelf, course: str | None, avoid: frozenset[Allergen]
) -> list[StandIn]:
    """Return what can replace the lacking part of an ingredient, what is at home first.

    Nothing with an allergen of `avoid` is proposed, nor anything of which that is not known.
    """
    factor = need_factor(line.need)
    if line.need.food_id is None or factor is None or line.lacking <= 0:
        return []
    lacking = Fraction(line.lacking) * factor
    known = {
        found.instead: found
        for wanted in lineage(line.need.food_id)
        for found in substitutions().get(wanted, ())
        if found.suits(course)
    }
    made = [
        _stand_in(found, lacking, filled, shelf, avoid)
        for found in known.values()
        if _is_safe(food(found.instead), avoid)
    ]
    return sorted(made, key=lambda stand_in: (not stand_in.at_home, stand_in.food.id))


def _is_safe(instead: Food, avoid: frozenset[Allergen]) -> bool:
    if not avoid:
        return True
    return instead.allergens is not None and not instead.may_contain and not instead.allergens & avoid


def _stand_in(
    found: Substitution, lacking: Fraction, filled: Sequence[Filled], shelf: Shelf, avoid: frozenset[Allergen]
) -> StandIn:
    instead = foods()[found.instead]
    weight = lacking * found.ratio
    factor = Weights.of(instead).factor(instead.unit.dimension)
    unit, per = (instead.unit, factor) if factor else (Unit.GRAM, MICROGRAMS)
    at_home = _left(instead.id, filled, shelf, avoid) >= weight
    return StandIn(found, instead, Quantity(max(1, half_up(weight / per)), unit), at_home)


def _left(food_id: str, filled: Sequence[Filled], shelf: Shelf, avoid: frozenset[Allergen]) -> Fraction:
    """Return the micrograms of a food that the dish leaves, in lots without an allergen of `avoid`."""
    used: dict[str, Fraction] = {}
    for line in filled:
        for use in line.uses:
            used[use.lot.id] = used.get(use.lot.id, Fraction(0)) + use.exact
    left = Fraction(0)
    for lot in shelf.lots(food_id):
        doubtful = bool(avoid) and (lot.may_contain or bool(lot.allergens & avoid))
        if lot.factor is not None and not doubtful:
            left += (lot.milli - used.get(lot.id, Fraction(0))) * lot.factor
    return left
