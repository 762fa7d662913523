"""The storage groups: foods that keep alike, with their names and where they are usually kept."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from foodsave.errors import NotFound

Place = Literal["fridge", "freezer", "pantry", "counter"]
Perishability = Literal["use_by", "best_before", "none"]


@dataclass(frozen=True, slots=True)
class StorageGroup:
    """`place` is where the group is kept unopened. `use_by` foods become unsafe, `best_before` foods lose quality."""

    id: str
    name_pl: str
    name_en: str
    place: Place
    perishability: Perishability
    food: bool


@cache
def storage_groups() -> dict[str, StorageGroup]:
    """Return every storage group by its id, in the order of the table."""
    text = files("foodsave.kitchen.catalog").joinpath("data", "groups.csv").read_text(encoding="utf-8")
    groups: dict[str, StorageGroup] = {}
    for row in csv.DictReader(text.splitlines()):
        row_group = StorageGroup(
            id=row["id"],
            name_pl=row["name_pl"],
            name_en=row["name_en"],
            place=row["place"],  # type: ignore[arg-type]
            perishability=row["perishability"],  # type: ignore[arg-type]
            food=row["food"] == "yes",
        )
        groups[row_group.id] = row_group
    return groups


def storage_group(group: str) -> StorageGroup:
    """Return one storage group. Raises `NotFound` with the id."""
    try:
        return storage_groups()[group]
    except KeyError:
        raise NotFound(f"There is no storage group {group!r}.", code="unknown_group") from None
