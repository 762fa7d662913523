"""`foodsave cook`: what can be cooked from what is at home, and cook it."""

from __future__ import annotations

from typing import Annotated

import typer

from foodsave.cli import dish_words
from foodsave.cli.console import AsJson, json_line
from foodsave.cli.household import Home, at_home
from foodsave.core.profiles.service import Locale
from foodsave.kitchen.catalog.diets import Diet
from foodsave.kitchen.catalog.foods import Allergen
from foodsave.kitchen.pantry.service import Journal
from foodsave.kitchen.recipes.cookable import Wanted
from foodsave.kitchen.recipes.cooking import Leftover, cook_recipe, proposed_deductions
from foodsave.kitchen.recipes.kitchen import Kitchen, Weighed
from foodsave.kitchen.recipes.presenting import present_cooked
from foodsave.kitchen.recipes.schemas import CookablePage, CookedAnswer
from foodsave.kitchen.recipes.wishes import wanted_foods

app = typer.Typer(no_args_is_help=True)
RecipeName = Annotated[str, typer.Argument(help="The id of a recipe, as `ideas` shows it.")]
_ASKED = {"pl": "Ugotować to i zdjąć ze stanu?", "en": "Cook it and take this from the pantry?"}
PeopleOption = Annotated[int | None, typer.Option(min=1, max=100, help="How many will eat.")]


@app.callback()
def cook() -> None:
    """See what can be cooked from what is at home, and cook it."""


@app.command()
def ideas(
    missing: Annotated[int, typer.Option(min=0, max=100, help="How many ingredients may have to be bought.")] = 2,
    people: PeopleOption = None,
    minutes: Annotated[int | None, typer.Option(min=1, help="Only what takes no longer.")] = None,
    diet: Annotated[list[Diet] | None, typer.Option(help="Only what suits it; may be repeated.")] = None,
    avoid: Annotated[list[Allergen] | None, typer.Option(help="An allergen to avoid; may be repeated.")] = None,
    use: Annotated[list[str] | None, typer.Option("--with", help="A food that must be in it; may be repeated.")] = None,
    without: Annotated[list[str] | None, typer.Option(help="A food that must not be in it.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 10,
    as_json: AsJson = False,
) -> None:
    """List dishes by the money that cooking them is expected to save."""
    wanted = Wanted(
        people=people,
        missing=missing,
        minutes=minutes,
        diets=frozenset(diet or ()),
        allergens=frozenset(avoid or ()),
        foods=wanted_foods(use or ()),
        without=wanted_foods(without or ()),
    )
    locale, page = at_home(lambda home: _cookable(home, wanted, limit))
    if as_json:
        for item in page.items:
            typer.echo(json_line(item.model_dump(mode="json")))
    else:
        dish_words.show(dish_words.ideas(locale, page))


@app.command()
def preview(recipe: RecipeName, people: PeopleOption = None, as_json: AsJson = False) -> None:
    """Show what cooking a recipe would take of which lot."""
    weighed = at_home(lambda home: _kitchen(home).weigh(recipe, people))
    if as_json:
        typer.echo(json_line(weighed.proposal().model_dump(mode="json")))
    else:
        dish_words.show(dish_words.proposal(weighed.explainer.locale, weighed.proposal()))


@app.command()
def make(
    recipe: RecipeName,
    people: PeopleOption = None,
    leftover: Annotated[int, typer.Option(min=0, max=100, help="Portions that are left over.")] = 0,
    freeze: Annotated[bool, typer.Option("--freeze", help="The leftover goes into the freezer.")] = False,
    by: Annotated[str | None, typer.Option("--by", help="Who cooked.")] = None,
    note: Annotated[str | None, typer.Option("--note", help="Why.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask; --json does not ask either.")] = False,
    as_json: AsJson = False,
) -> None:
    """Cook a recipe: take its ingredients, keep what is left over. `foodsave pantry undo` takes it back."""
    weighed = at_home(lambda home: _kitchen(home).weigh(recipe, people))
    locale = weighed.explainer.locale
    if not as_json:
        dish_words.show(dish_words.proposal(locale, weighed.proposal()))
    if not (yes or as_json):
        typer.confirm(_ASKED[locale], abort=True)
    kept = Leftover(leftover, "freezer" if freeze else "fridge") if leftover else None
    cooked = at_home(lambda home: _cook(home, weighed, recipe, kept, Journal(home.today, by, note)))
    if as_json:
        typer.echo(json_line(cooked.model_dump(mode="json")))
        return
    dish_words.show(dish_words.cooked_dish(locale, cooked))


async def _cookable(home: Home, wanted: Wanted, limit: int) -> tuple[Locale, CookablePage]:
    return home.household.locale, await _kitchen(home).cookable(wanted, limit)


async def _cook(home: Home, weighed: Weighed, recipe_id: str, kept: Leftover | None, journal: Journal) -> CookedAnswer:
    async with home.writing() as scope:
        cooked = await cook_recipe(
            scope,
            home.services.clock,
            journal,
            weighed.recipe,
            people=weighed.found.people,
            deductions=proposed_deductions(weighed.found),
            leftover=kept,
            title=weighed.recipe.title(home.household.locale),
        )
    return present_cooked(cooked, recipe_id, weighed.found.people)


def _kitchen(home: Home) -> Kitchen:
    return Kitchen(home.querying, home.household, home.today)
