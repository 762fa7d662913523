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
from foodsave.core.profiles.service import Locale
from foodsave.errors import Conflict, Invalid, NotFound, TooLarge
from foodsave.kitchen.pantry.naming import place_name
from foodsave.kitchen.pantry.service import Journal
from foodsave.kitchen.recipes.importing.grocy import GrocyImportAnswer, apply_grocy, preview_grocy, read_grocy
from foodsave.kitchen.recipes.importing.grocy_file import GROCY_BYTES
from foodsave.kitchen.recipes.importing.limits import FILE_BYTES
from foodsave.kitchen.recipes.importing.page import PAGE_TYPES
from foodsave.kitchen.recipes.importing.previewing import RecipeImportAnswer, preview_import, read_import, save_import

_TEXTS = {
    "pl": {
        "created": "zapisany",
        "known": "był już wcześniej",
        "new": "nowy",
        "for": "dla {}",
        "assumed": " (założone)",
        "not kept": "niezapisany",
        "nothing kept": "Niczego nie zapisano; dodaj --save.",
        "unclear": "{}: {}, niezrozumiałe składniki: {}",
        "brought": "Wczytano. Cofnięcie: foodsave pantry undo {}",
        "nothing changed": "Niczego nie zmieniono; dodaj --apply.",
        "lots": "Partie: {}",
    },
    "en": {
        "created": "kept",
        "known": "known already",
        "new": "new",
        "for": "for {}",
        "assumed": " (assumed)",
        "not kept": "not kept",
        "nothing kept": "Nothing was kept; add --save.",
        "unclear": "{}: {}, ingredients not understood: {}",
        "brought": "Brought. Undo: foodsave pantry undo {}",
        "nothing changed": "Nothing was changed; add --apply.",
        "lots": "Lots: {}",
    },
}
_HEADS = {
    "pl": ("produkt", "ile", "gdzie", "kupione", "data z opakowania", "cena"),
    "en": ("product", "amount", "place", "bought", "printed", "paid"),
}


def import_recipes(
    source: Annotated[str, typer.Argument(help="A file, or the address of a page.", metavar="FILE|URL")],
    save: Annotated[bool, typer.Option("--save", help="Keep the recipes; without it they are only shown.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read recipes of a page, a saved page, Mealie, Tandoor, Cooklang, Markdown or text."""
    locale, answer = at_home(lambda home: _recipes(home, source, save))
    if as_json:
        typer.echo(json_line(answer.model_dump(mode="json")))
        return
    console, say = Console(highlight=False), _TEXTS[locale]
    for recipe in answer.recipes:
        console.print(cell(recipe.title), style="bold")
        servings = f"{recipe.servings}{say['assumed'] if recipe.servings_assumed else ''}"
        facts = (say[recipe.outcome], say["for"].format(servings), recipe.id or say["not kept"])
        console.print(cell(", ".join(facts)), style="dim")
        for line in recipe.ingredients:
            amount = f"{line.amount.amount} {line.amount.unit.value} " if line.amount else ""
            understood = line.why or f"{amount}{line.name}"
            console.print(f"  - {cell(line.text)}  [{'yellow' if line.why else 'dim'}]{cell(understood)}[/]")
        for number, step in enumerate(recipe.steps, 1):
            console.print(f"{number}. {cell(step)}")
    for refused in answer.refused:
        console.print(cell(f"{refused.title}: {refused.reason}"), style="yellow")
    if not save:
        console.print(say["nothing kept"], style="dim")


def import_grocy(
    file: Annotated[Path, typer.Argument(help="Grocy's data/grocy.db, copied while Grocy is stopped.", metavar="FILE")],
    apply: Annotated[bool, typer.Option("--apply", help="Bring everything; without it it is only shown.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring stock, products and recipes of Grocy in one transaction that can be undone."""
    locale, answer = at_home(lambda home: _grocy(home, file, apply))
    if as_json:
        typer.echo(json_line(answer.model_dump(mode="json")))
        return
    console, say = Console(highlight=False), _TEXTS[locale]
    console.print(_lots(locale, answer))
    for recipe in answer.recipes:
        console.print(cell(say["unclear"].format(recipe.title, say[recipe.outcome], recipe.unmapped)))
    for item in answer.unmapped:
        console.print(cell(f"{item.name}: {item.why}"), style="yellow")
    console.print(say["brought"].format(answer.transaction_id) if apply else say["nothing changed"], style="dim")


async def _recipes(home: Home, source: str, save: bool) -> tuple[Locale, RecipeImportAnswer]:
    if source.lower().startswith(("http://", "https://")):
        page = await home.services.web.fetch(source, accepted=PAGE_TYPES)
        found = await read_import(page.content, media_type=page.media_type, url=page.url)
    else:
        content = await anyio.to_thread.run_sync(file_content, Path(source), FILE_BYTES)
        found = await read_import(content, filename=visible(Path(source).name))
    locale = home.household.locale
    if not save:
        async with home.reading() as scope:
            return locale, await preview_import(scope, locale, found)
    async with home.writing() as scope:
        return locale, await save_import(scope, home.services.clock, locale, found)


async def _grocy(home: Home, file: Path, apply: bool) -> tuple[Locale, GrocyImportAnswer]:
    content = await anyio.to_thread.run_sync(_database, file)
    found = await read_grocy(content, home.today)
    if not apply:
        async with home.reading() as scope:
            return home.household.locale, await preview_grocy(scope, home.household, found)
    async with home.writing() as scope:
        brought = await apply_grocy(scope, home.services.clock, home.household, found, Journal(home.today))
    return home.household.locale, brought


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


def _lots(locale: Locale, answer: GrocyImportAnswer) -> Table:
    table = Table(*_HEADS[locale], title=_TEXTS[locale]["lots"].format(len(answer.lots)), title_justify="left")
    for lot in answer.lots:
        paid = f"{lot.price_paid.amount} {lot.price_paid.currency}" if lot.price_paid else ""
        amount = f"{lot.amount.amount} {lot.amount.unit.value}"
        dates = (lot.purchased_on.isoformat(), lot.printed_on.isoformat() if lot.printed_on else "")
        table.add_row(*map(cell, (lot.product, amount, place_name(lot.place, locale), *dates, paid)))
    return table
