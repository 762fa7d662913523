"""How long a storage group keeps: our own table, each row with its source (facts: USDA FoodKeeper, public domain)."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from foodsave.errors import Invalid
from foodsave.kitchen.catalog.groups import categories, storage_group, storage_groups

PLACES = ("fridge", "freezer", "pantry", "counter")
_WARM = ("pantry", "counter")


@dataclass(frozen=True, slots=True)
class ShelfLife:
    """Days from purchase (unopened) or from opening: the early, likely and late end, and where they come from."""

    early_days: int
    likely_days: int
    late_days: int
    source: str


@cache
def shelf_life_table() -> dict[tuple[str, str, bool], ShelfLife]:
    """Return every row of the table by (group, place, opened)."""
    text = files("foodsave.kitchen.catalog").joinpath("data", "shelf_life.csv").read_text(encoding="utf-8")
    return {
        (row["group"], row["place"], row["state"] == "opened"): ShelfLife(
            int(row["early_days"]), int(row["likely_days"]), int(row["late_days"]), row["source"]
        )
        for row in csv.DictReader(text.splitlines())
    }


def load_tables() -> None:
    """Read the tables of groups and shelf lives from their files, so that no later look-up does. Blocking."""
    storage_groups()
    categories()
    shelf_life_table()


def _shorter(one: ShelfLife, other: ShelfLife) -> ShelfLife:
    return min(one, other, key=lambda rule: (rule.late_days, rule.likely_days, rule.early_days))


def _nearest(group: str, place: str, *, opened: bool) -> ShelfLife:
    table = shelf_life_table()
    home = storage_group(group)
    if place == "freezer" and (frozen := table.get((group, "freezer", False))):
        return replace(frozen, source=f"{frozen.source}; frozen food keeps the same once opened")
    for warm in _WARM:
        if place in _WARM and (near := table.get((group, warm, opened))):
            return replace(near, source=f"{near.source}; as in the {warm}")
    usual = table[group, home.place, opened]
    if place in _WARM:
        day = ShelfLife(0, 0, 1, "")
        if home.perishability == "use_by" or home.place == "freezer":
            return replace(day, source=f"own rule: kept in the {home.place}, at room temperature for the same day only")
        return replace(_shorter(usual, ShelfLife(1, 2, 3, "")), source="own rule: usually kept cold, so days count")
    if place == "fridge" and home.place == "freezer":
        return ShelfLife(0, 0, 1, "own rule: thawing, so use it today")
    return replace(usual, source=f"{usual.source}; no row for the {place}, counted as in the {home.place}")


def shelf_life(group: str, place: str, *, opened: bool) -> ShelfLife | None:
    """Return how long `group` keeps at `place`, or None for what is not food and does not perish.

    A combination without its own row falls back to the nearest one, and `source` says so: an opened frozen food counts
    as frozen; pantry and counter stand for each other; a cold food left warm counts for the day; any other place
    counts as the usual place of the group. Raises `NotFound` for an unknown group, `Invalid` for an unknown place.
    """
    if place not in PLACES:
        raise Invalid(f"There is no place {place!r}; use one of {', '.join(PLACES)}.", code="unknown_place")
    if storage_group(group).perishability == "none":
        return None
    return shelf_life_table().get((group, place, opened)) or _nearest(group, place, opened=opened)
