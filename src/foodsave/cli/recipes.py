"""`foodsave recipes`: find and read recipes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import anyio
import typer

from foodsave.cli import dish_words
from foodsave.cli.console import AsJson, json_line, visible
from foodsave.cli.household import Home, at_home
from foodsave.cli.recipe_imports import file_content, import_recipes
from foodsave.core.profiles.service import Locale
from foodsave.errors import TooLarge
from foodsave.kitchen.catalog.diets import Diet
from foodsave.kitchen.recipes import service
from foodsave.kitchen.recipes.finding import Sought, find_recipes
from foodsave.kitchen.recipes.importing.limits import FILE_BYTES
from foodsave.kitchen.recipes.importing.previewing import read_import
from foodsave.kitchen.recipes.presenting import present_recipe, summary_of
from foodsave.kitchen.recipes.schemas import RecipeAnswer, RecipeSummary, SavedAnswer

app = typer.Typer(no_args_is_help=True)
app.command("import")(import_recipes)
_DELETED = {"pl": "Usunięty: {}", "en": "Deleted: {}"}


@app.callback()
def recipes() -> None:
    """Find and read recipes."""


@app.command("list")
def list_recipes(
    words: Annotated[list[str] | None, typer.Argument(help="Words of the title, a tag or an ingredient.")] = None,
    course: Annotated[str | None, typer.Option(help="soup, main, salad, side, breakfast, dessert ...")] = None,
    diet: Annotated[Diet | None, typer.Option(help="Only what suits it.")] = None,
    minutes: Annotated[int | None, typer.Option(min=1, help="Only what takes no longer.")] = None,
    as_json: AsJson = False,
) -> None:
    """List recipes by title."""
    sought = Sought(" ".join(words or ()), course, None, diet, minutes)
    locale, found = at_home(lambda home: _found(home, sought))
    if as_json:
        for summary in found:
            typer.echo(json_line(summary.model_dump(mode="json")))
        return
    dish_words.show(dish_words.recipe_list(locale, found))


@app.command()
def show(
    recipe: Annotated[str, typer.Argument(help="The id of a recipe, as `list` shows it.")],
    people: Annotated[int | None, typer.Option(min=1, max=100, help="Make the amounts fit so many.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show a recipe, its amounts made to fit."""
    locale, answer = at_home(lambda home: _one(home, recipe, people))
    if as_json:
        typer.echo(json_line(answer.model_dump(mode="json")))
        return
    dish_words.show(dish_words.whole_recipe(locale, answer))


@app.command()
def add(
    file: Annotated[str, typer.Argument(help="A text or Markdown file; - reads what is piped in.", metavar="FILE|-")],
    as_json: AsJson = False,
) -> None:
    """Keep recipes of your own: a title, a line for each ingredient, the steps."""
    locale, kept = at_home(lambda home: _add(home, file))
    for answer in kept:
        if as_json:
            typer.echo(json_line(answer.model_dump(mode="json")))
        else:
            dish_words.show(dish_words.kept_recipe(locale, answer.recipe, answer.outcome))


@app.command()
def delete(
    recipe: Annotated[str, typer.Argument(help="The id of a recipe of the household's own.")], as_json: AsJson = False
) -> None:
    """Delete a recipe; a changed one becomes again what was shipped."""
    locale = at_home(lambda home: _delete(home, recipe))
    typer.echo(json_line({"deleted": recipe}) if as_json else visible(_DELETED[locale].format(recipe)))


async def _found(home: Home, sought: Sought) -> tuple[Locale, list[RecipeSummary]]:
    async with home.reading() as scope:
        known = await service.every_recipe(scope)
    locale = home.household.locale
    return locale, [summary_of(recipe, locale) for recipe in find_recipes(known, sought, locale, None, len(known))]


async def _one(home: Home, recipe_id: str, people: int | None) -> tuple[Locale, RecipeAnswer]:
    locale = home.household.locale
    async with home.reading() as scope:
        return locale, present_recipe(await service.find_recipe(scope, recipe_id), locale, people)


async def _add(home: Home, file: str) -> tuple[Locale, list[SavedAnswer]]:
    content = await anyio.to_thread.run_sync(_piped if file == "-" else file_content, Path(file), FILE_BYTES)
    found = await read_import(content, filename="recipe.md" if file == "-" else visible(Path(file).name))
    locale, kept = home.household.locale, []
    async with home.writing() as scope:
        for understood in found.previews:
            saved = await service.add_recipe(scope, home.services.clock, understood, origin="own")
            recipe = present_recipe(await service.find_recipe(scope, saved.recipe_id), locale)
            kept.append(SavedAnswer(id=saved.recipe_id, outcome=saved.outcome, recipe=recipe))
    return locale, kept


def _piped(_: Path, limit_bytes: int) -> bytes:
    content = typer.get_binary_stream("stdin").read(limit_bytes + 1)
    if len(content) > limit_bytes:
        raise TooLarge(f"more than {limit_bytes} bytes were piped in; give a smaller file", code="file_too_large")
    return content


async def _delete(home: Home, recipe_id: str) -> Locale:
    async with home.writing() as scope:
        await service.delete_recipe(scope, recipe_id)
    return home.household.locale
