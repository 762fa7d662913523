"""The recipes of a household: those that are shipped, its own forms of them, its own and imported ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from foodsave.errors import Conflict, NotFound
from foodsave.infra.db.database import hold_exclusively
from foodsave.infra.db.scope import Scope
from foodsave.kit.clock import Clock
from foodsave.kit.ids import new_id
from foodsave.kit.text import fold
from foodsave.kitchen.recipes.mapping import RecipePreview, dump_ingredients, load_ingredients
from foodsave.kitchen.recipes.models import RecipeRow
from foodsave.kitchen.recipes.recipe import Recipe, RecipeOrigin
from foodsave.kitchen.recipes.repository import RecipeRepository
from foodsave.kitchen.recipes.shipped import shipped_recipes

TITLE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Saved:
    """Which recipe was kept, and whether it is new or was known already."""

    recipe_id: str
    outcome: Literal["created", "known"]


async def find_recipe(scope: Scope, recipe_id: str) -> Recipe:
    """Return one recipe; of a shipped one that the household changed, its own form.

    Raises:
        NotFound: there is none of that id.
    """
    repository = RecipeRepository(scope)
    if recipe_id in shipped_recipes():
        changed = await repository.by_base(recipe_id)
        return recipe_of(changed) if changed else shipped_recipes()[recipe_id]
    row = await repository.get(recipe_id)
    if row is None:
        raise _no_recipe(recipe_id)
    return recipe_of(row)


async def every_recipe(scope: Scope) -> list[Recipe]:
    """Return every recipe that the household can cook; a changed one stands in for the shipped one."""
    own = [recipe_of(row) for row in await RecipeRepository(scope).all()]
    replaced = {recipe.base for recipe in own}
    return [*own, *(recipe for recipe in shipped_recipes().values() if recipe.id not in replaced)]


async def add_recipe(
    scope: Scope, clock: Clock, preview: RecipePreview, *, origin: Literal["own", "imported"]
) -> Saved:
    """Keep a recipe; the same words again are the same recipe. Safe to repeat."""
    await hold_exclusively(scope.session, f"recipes {scope.household_id}")
    repository = RecipeRepository(scope)
    known = await repository.by_digest(preview.digest)
    if known is not None:
        return Saved(known.id, "known")
    row = RecipeRow(id=new_id(), origin=origin, created_at=clock.now(), **_columns(clock, preview))
    await repository.add(row)
    return Saved(row.id, "created")


async def change_recipe(
    scope: Scope, clock: Clock, recipe_id: str, preview: RecipePreview, *, seen: Recipe | None = None
) -> Recipe:
    """Write a recipe anew. A shipped one is kept; the household's own form stands in for it from now on.

    Raises:
        NotFound: there is none of that id.
        Conflict: another recipe has the same words, or it is no longer the one that was `seen` when this was thought
            out.
    """
    await hold_exclusively(scope.session, f"recipes {scope.household_id}")
    if seen is not None and await find_recipe(scope, recipe_id) != seen:
        raise Conflict(
            "somebody changed this recipe meanwhile; look at it and repeat the change", code="recipe_changed"
        )
    repository = RecipeRepository(scope)
    shipped = recipe_id in shipped_recipes()
    row = await (repository.by_base(recipe_id) if shipped else repository.get(recipe_id))
    if row is None and not shipped:
        raise _no_recipe(recipe_id)
    twin = await repository.by_digest(preview.digest)
    if twin is not None and (row is None or twin.id != row.id):
        raise Conflict(f"the recipe {twin.id} says the same already", code="recipe_known")
    if row is None:
        row = RecipeRow(
            id=new_id(), origin="changed", base=recipe_id, created_at=clock.now(), **_columns(clock, preview)
        )
        await repository.add(row)
        return recipe_of(row)
    for name, value in _columns(clock, preview).items():
        setattr(row, name, value)
    row.version += 1
    await scope.session.flush()
    return recipe_of(row)


async def delete_recipe(scope: Scope, recipe_id: str) -> None:
    """Delete a recipe; deleting the household's form of a shipped one brings that one back.

    Raises:
        NotFound: there is none of that id.
        Conflict: it is a shipped one.
    """
    await hold_exclusively(scope.session, f"recipes {scope.household_id}")
    repository = RecipeRepository(scope)
    shipped = recipe_id in shipped_recipes()
    row = await (repository.by_base(recipe_id) if shipped else repository.get(recipe_id))
    if row is not None:
        await repository.delete(row)
    elif shipped:
        raise Conflict(
            "a shipped recipe cannot be deleted, only what you changed of it; leave it, or change it",
            code="recipe_shipped",
        )
    else:
        raise _no_recipe(recipe_id)


def recipe_of(row: RecipeRow) -> Recipe:
    """Return the recipe that a row keeps."""
    origin: dict[str, RecipeOrigin] = {"own": "own", "imported": "imported", "changed": "changed"}
    return Recipe(
        id=row.id,
        origin=origin[row.origin],
        titles={row.language: row.title},
        steps={row.language: tuple(row.steps)},
        servings=row.servings,
        prep_min=row.prep_min,
        cook_min=row.cook_min,
        course=row.course,
        meals=tuple(row.meals),
        tags=tuple(row.tags),
        tools=tuple(row.tools),
        ingredients=load_ingredients(row.ingredients, row.needs),
        source=row.source,
        base=row.base,
        version=row.version,
    )


def _no_recipe(recipe_id: str) -> NotFound:
    return NotFound(f"there is no recipe {recipe_id}; the list of recipes tells their ids")


def _columns(clock: Clock, preview: RecipePreview) -> dict[str, Any]:
    draft = replace(preview.draft, title=preview.draft.title.strip()[:TITLE_LENGTH])
    return {
        "title": draft.title,
        "key": fold(draft.title)[:TITLE_LENGTH] or draft.title.casefold(),
        "language": preview.language,
        "source": draft.source,
        "digest": preview.digest,
        "servings": preview.servings,
        "prep_min": draft.prep_min,
        "cook_min": draft.cook_min,
        "course": draft.course,
        "meals": list(draft.meals),
        "tags": list(draft.tags),
        "tools": list(draft.tools),
        "ingredients": dump_ingredients(preview.ingredients),
        "needs": [line.need.dump() for line in preview.ingredients],
        "steps": list(draft.steps),
        "updated_at": clock.now(),
    }
