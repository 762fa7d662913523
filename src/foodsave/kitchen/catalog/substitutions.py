"""What can stand in for a food in a dish, by the part that it plays there and by weight: our own table."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


class CookingRole(StrEnum):
    """The part that a food plays in a dish. The values are the words of the API."""

    ACID = "acid"
    AROMA = "aroma"
    BINDER = "binder"
    COATING = "coating"
    DAIRY = "dairy"
    FAT = "fat"
    LEAVENING = "leavening"
    LIQUID = "liquid"
    PROTEIN = "protein"
    STARCH = "starch"
    SWEETENER = "sweetener"
    THICKENER = "thickener"
    VEGETABLE = "vegetable"


@dataclass(frozen=True, slots=True)
class Substitution:
    """`instead` can stand in for `food`: `ratio` grams of it for each gram.

    `only_for` are the courses of recipes for which that works; empty means all.
    """

    food: str
    instead: str
    ratio: Fraction
    role: CookingRole
    note_pl: str
    note_en: str
    only_for: frozenset[str] = frozenset()

    def suits(self, course: str | None) -> bool:
        """Tell whether the swap works in a dish of that course; a dish of no known course suits only general swaps."""
        return not self.only_for or course in self.only_for


@cache
def substitutions() -> Mapping[str, tuple[Substitution, ...]]:
    """Return what can stand in for each food, by the id of the wanted food, the best first. Reads the table once."""
    source = files("foodsave.kitchen.catalog").joinpath("data", "substitutions.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return MappingProxyType(
        {wanted: tuple(_substitution(wanted, row) for row in rows) for wanted, rows in table.items()}
    )


def _substitution(wanted: str, row: Mapping[str, Any]) -> Substitution:
    return Substitution(
        food=wanted,
        instead=row["instead"],
        ratio=Fraction(row["ratio"]),
        role=CookingRole(row["role"]),
        note_pl=row["pl"],
        note_en=row["en"],
        only_for=frozenset(row.get("only_for", ())),
    )
