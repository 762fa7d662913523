"""The recipes that come with the product: our own text in Polish and English, CC0."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from foodsave.kitchen.catalog.foods import food
from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.recipes.recipe import Ingredient, Need, Recipe

LANGUAGES = ("pl", "en")
SOURCE = "FoodSave, CC0 1.0"


@cache
def shipped_recipes() -> Mapping[str, Recipe]:
    """Return every shipped recipe by its id. Reads the files the first time; blocking."""
    folder = files("foodsave.kitchen.recipes").joinpath("data")
    found: dict[str, Recipe] = {}
    for source in sorted(folder.iterdir(), key=lambda path: path.name):
        if source.name.endswith(".toml"):
            for row in tomllib.loads(source.read_text(encoding="utf-8"))["recipe"]:
                if row["id"] in found:
                    raise ValueError(f"the recipe {row['id']} is there twice, again in {source.name}")
                found[row["id"]] = _recipe(row)
    return MappingProxyType(found)


def _recipe(row: Mapping[str, Any]) -> Recipe:
    return Recipe(
        id=row["id"],
        origin="shipped",
        titles={language: row[f"name_{language}"] for language in LANGUAGES},
        steps={language: tuple(row[f"steps_{language}"]) for language in LANGUAGES},
        servings=row["servings"],
        prep_min=row["prep_min"],
        cook_min=row["cook_min"],
        course=row["course"],
        meals=tuple(row["meals"]),
        tags=tuple(row["tags"]),
        tools=tuple(row["tools"]),
        ingredients=tuple(_ingredient(line) for line in row["ingredients"]),
        source=SOURCE,
    )


def _ingredient(line: Mapping[str, Any]) -> Ingredient:
    known = food(line["food"])
    count = parse_fraction(line["amount"]) if "amount" in line else None
    measure = Measure(line["unit"]) if "unit" in line else None
    need = Need.of(known, count, measure, optional=line.get("optional", False))
    notes = {language: line[f"note_{language}"] for language in LANGUAGES if f"note_{language}" in line}
    return Ingredient(need, count, measure, notes=notes)


def parse_fraction(text: str) -> Fraction:
    """Return the exact value of `1.5`, `1/2` or `1 1/2`."""
    return sum((Fraction(part) for part in text.split()), Fraction(0))
