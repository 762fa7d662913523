"""The foods that recipes and products name, with what is needed to compare amounts of them: our own table."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from foodsave.errors import NotFound
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.catalog.measures import Measure

Origin = Literal["plant", "animal", "meat", "fish"]


class Allergen(StrEnum):
    """The fourteen allergens of Annex II to Regulation (EU) No 1169/2011."""

    GLUTEN = "gluten"
    CRUSTACEANS = "crustaceans"
    EGGS = "eggs"
    FISH = "fish"
    PEANUTS = "peanuts"
    SOY = "soy"
    MILK = "milk"
    NUTS = "nuts"
    CELERY = "celery"
    MUSTARD = "mustard"
    SESAME = "sesame"
    SULPHITES = "sulphites"
    LUPIN = "lupin"
    MOLLUSCS = "molluscs"


@dataclass(frozen=True, slots=True)
class Forms:
    """A Polish name by number and case: 1 pomidor, bez pomidora, 2 pomidory, 5 pomidorów."""

    one: str
    of_one: str
    many: str
    of_many: str


@dataclass(frozen=True, slots=True)
class Food:
    """One food. `unit` is g, ml or szt, in which it is usually told; weights are milligrams.

    `piece_mg` is one piece, or one usual pack of what has no pieces (`countable` false). `density` is milligrams per
    millilitre. `measures` gives the milligrams of one clove, block, can and so on. `allergens` None means unknown;
    with `may_contain` the listed ones are certain and a brand may bring others. `parent` is the more general food
    that this one can stand for. A `staple` is presumed to be at home.
    """

    id: str
    pl: Forms
    en: str
    en_plural: str
    also_pl: tuple[str, ...]
    also_en: tuple[str, ...]
    group: str
    unit: Unit
    countable: bool
    origin: Origin
    staple: bool
    allergens: frozenset[Allergen] | None
    may_contain: bool
    piece_mg: int | None
    density: int | None
    measures: Mapping[Measure, int]
    pack: Quantity | None
    parent: str | None


@cache
def foods() -> Mapping[str, Food]:
    """Return every food by its id. Reads the table the first time."""
    folder = files("foodsave.kitchen.catalog").joinpath("data", "foods")
    known: dict[str, Food] = {}
    for source in sorted(folder.iterdir(), key=lambda path: path.name):
        for food_id, row in tomllib.loads(source.read_text(encoding="utf-8")).items():
            if food_id in known:
                raise ValueError(f"the food {food_id} is listed twice, again in {source.name}")
            known[food_id] = _food(food_id, row)
    return MappingProxyType(known)


def food(food_id: str) -> Food:
    """Return one food.

    Raises:
        NotFound: there is none of that id.
    """
    try:
        return foods()[food_id]
    except KeyError:
        raise NotFound(f"there is no food {food_id!r}; foods are listed by id", code="unknown_food") from None


@cache
def lineage(food_id: str) -> tuple[str, ...]:
    """Return a food and the more general ones that it can stand for, nearest first."""
    found: list[str] = []
    current: str | None = food_id
    while current is not None and current not in found:
        found.append(current)
        current = food(current).parent
    return tuple(found)


def stands_for(food_id: str, wanted: str) -> bool:
    """Tell whether a food is the wanted one or a kind of it: gouda stands for yellow cheese."""
    return wanted in lineage(food_id)


def _food(food_id: str, row: Mapping[str, Any]) -> Food:
    names = row["pl"]
    if len(names) != len(Forms.__slots__):
        raise ValueError(f"the food {food_id} needs four Polish forms")
    allergens = row.get("allergens")
    unit = Unit(row.get("unit", "g"))
    return Food(
        id=food_id,
        pl=Forms(*names),
        en=row["en"],
        en_plural=row.get("en_plural", row["en"]),
        also_pl=_names(row.get("also_pl", "")),
        also_en=_names(row.get("also_en", "")),
        group=row["group"],
        unit=unit,
        countable=row.get("countable", unit is Unit.PIECE),
        origin=row.get("origin", "plant"),
        staple=row.get("staple", False),
        allergens=None if allergens is None else frozenset(map(Allergen, allergens)),
        may_contain=row.get("may_contain", False),
        piece_mg=_milligrams(row.get("piece_g")),
        density=_milligrams(row.get("density")),
        measures={Measure(name): _milligrams(grams) or 0 for name, grams in row.get("measures", {}).items()},
        pack=Quantity.parse(*row["pack"].split()) if "pack" in row else None,
        parent=row.get("parent"),
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in text.split(",") if name.strip())


def _milligrams(grams: str | None) -> int | None:
    return None if grams is None else Quantity.parse(grams, "g").milli
