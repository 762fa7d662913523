"""A recipe as the kitchen works with it, whether it is shipped, imported or a household's own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from foodsave.core.language.detection import Language
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.catalog.foods import Food, foods
from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.catalog.weights import measured

RecipeOrigin = Literal["shipped", "own", "imported", "changed"]


class Need(NamedTuple):
    """What one ingredient takes: `milli` thousandths of a gram, millilitre or piece of a food.

    `food_id` None means that the ingredient is not understood, `milli` None that no amount is given or known. A plain
    tuple, because every recipe of a household is compared with what is at home at once.
    """

    food_id: str | None
    milli: int | None
    unit: Unit | None
    optional: bool = False

    @classmethod
    def of(cls, food: Food | None, count: Fraction | None, measure: Measure | None, *, optional: bool) -> Need:
        """Return the need of an ingredient. An amount that cannot be told in grams, millilitres or pieces is None.

        Raises:
            Invalid: the amount is not positive, or finer or larger than can be kept.
        """
        found: Quantity | None = None
        if count is not None:
            found = measured(count, measure or Measure.PIECE, food)
        food_id = food.id if food else None
        return cls(food_id, found.milli if found else None, found.unit if found else None, optional)

    @classmethod
    def load(cls, stored: Sequence[Any]) -> Need:
        """Return a need from the form in which it is kept: [food, milli, unit, optional]."""
        food_id, milli, unit, optional = stored
        return cls(food_id, milli, _UNITS[unit] if unit else None, optional)

    def dump(self) -> list[Any]:
        """Return the form in which it is kept."""
        return [self.food_id, self.milli, self.unit.value if self.unit else None, self.optional]


_UNITS = {unit.value: unit for unit in Unit}


@lru_cache(maxsize=16_384)
def load_needs(stored: str) -> tuple[Need, ...]:
    """Return the needs of a recipe from the JSON in which they are kept."""
    return tuple(map(Need.load, json.loads(stored)))


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One line of a recipe: how it is told (`text` as somebody wrote it, or made from the rest) and what it needs."""

    need: Need
    count: Fraction | None
    measure: Measure | None
    text: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recipe:
    """`titles` and `steps` are by language; a recipe has at least one. Times are minutes, None when not told."""

    id: str
    origin: RecipeOrigin
    titles: Mapping[str, str]
    steps: Mapping[str, tuple[str, ...]]
    servings: int
    prep_min: int | None
    cook_min: int | None
    course: str | None
    meals: tuple[str, ...]
    tags: tuple[str, ...]
    tools: tuple[str, ...]
    ingredients: tuple[Ingredient, ...]
    source: str | None = None
    base: str | None = None
    version: int = 1

    def language(self, wanted: str) -> Language:
        """Return the wanted language when the recipe has it, else the one that it has."""
        found = wanted if wanted in self.titles else next(iter(self.titles))
        return "en" if found == "en" else "pl"

    def title(self, wanted: str) -> str:
        """Return the title in the wanted language, or in the one that there is."""
        return self.titles[self.language(wanted)]

    @property
    def needs(self) -> tuple[Need, ...]:
        """What the ingredients take, in order."""
        return tuple(ingredient.need for ingredient in self.ingredients)

    @property
    def minutes(self) -> int | None:
        """All the time that it takes; None when nothing is told."""
        return total_minutes(self.prep_min, self.cook_min)

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The lines of ingredients whose food is not known."""
        return tuple(line.text or "" for line in self.ingredients if line.need.food_id is None)


def total_minutes(prep_min: int | None, cook_min: int | None) -> int | None:
    """Return the whole time; None when neither part is told."""
    return None if prep_min is None and cook_min is None else (prep_min or 0) + (cook_min or 0)


def known_food(food_id: str | None) -> Food | None:
    """Return a food that the table still has, else None."""
    return foods().get(food_id) if food_id else None
