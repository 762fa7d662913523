"""What a format gives of a recipe, put into the shape of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from foodsave.errors import FoodSaveError, Invalid
from foodsave.kitchen.recipes.draft import MOST_INGREDIENTS, RecipeDraft
from foodsave.kitchen.recipes.importing.figures import minutes_of, servings_of
from foodsave.kitchen.recipes.importing.limits import LONGEST_TITLE, MOST_RECIPES
from foodsave.kitchen.recipes.importing.markup import one_line, text_lines, without_bullet

_NUMBERED = re.compile(r"^(?:(?:krok|step)\s{0,3})?\d{1,3}\s{0,3}[.):]\s+", re.IGNORECASE)
_STEP_ONLY = re.compile(r"^(?:krok|step|etap)?\s{0,3}\d{1,3}\s{0,3}[.):]?$", re.IGNORECASE)
_MOST_WORDS = 20
_LONGEST_WORD = 40
_LONGEST_SOURCE = 2000


@dataclass(slots=True)
class Collected:
    """The parts of one recipe as they were found; texts may hold markup, times and servings are in any form."""

    title: str = ""
    ingredients: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    servings: object = None
    prep_time: object = None
    cook_time: object = None
    total_time: object = None
    language: str | None = None
    tags: list[str] = field(default_factory=list)
    tools: list[str] = field(default_factory=list)
    source: str | None = None

    def draft(self) -> RecipeDraft:
        """Return it as a draft.

        Raises:
            Invalid: it has no title or no ingredients, or more of something than a recipe may have.
        """
        title = one_line(self.title)
        if len(title) > LONGEST_TITLE:
            raise Invalid(f"the title is longer than {LONGEST_TITLE} characters: {title[:60]}...", code="too_long")
        _refuse_crowd(title, self.ingredients)
        prep, cook = self._times()
        return RecipeDraft(
            title=title,
            ingredients=tuple(_ingredients(self.ingredients)),
            steps=tuple(_steps(self.steps)),
            servings=servings_of(self.servings),
            language=_language(self.language),
            prep_min=prep,
            cook_min=cook,
            tags=_words(self.tags),
            tools=_words(self.tools),
            source=self.source[:_LONGEST_SOURCE] if self.source else None,
        )

    def _times(self) -> tuple[int | None, int | None]:
        prep, cook, total = minutes_of(self.prep_time), minutes_of(self.cook_time), minutes_of(self.total_time)
        if cook is None and total is not None and total > (prep or 0):
            cook = total - (prep or 0)
        return prep, cook


@dataclass(frozen=True, slots=True)
class Refused:
    """A recipe of a file that could not be taken, and why."""

    title: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecipeFile:
    """What a file holds: recipes, and those that could not be taken."""

    drafts: tuple[RecipeDraft, ...]
    refused: tuple[Refused, ...] = ()


def drafted(found: Iterable[Collected]) -> RecipeFile:
    """Return the distinct drafts of what was found; a recipe alone has to be whole.

    Raises:
        Invalid: there are too many recipes, or the only one cannot be taken.
    """
    drafts: dict[tuple[str, tuple[str, ...]], RecipeDraft] = {}
    refused: list[Refused] = []
    first: FoodSaveError | None = None
    for number, recipe in enumerate(found, 1):
        if number > MOST_RECIPES:
            raise Invalid(f"a file may hold {MOST_RECIPES} recipes; split it", code="too_many_recipes")
        try:
            draft = recipe.draft()
        except FoodSaveError as error:
            first = first or error
            refused.append(Refused(one_line(recipe.title[:LONGEST_TITLE]), error.reason, error.message))
        else:
            drafts.setdefault((draft.title, draft.ingredients), draft)
    if not drafts and first is not None:
        raise first
    return RecipeFile(tuple(drafts.values()), tuple(refused))


def no_recipe(what: str) -> Invalid:
    """Return the refusal of something in which no recipe was found."""
    return Invalid(
        f"{what} holds no recipe that could be read; a recipe needs a title, a list of ingredients under a heading "
        "such as Składniki or Ingredients, and steps",
        code="no_recipe",
    )


def _refuse_crowd(title: str, ingredients: list[str]) -> None:
    if len(ingredients) > 2 * MOST_INGREDIENTS:  # more than headings among them could explain
        raise Invalid(
            f"the recipe {title[:60]!r} has {len(ingredients)} ingredients; a recipe has at most {MOST_INGREDIENTS}",
            code="too_many_ingredients",
        )


def _ingredients(texts: Iterable[str]) -> list[str]:
    lines = [without_bullet(line) for text in texts for line in text_lines(text)]
    return [line for line in lines if line and not line.endswith(":")]


def _steps(texts: Iterable[str]) -> list[str]:
    lines = [without_bullet(line) for text in texts for line in text_lines(text)]
    return [_NUMBERED.sub("", line) for line in lines if line and not _STEP_ONLY.match(line)]


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    words = [one_line(text[:200]) for text in list(texts)[: 10 * _MOST_WORDS]]
    return tuple(dict.fromkeys(word for word in words if 0 < len(word) <= _LONGEST_WORD))[:_MOST_WORDS]


def _language(tag: str | None) -> Literal["pl", "en"] | None:
    known = (tag or "").strip().lower()[:2]
    if known == "pl":
        return "pl"
    return "en" if known == "en" else None
