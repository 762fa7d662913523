"""`foodsave recipes`: find and read recipes."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from foodsave.cli.console import cell, json_line, visible
from foodsave.cli.household import Home, at_home
from foodsave.cli.recipe_imports import import_recipes
from foodsave.kitchen.catalog.diets import Diet
from foodsave.kitchen.recipes import service
from foodsave.kitchen.recipes.finding import Sought, find_recipes
from foodsave.kitchen.recipes.presenting import present_recipe, summary_of
from foodsave.kitchen.recipes.schemas import RecipeAnswer, RecipeSummary

app = typer.Typer(no_args_is_help=True)
app.command("import")(import_recipes)
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


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
    found = at_home(lambda home: _found(home, sought))
    if as_json:
        for summary in found:
            typer.echo(json_line(summary.model_dump(mode="json")))
        return
    table = Table("id", "title", "course", "min", "diets", title=f"{len(found)} recipes", title_justify="left")
    for summary in found:
        diets = ", ".join(summary.diets)
        table.add_row(*map(cell, (summary.id, summary.title, summary.course or "", str(summary.minutes or ""), diets)))
    Console().print(table)


@app.command()
def show(
    recipe: Annotated[str, typer.Argument(help="The id of a recipe, as `list` shows it.")],
    people: Annotated[int | None, typer.Option(min=1, max=100, help="Make the amounts fit so many.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show a recipe, its amounts made to fit."""
    answer = at_home(lambda home: _one(home, recipe, people))
    if as_json:
        typer.echo(json_line(answer.model_dump(mode="json")))
        return
    console = Console(highlight=False)
    console.print(cell(answer.title), style="bold")
    console.print(cell(_facts(answer)), style="dim")
    for line in answer.ingredients:
        console.print(f"  - {cell(line.text)}")
    for number, step in enumerate(answer.steps, 1):
        console.print(f"{number}. {cell(step)}")


@app.command()
def delete(recipe: Annotated[str, typer.Argument(help="The id of a recipe of the household's own.")]) -> None:
    """Delete a recipe; a changed one becomes again what was shipped."""
    at_home(lambda home: _delete(home, recipe))
    typer.echo(visible(f"deleted {recipe}"))


async def _found(home: Home, sought: Sought) -> list[RecipeSummary]:
    async with home.reading() as scope:
        known = await service.every_recipe(scope)
    locale = home.household.locale
    return [summary_of(recipe, locale) for recipe in find_recipes(known, sought, locale, None, len(known))]


async def _one(home: Home, recipe_id: str, people: int | None) -> RecipeAnswer:
    async with home.reading() as scope:
        return present_recipe(await service.find_recipe(scope, recipe_id), home.household.locale, people)


async def _delete(home: Home, recipe_id: str) -> None:
    async with home.writing() as scope:
        await service.delete_recipe(scope, recipe_id)


def _facts(answer: RecipeAnswer) -> str:
    minutes = f"{answer.minutes} min" if answer.minutes is not None else "time unknown"
    unclear = ", ".join(answer.allergens.unclear)
    allergens = ", ".join(answer.allergens.contains) or "none known"
    doubt = f"; may be in: {unclear}" if unclear else ""
    return f"for {answer.people}, {minutes}; {', '.join(answer.diets) or 'no diet'}; allergens: {allergens}{doubt}"
