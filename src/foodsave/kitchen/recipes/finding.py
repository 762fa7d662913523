"""Recipes by what people look for. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foodsave.core.language.stems import stem
from foodsave.core.profiles.service import Locale
from foodsave.kit.text import fold
from foodsave.kitchen.catalog.diets import Diet
from foodsave.kitchen.recipes.facts import facts_of_needs
from foodsave.kitchen.recipes.recipe import Recipe, known_food


@dataclass(frozen=True, slots=True)
class Sought:
    """What a recipe must be; None asks for nothing. `words` are all in its title, its tags or its ingredients."""

    words: str | None = None
    course: str | None = None
    meal: str | None = None
    diet: Diet | None = None
    minutes: int | None = None


def title_key(recipe: Recipe, locale: Locale) -> tuple[str, str]:
    """Return what recipes are listed by."""
    return fold(recipe.title(locale)), recipe.id


def find_recipes(
    recipes: Iterable[Recipe], sought: Sought, locale: Locale, after: tuple[str, str] | None, most: int
) -> list[Recipe]:
    """Return up to `most` recipes that fit, by title, after the key of the last one seen. Computes for a while."""
    found = {title_key(recipe, locale): recipe for recipe in recipes if _fits(recipe, sought)}
    return [found[key] for key in sorted(found) if after is None or key > after][:most]


def _fits(recipe: Recipe, sought: Sought) -> bool:
    if sought.course is not None and recipe.course != sought.course:
        return False
    if sought.meal is not None and sought.meal not in recipe.meals:
        return False
    if sought.minutes is not None and (recipe.minutes is None or recipe.minutes > sought.minutes):
        return False
    if sought.diet is not None and sought.diet not in facts_of_needs(recipe.needs).diets:
        return False
    return not sought.words or _names(recipe, sought.words)


def _names(recipe: Recipe, words: str) -> bool:
    told = [*recipe.titles.values(), *recipe.tags, *(line.text or "" for line in recipe.ingredients)]
    for need in recipe.needs:
        if (food := known_food(need.food_id)) is not None:
            told += [food.pl.one, food.pl.of_one, food.pl.many, food.pl.of_many, food.en, food.en_plural]
    known = {form for text in told for word in fold(text).split() for form in (word, stem(word))}
    return all(word in known or stem(word) in known for word in fold(words).split())
