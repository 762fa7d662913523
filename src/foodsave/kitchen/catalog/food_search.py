"""Foods of the table by the names that people type. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from foodsave.kit.text import fold
from foodsave.kitchen.catalog.foods import Food, foods


def search_foods(text: str | None, group_id: str | None = None) -> list[Food]:
    """Return the foods whose name or synonym has every word of `text` in it, the nearest names first; all without one.

    Diacritics and case do not matter; both languages are searched.
    """
    listed = [food for food in foods().values() if group_id is None or food.group == group_id]
    if text is None:
        return listed
    wanted = fold(text)
    ranked = [(rank, food.id, food) for food in listed if (rank := _rank(wanted, _names()[food.id])) is not None]
    return [food for _, _, food in sorted(ranked, key=lambda entry: entry[:2])]


def _rank(wanted: str, names: tuple[str, ...]) -> tuple[int, int] | None:
    """Tell how near the nearest name is: itself, begins with it, has its words; shorter names first."""
    words = wanted.split()
    fitting = [name for name in names if words and all(word in name for word in words)]
    return min(((_distance(wanted, name), len(name)) for name in fitting), default=None)


def _distance(wanted: str, name: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in name else 3


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({food.id: tuple(dict.fromkeys(map(fold, _called(food)))) for food in foods().values()})


def _called(food: Food) -> Iterator[str]:
    yield from (food.pl.one, food.pl.many, food.pl.of_one, food.pl.of_many, food.en, food.en_plural)
    yield from (*food.also_pl, *food.also_en)
