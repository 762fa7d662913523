"""What is known of a product: the household's own word first, then the food that it is. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from foodsave.kit.quantity import Dimension, Unit
from foodsave.kitchen.catalog.foods import Allergen, Food, foods
from foodsave.kitchen.catalog.groups import category_of, storage_groups
from foodsave.kitchen.catalog.weights import Weights, half_up

# What these groups hold is itself and not what it tastes of: an ice cream is no strawberry, a lemonade no lemon.
_OF_ITS_CATEGORY = frozenset(
    [
        "sweets",
        "salty_snacks",
        "juice",
        "soft_drink",
        "alcohol",
        "baby_food",
        "ready_meal_chilled",
        "ready_meal_dry",
        "soup_chilled",
    ]
)
_OF_ITS_GROUP = frozenset({"ice_cream", "dairy_dessert"})


class OwnWeights(Protocol):
    """What a household says of the weight of a product: `piece_mg`, `density` (mg/ml) and its pack."""

    @property
    def piece_mg(self) -> int | None: ...
    @property
    def density(self) -> int | None: ...
    @property
    def pack_milli(self) -> int | None: ...
    @property
    def pack_unit(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class AllergenFacts:
    """The allergens that something surely contains; `unknown` tells that others are possible."""

    contains: frozenset[Allergen]
    unknown: bool


def food_of(food_id: str | None) -> Food | None:
    """Return the food that a product's `food_id` names; None without one, or when the table lost it."""
    return foods().get(food_id) if food_id else None


def weights_of(product: OwnWeights, food: Food | None) -> Weights:
    """Return what a piece and a millilitre of a product weigh.

    A piece of what has no pieces is a pack: then the household's pack stands for the usual one of the food.
    """
    weights = Weights.of(food, piece_mg=product.piece_mg, density=product.density)
    if product.piece_mg is None and not (food and food.countable):
        pack = _pack_mg(product, weights.density)
        return Weights(pack or weights.piece_mg, weights.density)
    return weights


def allergens_of(own: Sequence[str] | None, food: Food | None) -> AllergenFacts:
    """Return the allergens of a product: those that the household stated, complete, or else those of its food."""
    if own is not None:
        return AllergenFacts(frozenset(map(Allergen, own)), unknown=False)
    if food is None or food.allergens is None:
        return AllergenFacts(frozenset(), unknown=True)
    return AllergenFacts(food.allergens, unknown=food.may_contain)


def may_be(group_id: str | None, food: Food) -> bool:
    """Tell whether a product of a storage group can be a food: sweets are not the fruit that they taste of."""
    known = storage_groups().get(group_id or "")
    if known is None:
        return True
    if not known.food or known.id in _OF_ITS_GROUP:
        return food.group == known.id
    return known.id not in _OF_ITS_CATEGORY or category_of(food.group).id == known.category


def _pack_mg(product: OwnWeights, density: int | None) -> int | None:
    if product.pack_milli is None or product.pack_unit is None:
        return None
    dimension = Unit(product.pack_unit).dimension
    if dimension is Dimension.MASS:
        return product.pack_milli
    if dimension is Dimension.VOLUME and density is not None:
        return half_up(Fraction(product.pack_milli * density, 1000))
    return None
