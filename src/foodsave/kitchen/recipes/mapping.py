"""From a draft to a recipe that can be computed with, and back from the rows in which it is kept. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from foodsave.core.language.detection import Language, language_of
from foodsave.core.profiles.service import Locale
from foodsave.errors import Invalid
from foodsave.kit.quantity import Dimension
from foodsave.kitchen.catalog.ingredient_lines import ParsedIngredient, parse_ingredients
from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.catalog.wording import quantity_phrase
from foodsave.kitchen.recipes.draft import MOST_INGREDIENTS, RecipeDraft
from foodsave.kitchen.recipes.presenting import ingredient_text
from foodsave.kitchen.recipes.recipe import Ingredient, Need, Recipe, known_food
from foodsave.kitchen.recipes.shipped import parse_fraction

DEFAULT_SERVINGS = 4
_EACH = {"pl": "po {}", "en": "{} each"}
_BASE_MEASURES = {
    Dimension.MASS: Measure.GRAM,
    Dimension.VOLUME: Measure.MILLILITRE,
    Dimension.COUNT: Measure.PIECE,
}


@dataclass(frozen=True, slots=True)
class RecipePreview:
    """A draft as it is understood: its ingredients in order. `servings_assumed` tells that the draft did not say."""

    draft: RecipeDraft
    language: Language
    servings: int
    servings_assumed: bool
    ingredients: tuple[Ingredient, ...]

    @property
    def digest(self) -> str:
        """Tells the same recipe, however it came: the hash of its title, lines and steps."""
        words = [self.draft.title, self.draft.ingredients, self.draft.steps]
        return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def preview(draft: RecipeDraft) -> RecipePreview:
    """Return how a draft is understood. Computes for a while: call it in a thread.

    Raises:
        Invalid: an amount is absurd, or there are too many ingredients.
    """
    language = draft.language or language_of("\n".join((draft.title, *draft.ingredients, *draft.steps[:5]))) or "pl"
    lines = [part for line in draft.ingredients if line.strip() for part in parse_ingredients(line, language=language)]
    if len(lines) > MOST_INGREDIENTS:
        raise Invalid(f"a recipe has at most {MOST_INGREDIENTS} ingredients", code="too_many_ingredients")
    told: Language = "en" if language == "en" else "pl"
    ingredients = tuple(understood(line, told) for line in lines)
    return RecipePreview(
        draft,
        told,
        draft.servings or DEFAULT_SERVINGS,
        draft.servings is None,
        ingredients,
    )


def understood(line: ParsedIngredient, language: Language) -> Ingredient:
    """Return an ingredient line as it is computed with; what a can or a pack is said to hold counts.

    Raises:
        Invalid: its amount is absurd.
    """
    food, size = known_food(line.food_id), line.size
    if size is not None and line.count is not None:
        need = Need.of(
            food, line.count * size.milli / 1000, _BASE_MEASURES[size.unit.dimension], optional=line.optional
        )
    else:
        need = Need.of(food, line.count, line.measure, optional=line.optional)
    return Ingredient(need, line.count, line.measure, text=line.text, notes=_notes(line, language))


def _notes(line: ParsedIngredient, language: Language) -> dict[str, str]:
    """Return what is told beside the amount and the food, for when the amount is made to fit more people."""
    told = [] if line.size is None else [_EACH[language].format(quantity_phrase(line.size, language))]
    told += [line.note] if line.note else []
    return {language: ", ".join(told)} if told else {}


def draft_of(recipe: Recipe, locale: Locale, changes: Mapping[str, Any]) -> RecipeDraft:
    """Return a recipe as a draft, as it reads in `locale`, with the fields of `changes` (names of the API) put in."""
    language = recipe.language(locale)
    lines = [
        ingredient_text(line, language, people=recipe.servings, servings=recipe.servings) for line in recipe.ingredients
    ]
    kept: dict[str, Any] = {
        "title": recipe.title(language),
        "ingredients": lines,
        "steps": recipe.steps[language],
        "servings": recipe.servings,
        "prep_minutes": recipe.prep_min,
        "cook_minutes": recipe.cook_min,
        "course": recipe.course,
        "meals": recipe.meals,
        "tags": recipe.tags,
        "tools": recipe.tools,
    }
    wanted = kept | dict(changes)
    return RecipeDraft(
        title=wanted["title"],
        ingredients=tuple(wanted["ingredients"]),
        steps=tuple(wanted["steps"]),
        servings=wanted["servings"],
        language=language,
        prep_min=wanted["prep_minutes"],
        cook_min=wanted["cook_minutes"],
        course=wanted["course"],
        meals=tuple(wanted["meals"]),
        tags=tuple(wanted["tags"]),
        tools=tuple(wanted["tools"]),
        source=recipe.source,
    )


def dump_ingredients(ingredients: Sequence[Ingredient]) -> list[dict[str, Any]]:
    """Return the form in which the lines of a recipe are kept."""
    return [
        {
            "text": line.text,
            "count": str(line.count) if line.count is not None else None,
            "measure": line.measure.value if line.measure else None,
            "notes": dict(line.notes),
        }
        for line in ingredients
    ]


def load_ingredients(lines: Sequence[dict[str, Any]], needs: Sequence[Sequence[Any]]) -> tuple[Ingredient, ...]:
    """Return the lines of a recipe from the form in which they are kept."""
    return tuple(
        Ingredient(
            Need.load(need),
            _count(line["count"]),
            Measure(line["measure"]) if line["measure"] else None,
            line["text"],
            line["notes"],
        )
        for line, need in zip(lines, needs, strict=True)
    )


def _count(text: str | None) -> Fraction | None:
    return None if text is None else parse_fraction(text)
