"""A recipe as somebody wrote it down, before its ingredients are understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from foodsave.errors import Invalid

MOST_INGREDIENTS = 100
MOST_STEPS = 100
LONGEST_LINE = 500
LONGEST_STEP = 4000
MOST_SERVINGS = 100
MOST_MINUTES = 30 * 24 * 60


@dataclass(frozen=True, slots=True)
class RecipeDraft:
    """What an import or a person gives: lines of `ingredients` and `steps` as they are written, times in minutes.

    `language` None means that it is to be found out. `source` is the address or the file that it came from.
    """

    title: str
    ingredients: tuple[str, ...]
    steps: tuple[str, ...]
    servings: int | None = None
    language: Literal["pl", "en"] | None = None
    prep_min: int | None = None
    cook_min: int | None = None
    course: str | None = None
    meals: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    source: str | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise Invalid("a recipe needs a title", code="no_title")
        if not self.ingredients:
            raise Invalid(f"the recipe {self.title!r} has no ingredients", code="no_ingredients")
        _refuse_more("ingredients", self.ingredients, MOST_INGREDIENTS, LONGEST_LINE)
        _refuse_more("steps", self.steps, MOST_STEPS, LONGEST_STEP)
        if self.servings is not None and not 1 <= self.servings <= MOST_SERVINGS:
            raise Invalid(f"a recipe is for 1 to {MOST_SERVINGS} people, not {self.servings}", code="invalid_servings")
        for minutes in (self.prep_min, self.cook_min):
            if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
                raise Invalid(f"a recipe takes 0 to {MOST_MINUTES} minutes, not {minutes}", code="invalid_time")


def _refuse_more(what: str, lines: tuple[str, ...], most: int, longest: int) -> None:
    if len(lines) > most:
        raise Invalid(f"a recipe has at most {most} {what}, not {len(lines)}", code=f"too_many_{what}")
    for line in lines:
        if len(line) > longest:
            raise Invalid(f"one of the {what} is longer than {longest} characters: {line[:60]}...", code="too_long")
