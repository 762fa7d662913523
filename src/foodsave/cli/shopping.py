"""`foodsave shopping`: lists of what to buy."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from foodsave.cli.console import AsJson, cell, json_line
from foodsave.cli.household import Home, at_home
from foodsave.core.profiles.service import Locale
from foodsave.errors import Invalid, NotFound
from foodsave.infra.db.scope import Scope
from foodsave.kit.quantity import Quantity
from foodsave.kit.text import fold
from foodsave.kitchen.planning import service
from foodsave.kitchen.planning.models import ShoppingItemRow, ShoppingListRow
from foodsave.kitchen.planning.presenting import default_name, present_list
from foodsave.kitchen.planning.repository import PlanningRepository
from foodsave.kitchen.planning.schemas import ShoppingListAnswer
from foodsave.kitchen.planning.things import thing_named

app = typer.Typer(no_args_is_help=True)
MOST_SHOWN = 200
WhichList = Annotated[
    str | None, typer.Option("--list", help="A list by its name or the end of its id; else the newest.")
]
Change = Callable[[Home, Scope, str], Awaitable[None]]
Shown = tuple[Locale, ShoppingListAnswer]
_TEXTS = {
    "pl": {
        "list": ("", "co", "opakowania", "dlaczego"),
        "lists": ("id", "nazwa", "zmieniona"),
        "none": "Nie ma jeszcze listy zakupów. Dodaj coś: foodsave shopping add mleko 1l",
        "empty": "Na tej liście nic nie ma. Dodaj coś: foodsave shopping add mleko 1l",
    },
    "en": {
        "list": ("", "what", "packs", "why"),
        "lists": ("id", "name", "changed"),
        "none": "There is no shopping list yet. Add something: foodsave shopping add milk 1l",
        "empty": "Nothing is on this list. Add something: foodsave shopping add milk 1l",
    },
}


@app.callback()
def shopping() -> None:
    """See and change what there is to buy."""


@app.command()
def show(which: WhichList = None, as_json: AsJson = False) -> None:
    """Show a list with why each thing is on it."""
    _print(at_home(lambda home: _shown(home, which)), as_json)


@app.command()
def lists(as_json: AsJson = False) -> None:
    """Show all lists, newest first."""
    locale, found = at_home(_all)
    if as_json:
        for row in found:
            typer.echo(json_line({"id": row.id, "name": row.name, "updated_at": row.updated_at.isoformat()}))
        return
    if not found:
        typer.echo(_TEXTS[locale]["none"])
        return
    table = Table(*_TEXTS[locale]["lists"])
    for row in found:
        table.add_row(row.id, cell(row.name), f"{row.updated_at:%Y-%m-%d %H:%M}")
    Console().print(table)


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="What to buy.")],
    amount: Annotated[str | None, typer.Argument(help='How much, such as "2 l", "300 g" or "6 szt".')] = None,
    which: WhichList = None,
    as_json: AsJson = False,
) -> None:
    """Put something on a list, a new one when there is none."""
    quantity = None if amount is None else _quantity(amount)

    async def change(home: Home, scope: Scope, list_id: str) -> None:
        await service.add_item(scope, home.services.clock, list_id, await thing_named(scope, name), quantity)

    _print(at_home(lambda home: _changed(home, which, change, make=True)), as_json)


@app.command()
def fill(
    recipes: Annotated[
        list[str] | None, typer.Argument(help="Recipes by id, as `foodsave recipes list` shows.")
    ] = None,
    people: Annotated[int | None, typer.Option(min=1, max=100, help="How many will eat.")] = None,
    minimum: Annotated[bool, typer.Option("--minimum", help="Also what is below its minimum stock.")] = False,
    new: Annotated[bool, typer.Option("--new", help="On a new list.")] = False,
    which: WhichList = None,
    as_json: AsJson = False,
) -> None:
    """Add what dishes lack and what is below its minimum stock, less what is at home."""
    if not (recipes or minimum):
        raise Invalid("name at least one recipe, or --minimum", code="nothing_to_fill")
    dishes = [service.DishWanted(recipe_id, people) for recipe_id in recipes or ()]

    async def change(home: Home, scope: Scope, list_id: str) -> None:
        await service.fill_list(
            scope,
            home.services.clock,
            list_id,
            dishes,
            minimum=minimum,
            today=home.today,
            locale=home.household.locale,
        )

    _print(at_home(lambda home: _changed(home, which, change, make=True, new=new)), as_json)


@app.command()
def done(
    items: Annotated[list[str], typer.Argument(help="Items by number, name or the end of their id.")],
    not_yet: Annotated[bool, typer.Option("--not", help="They are still to be bought.")] = False,
    which: WhichList = None,
    as_json: AsJson = False,
) -> None:
    """Tick items off; what was bought comes into the pantry with its receipt."""

    async def change(home: Home, scope: Scope, list_id: str) -> None:
        row, rows = await service.require_list(scope, list_id)
        shown = [item.id for item in present_list(row, rows, home.household.locale).items]
        chosen = [_item(rows, shown, wanted) for wanted in items]
        for item_id in chosen:
            await service.change_item(scope, home.services.clock, list_id, item_id, {"done": not not_yet})

    _print(at_home(lambda home: _changed(home, which, change)), as_json)


@app.command()
def remove(
    item: Annotated[str, typer.Argument(help="An item by number, name or the end of its id.")],
    which: WhichList = None,
    as_json: AsJson = False,
) -> None:
    """Take an item off its list."""

    async def change(home: Home, scope: Scope, list_id: str) -> None:
        row, rows = await service.require_list(scope, list_id)
        shown = [one.id for one in present_list(row, rows, home.household.locale).items]
        await service.remove_item(scope, home.services.clock, list_id, _item(rows, shown, item))

    _print(at_home(lambda home: _changed(home, which, change)), as_json)


async def _all(home: Home) -> tuple[Locale, list[ShoppingListRow]]:
    async with home.reading() as scope:
        return home.household.locale, await PlanningRepository(scope).newest(None, MOST_SHOWN)


async def _shown(home: Home, which: str | None) -> Shown:
    async with home.reading() as scope:
        row, items = await service.require_list(scope, await _list_id(scope, which))
    return home.household.locale, present_list(row, items, home.household.locale)


async def _changed(home: Home, which: str | None, change: Change, *, make: bool = False, new: bool = False) -> Shown:
    async with home.writing() as scope:
        lists_there = await PlanningRepository(scope).count_lists()
        if new or (make and which is None and not lists_there):
            name = default_name(home.today, home.household.locale)
            list_id = (await service.create_list(scope, home.services.clock, name)).id
        else:
            list_id = await _list_id(scope, which)
        await change(home, scope, list_id)
        row, items = await service.require_list(scope, list_id)
    return home.household.locale, present_list(row, items, home.household.locale)


async def _list_id(scope: Scope, which: str | None) -> str:
    rows = await PlanningRepository(scope).newest(None, MOST_SHOWN)
    if which is not None:
        rows = [row for row in rows if row.id.endswith(which) or fold(row.name) == fold(which)]
    if not rows:
        known = f"there is no shopping list {which}; see `foodsave shopping lists`"
        raise NotFound(known if which else "there is no shopping list yet; make one: foodsave shopping add milk 1l")
    if which is not None and len(rows) > 1:
        raise Invalid(f"{len(rows)} shopping lists are called {which!r}; name it by its id", code="ambiguous")
    return rows[0].id


def _item(rows: list[ShoppingItemRow], shown: list[str], wanted: str) -> str:
    """Return the item that people mean by its number in `shown`, its name or the end of its id."""
    if wanted.isdecimal() and 0 < int(wanted) <= len(shown):
        return shown[int(wanted) - 1]
    found = [row for row in rows if fold(row.name) == fold(wanted) or row.id.endswith(wanted)]
    if not found:
        raise NotFound(f"nothing on this list is called {wanted!r}")
    if len(found) > 1:
        raise Invalid(f"{len(found)} items are called {wanted!r}; use the number", code="ambiguous")
    return found[0].id


def _quantity(text: str) -> Quantity:
    found = re.fullmatch(r"\s*([0-9]+(?:[.,][0-9]+)?)\s*(\S+)\s*", text)
    if found is None:
        raise Invalid(f'{text!r} is not an amount; write it like "2 l", "300 g" or "6 szt"', code="invalid_quantity")
    return Quantity.parse(found[1], found[2])


def _print(shown: Shown, as_json: bool) -> None:
    locale, answer = shown
    if as_json:
        typer.echo(json_line(answer.model_dump(mode="json")))
        return
    if not answer.items:
        typer.echo(_TEXTS[locale]["empty"])
        return
    table = Table(*_TEXTS[locale]["list"], title=cell(answer.name), title_justify="left")
    for number, item in enumerate(answer.items, 1):
        packs = f"{item.packs.count} x {item.packs.each.amount} {item.packs.each.unit}" if item.packs else ""
        why = "; ".join(dict.fromkeys(reason.text for reason in item.reasons))
        mark = f"{number} \N{CHECK MARK}" if item.done else str(number)
        table.add_row(mark, cell(item.text), packs, cell(why), style="dim" if item.done else None)
    Console().print(table)
