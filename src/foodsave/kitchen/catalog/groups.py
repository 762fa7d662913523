"""The storage groups: foods that keep alike, where they are usually kept, and the categories that reports sum up."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from foodsave.errors import NotFound

Place = Literal["fridge", "freezer", "pantry", "counter"]
Perishability = Literal["use_by", "best_before", "none"]
UNKNOWN_CATEGORY = "unknown"


@dataclass(frozen=True, slots=True)
class Category:
    """Groups that reports tell as one; `unknown` is for what has no group."""

    id: str
    name_pl: str
    name_en: str


@dataclass(frozen=True, slots=True)
class StorageGroup:
    """`place` is where the group is kept unopened. `use_by` foods become unsafe, `best_before` foods lose quality."""

    id: str
    name_pl: str
    name_en: str
    place: Place
    perishability: Perishability
    food: bool
    category: str


@cache
def storage_groups() -> dict[str, StorageGroup]:
    """Return every storage group by its id, in the order of the table."""
    groups: dict[str, StorageGroup] = {}
    for row in _rows("groups.csv"):
        row_group = StorageGroup(
            id=row["id"],
            name_pl=row["name_pl"],
            name_en=row["name_en"],
            place=row["place"],  # type: ignore[arg-type]
            perishability=row["perishability"],  # type: ignore[arg-type]
            food=row["food"] == "yes",
            category=row["category"],
        )
        groups[row_group.id] = row_group
    return groups


def storage_group(group: str) -> StorageGroup:
    """Return one storage group. Raises `NotFound` with the id."""
    try:
        return storage_groups()[group]
    except KeyError:
        raise NotFound(f"There is no storage group {group!r}.", code="unknown_group") from None


@cache
def categories() -> dict[str, Category]:
    """Return every category of reports by its id, in the order of the table."""
    return {row["id"]: Category(row["id"], row["name_pl"], row["name_en"]) for row in _rows("categories.csv")}


def category_of(group: str | None) -> Category:
    """Return the category that a storage group counts to; what has no known group counts as unknown."""
    known = storage_groups().get(group or "")
    return categories()[known.category if known else UNKNOWN_CATEGORY]


def _rows(name: str) -> csv.DictReader[str]:
    text = files("foodsave.kitchen.catalog").joinpath("data", name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
