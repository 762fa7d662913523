"""Which ways of eating a dish suits, told from where its foods come from and what they surely or possibly contain."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from foodsave.kitchen.catalog.foods import Allergen, Origin


class Diet(StrEnum):
    """A way of eating. The values are the words of the API."""

    VEGETARIAN = "vegetarian"
    VEGAN = "vegan"
    PESCATARIAN = "pescatarian"
    GLUTEN_FREE = "gluten_free"
    DAIRY_FREE = "dairy_free"
    LACTOSE_FREE = "lactose_free"


class Edible(Protocol):
    """What of a food decides: `allergens` None is unknown, `may_contain` that a brand may have others."""

    @property
    def id(self) -> str: ...
    @property
    def origin(self) -> Origin: ...
    @property
    def allergens(self) -> frozenset[Allergen] | None: ...
    @property
    def may_contain(self) -> bool: ...


_SEAFOOD = frozenset({Allergen.FISH, Allergen.CRUSTACEANS, Allergen.MOLLUSCS})
_ANIMAL = _SEAFOOD | {Allergen.EGGS, Allergen.MILK}
_WITHOUT_LACTOSE = "lactose_free_"  # the ids of milk products whose lactose was split


def diets_of(foods: Iterable[Edible | None]) -> frozenset[Diet]:
    """Return the diets that all of these foods suit.

    None is an ingredient that is not understood: it suits no diet, and neither does nothing at all.
    """
    suited: frozenset[Diet] | None = None
    for food in foods:
        if food is None:
            return frozenset()
        suits = diets_of_food(food)
        suited = suits if suited is None else suited & suits
    return suited or frozenset()


def diets_of_food(food: Edible) -> frozenset[Diet]:
    """Return the diets that a food surely suits; where a brand may contain something else, it does not."""
    certain = food.allergens or frozenset()
    known = food.allergens is not None and not food.may_contain
    suits = {
        Diet.PESCATARIAN: food.origin != "meat",
        Diet.VEGETARIAN: food.origin in ("plant", "animal") and not certain & _SEAFOOD,
        Diet.VEGAN: known and food.origin == "plant" and not certain & _ANIMAL,
        Diet.GLUTEN_FREE: known and Allergen.GLUTEN not in certain,
        Diet.DAIRY_FREE: known and Allergen.MILK not in certain,
        Diet.LACTOSE_FREE: known and (Allergen.MILK not in certain or food.id.startswith(_WITHOUT_LACTOSE)),
    }
    return frozenset(diet for diet, suited in suits.items() if suited)
