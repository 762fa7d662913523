"""Imported recipes before and after they are kept: how each line is understood, and what could not be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from pydantic import BaseModel, Field

from foodsave.core.profiles.service import Locale
from foodsave.errors import FoodSaveError
from foodsave.infra.db.scope import Scope
from foodsave.kit.clock import Clock
from foodsave.kit.wire import QuantityAnswer
from foodsave.kitchen.recipes.importing.collected import RecipeFile, Refused
from foodsave.kitchen.recipes.importing.reading import read_file
from foodsave.kitchen.recipes.mapping import RecipePreview, preview
from foodsave.kitchen.recipes.presenting import ingredient_name, need_amount
from foodsave.kitchen.recipes.recipe import Ingredient
from foodsave.kitchen.recipes.repository import RecipeRepository
from foodsave.kitchen.recipes.service import Saved, add_recipe

READINGS_AT_ONCE = 2
Outcome = Literal["new", "created", "known"]
Result = TypeVar("Result")
_limiter: RunVar[CapacityLimiter] = RunVar("readings of imports")
_WHY = {
    "pl": {
        "unknown_food": "nie wiadomo, co to za produkt: popraw nazwę po zapisaniu przepisu",
        "unclear_amount": "tej ilości nie da się przeliczyć na gramy, mililitry ani sztuki",
    },
    "en": {
        "unknown_food": "this food is not known: correct its name once the recipe is kept",
        "unclear_amount": "this amount cannot be told in grams, millilitres or pieces",
    },
}


class ImportedIngredient(BaseModel):
    text: str
    food: str | None = Field(description="null when the line was not understood")
    name: str
    amount: QuantityAnswer | None
    optional: bool
    problem: Literal["unknown_food", "unclear_amount"] | None
    why: str | None


class ImportedRecipe(BaseModel):
    """`outcome`: new (a preview of what is not kept yet), created, or known (the same words are kept already)."""

    id: str | None
    outcome: Outcome
    title: str
    language: Literal["pl", "en"]
    servings: int
    servings_assumed: bool
    prep_minutes: int | None
    cook_minutes: int | None
    tags: list[str]
    tools: list[str]
    source: str | None
    ingredients: list[ImportedIngredient]
    unmapped: int = Field(description="How many ingredients have a problem")
    steps: list[str]


class RefusedRecipe(BaseModel):
    """A recipe of a file that could not be taken."""

    title: str
    code: str
    reason: str


class RecipeImportAnswer(BaseModel):
    preview: bool
    recipes: list[ImportedRecipe]
    refused: list[RefusedRecipe]


@dataclass(frozen=True, slots=True)
class ReadImport:
    """The recipes of a file as they are understood, and those that could not be taken."""

    previews: tuple[RecipePreview, ...]
    refused: tuple[Refused, ...]


async def read_import(
    content: bytes, *, filename: str | None = None, media_type: str | None = None, url: str | None = None
) -> ReadImport:
    """Return the recipes of a file or page as they are understood; computes in one of a few threads.

    Raises:
        Invalid, TooLarge: as `reading.read_file`, or the only recipe has an absurd amount.
    """
    return await in_reading_thread(
        lambda: understood(read_file(content, filename=filename, media_type=media_type, url=url))
    )


async def in_reading_thread(action: Callable[[], Result]) -> Result:
    """Run what computes for a while in a thread; of one event loop only `READINGS_AT_ONCE` such run at a time."""
    try:
        limiter = _limiter.get()
    except LookupError:
        limiter = CapacityLimiter(READINGS_AT_ONCE)
        _limiter.set(limiter)
    return await to_thread.run_sync(partial(action), limiter=limiter)


def understood(file: RecipeFile) -> ReadImport:
    """Return how the recipes of a file are understood. Computes for a while: call it in a thread.

    Raises:
        Invalid: the only one has an absurd amount.
    """
    previews: list[RecipePreview] = []
    refused = list(file.refused)
    for draft in file.drafts:
        try:
            previews.append(preview(draft))
        except FoodSaveError as error:
            if len(file.drafts) == 1 and not refused:
                raise
            refused.append(Refused(draft.title, error.reason, error.message))
    return ReadImport(tuple(previews), tuple(refused))


async def preview_import(scope: Scope, locale: Locale, found: ReadImport) -> RecipeImportAnswer:
    """Return what keeping the recipes would do; nothing is changed."""
    repository = RecipeRepository(scope)
    rows = [await repository.by_digest(item.digest) for item in found.previews]
    recipes = [
        _answer(item, locale, row.id if row else None, "known" if row else "new")
        for item, row in zip(found.previews, rows, strict=True)
    ]
    return RecipeImportAnswer(preview=True, recipes=recipes, refused=_refused(found.refused))


async def save_import(scope: Scope, clock: Clock, locale: Locale, found: ReadImport) -> RecipeImportAnswer:
    """Keep the recipes; the same words again are known and kept once."""
    kept: list[Saved] = [await add_recipe(scope, clock, item, origin="imported") for item in found.previews]
    recipes = [
        _answer(item, locale, saved.recipe_id, saved.outcome) for item, saved in zip(found.previews, kept, strict=True)
    ]
    return RecipeImportAnswer(preview=False, recipes=recipes, refused=_refused(found.refused))


def _answer(item: RecipePreview, locale: Locale, recipe_id: str | None, outcome: Outcome) -> ImportedRecipe:
    lines = [_ingredient(line, item, locale) for line in item.ingredients]
    draft = item.draft
    return ImportedRecipe(
        id=recipe_id,
        outcome=outcome,
        title=draft.title,
        language=item.language,
        servings=item.servings,
        servings_assumed=item.servings_assumed,
        prep_minutes=draft.prep_min,
        cook_minutes=draft.cook_min,
        tags=list(draft.tags),
        tools=list(draft.tools),
        source=draft.source,
        ingredients=lines,
        unmapped=sum(line.problem is not None for line in lines),
        steps=list(draft.steps),
    )


def _ingredient(line: Ingredient, item: RecipePreview, locale: Locale) -> ImportedIngredient:
    need = line.need
    problem: Literal["unknown_food", "unclear_amount"] | None = None
    if need.food_id is None:
        problem = "unknown_food"
    elif line.count is not None and need.milli is None:
        problem = "unclear_amount"
    return ImportedIngredient(
        text=line.text or "",
        food=need.food_id,
        name=ingredient_name(need, line.text, locale),
        amount=need_amount(need, item.servings, item.servings),
        optional=need.optional,
        problem=problem,
        why=_WHY[locale][problem] if problem else None,
    )


def _refused(items: Sequence[Refused]) -> list[RefusedRecipe]:
    return [RefusedRecipe(title=item.title, code=item.code, reason=item.reason) for item in items]
