"""Foods that people ask for by name. Reads the table of foods the first time: call it in a thread."""

from __future__ import annotations

from collections.abc import Iterable

from foodsave.errors import Invalid
from foodsave.kitchen.catalog.food_matching import match_food
from foodsave.kitchen.catalog.foods import foods


def wanted_foods(names: Iterable[str]) -> frozenset[str]:
    """Return the foods of ids or names.

    Raises:
        Invalid: a name stands for no food.
    """
    return frozenset(_food_id(name) for name in names)


def _food_id(name: str) -> str:
    found = name if name in foods() else match_food(name).food_id
    if found is None:
        raise Invalid(f"{name!r} stands for no food; the list of foods tells their names", code="unknown_food")
    return found
