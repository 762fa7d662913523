"""Imports on a terminal: recipes of others, and what Grocy knows.

Mounted by `foodsave recipes` and `foodsave pantry`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import anyio
import typer
from rich.console import Console
from rich.table import Table

from foodsave.cli.console import AsJson, cell, json_line, visible
from foodsave.cli.household import Home, at_home
from foodsave.errors import Conflict, Invalid, NotFound, TooLarge
from foodsave.kitchen.pantry.service import Journal
from foodsave.kitchen.recipes.importing.grocy import GrocyImportAnswer, apply_grocy, preview_grocy, read_grocy
from foodsave.kitchen.recipes.importing.grocy_file import GROCY_BYTES
from foodsave.kitchen.recipes.importing.limits import FILE_BYTES
from foodsave.kitchen.recipes.importing.page import PAGE_TYPES
from foodsave.kitchen.recipes.importing.previewing import RecipeImportAnswer, preview_import, read_import, save_import


def import_recipes(
    source: Annotated[str, typer.Argument(help="A file, or the address of a page.", metavar="FILE|URL")],
    save: Annotated[bool, typer.Option("--save", help="Keep the recipes; without it they are only shown.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read recipes of a page, a saved page, Mealie, Tandoor, Cooklang, Markdown or text."""
    answer = at_home(lambda home: _recipes(home, source, save))
    if as_json:
        typer.echo(json_line(answer.model_dump(mode="json")))
        return
    console = Console(highlight=False)
    for recipe in answer.recipes:
        console.print(cell(recipe.title), style="bold")
        assumed = " (assumed)" if recipe.servings_assumed else ""
        console.print(cell(f"{recipe.outcome}, for {recipe.servings}{assumed}, {recipe.id or 'not kept'}"), style="dim")
        for line in recipe.ingredients:
            amount = f"{line.amount.amount} {line.amount.unit.value} " if line.amount else ""
            understood = line.why or f"{amount}{line.name}"
            console.print(f"  - {cell(line.text)}  [{'yellow' if line.why else 'dim'}]{cell(understood)}[/]")
        for number, step in enumerate(recipe.steps, 1):
            console.print(f"{number}. {cell(step)}")
    for refused in answer.refused:
        console.print(cell(f"{refused.title}: {refused.reason}"), style="yellow")
    if not save:
        console.print("Nothing was kept; add --save.", style="dim")


def import_grocy(
    file: Annotated[Path, typer.Argument(help="Grocy's data/grocy.db, copied while Grocy is stopped.", metavar="FILE")],
    apply: Annotated[bool, typer.Option("--apply", help="Bring everything; without it it is only shown.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring stock, products and recipes of Grocy in one transaction that can be undone."""
    answer = at_home(lambda home: _grocy(home, file, apply))
    if as_json:
        typer.echo(json_line(answer.model_dump(mode="json")))
        return
    console = Console(highlight=False)
    console.print(_lots(answer))
    for recipe in answer.recipes:
        console.print(cell(f"{recipe.title}: {recipe.outcome}, {recipe.unmapped} ingredient(s) unclear"))
    for item in answer.unmapped:
        console.print(cell(f"{item.what} {item.name}: {item.why}"), style="yellow")
    done = f"Brought in transaction {answer.transaction_id}." if apply else "Nothing was changed; add --apply."
    console.print(done, style="dim")


async def _recipes(home: Home, source: str, save: bool) -> RecipeImportAnswer:
    if source.lower().startswith(("http://", "https://")):
        page = await home.services.web.fetch(source, accepted=PAGE_TYPES)
        found = await read_import(page.content, media_type=page.media_type, url=page.url)
    else:
        content = await anyio.to_thread.run_sync(file_content, Path(source), FILE_BYTES)
        found = await read_import(content, filename=visible(Path(source).name))
    locale = home.household.locale
    if not save:
        async with home.reading() as scope:
            return await preview_import(scope, locale, found)
    async with home.writing() as scope:
        return await save_import(scope, home.services.clock, locale, found)


async def _grocy(home: Home, file: Path, apply: bool) -> GrocyImportAnswer:
    content = await anyio.to_thread.run_sync(_database, file)
    found = await read_grocy(content, home.today)
    if not apply:
        async with home.reading() as scope:
            return await preview_grocy(scope, home.household, found)
    async with home.writing() as scope:
        return await apply_grocy(scope, home.services.clock, home.household, found, Journal(home.today))


def _database(file: Path) -> bytes:
    """Return a database that nobody writes: what Grocy has not put into the file yet would be lost silently."""
    for suffix in ("-wal", "-journal"):
        log = file.with_name(file.name + suffix)
        if log.is_file() and log.stat().st_size > 0:
            raise Conflict(f"{visible(log.name)} stands beside it: stop Grocy and try again", code="database_in_use")
    return file_content(file, GROCY_BYTES)


def file_content(file: Path, limit_bytes: int) -> bytes:
    """Return the bytes of a file, at most so many."""
    name = visible(str(file))
    try:
        with file.open("rb") as source:
            content = source.read(limit_bytes + 1)
    except FileNotFoundError as error:
        raise NotFound(f"there is no file {name}") from error
    except OSError as error:
        raise Invalid(f"{name} cannot be read: {error.strerror}", code="unreadable_file") from error
    if len(content) > limit_bytes:
        raise TooLarge(f"{name} is larger than {limit_bytes} bytes", code="file_too_large")
    return content


def _lots(answer: GrocyImportAnswer) -> Table:
    table = Table("product", "amount", "place", "bought", "printed", "paid", title=f"{len(answer.lots)} lots")
    for lot in answer.lots:
        paid = f"{lot.price_paid.amount} {lot.price_paid.currency}" if lot.price_paid else ""
        amount = f"{lot.amount.amount} {lot.amount.unit.value}"
        dates = (lot.purchased_on.isoformat(), lot.printed_on.isoformat() if lot.printed_on else "")
        table.add_row(*map(cell, (lot.product, amount, lot.place, *dates, paid)))
    return table
