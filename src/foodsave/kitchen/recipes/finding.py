"""Recipes by what people look for. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from foodsave.core.language.stems import stem
from foodsave.core.profiles.service import Locale
from foodsave.kit.text import fold
from foodsave.kitchen.catalog.diets import Diet
from foodsave.kitchen.catalog.foods import food, foods
from foodsave.kitchen.recipes.facts import facts_of_needs
from foodsave.kitchen.recipes.recipe import Recipe

_TOLD_APART = 60


@dataclass(frozen=True, slots=True)
class Sought:
    """What a recipe must be; None asks for nothing. `words` are all in its title, its tags or its ingredients."""

    words: str | None = None
    course: str | None = None
    meal: str | None = None
    diet: Diet | None = None
    minutes: int | None = None


def title_key(recipe: Recipe, locale: Locale) -> tuple[str, str]:
    """Return what recipes are listed by: the beginning of the title, so that it fits into an address, and the id."""
    return _folded(recipe.title(locale))[:_TOLD_APART], recipe.id


def find_recipes(
    recipes: Iterable[Recipe], sought: Sought, locale: Locale, after: tuple[str, str] | None, most: int
) -> list[Recipe]:
    """Return up to `most` recipes that fit, by title, after the key of the last one seen. Computes for a while."""
    words = [_Word.of(word) for word in fold(sought.words or "").split()]
    found = {title_key(recipe, locale): recipe for recipe in recipes if _fits(recipe, sought, words)}
    return [found[key] for key in sorted(found) if after is None or key > after][:most]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that is looked for: as it stands between blanks, and the foods that are called by it."""

    forms: tuple[str, ...]
    foods: frozenset[str]

    @classmethod
    def of(cls, word: str) -> _Word:
        forms = tuple(f" {form} " for form in dict.fromkeys((word, stem(word))))
        return cls(forms, frozenset(food_id for food_id in foods() if _says(_names_of_food(food_id), forms)))


def _fits(recipe: Recipe, sought: Sought, words: Iterable[_Word]) -> bool:
    if sought.course is not None and recipe.course != sought.course:
        return False
    if sought.meal is not None and sought.meal not in recipe.meals:
        return False
    if sought.minutes is not None and (recipe.minutes is None or recipe.minutes > sought.minutes):
        return False
    if sought.diet is not None and sought.diet not in facts_of_needs(recipe.needs).diets:
        return False
    return all(_names(recipe, word) for word in words)


def _names(recipe: Recipe, word: _Word) -> bool:
    if any(need.food_id in word.foods for need in recipe.needs):
        return True
    lines = (line.text for line in recipe.ingredients if line.text is not None)
    return _says(_forms((*recipe.titles.values(), *recipe.tags, *lines)), word.forms)


def _says(told: str, forms: Iterable[str]) -> bool:
    return any(form in told for form in forms)


@lru_cache(maxsize=2048)
def _names_of_food(food_id: str) -> str:
    known = food(food_id)
    return _forms((known.pl.one, known.pl.of_one, known.pl.many, known.pl.of_many, known.en, known.en_plural))


@lru_cache(maxsize=16_384)
def _forms(texts: tuple[str, ...]) -> str:
    """Return every word of some texts with its stem, between blanks: a kilobyte a recipe, so that many are kept."""
    forms = dict.fromkeys(form for text in texts for word in fold(text).split() for form in (word, stem(word)))
    return f" {' '.join(forms)} "


@lru_cache(maxsize=16_384)
def _folded(title: str) -> str:
    return fold(title)
