"""`foodsave insights`: what became of food, what was spent, what things cost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

from foodsave.cli import insight_tables as tables
from foodsave.cli.console import AsJson, json_line
from foodsave.cli.household import Home, at_home
from foodsave.cli.pantry_words import read_day
from foodsave.core.profiles.service import Locale
from foodsave.errors import NotFound
from foodsave.kitchen.insights import service
from foodsave.kitchen.insights.period import Period
from foodsave.kitchen.insights.presenting import present_prices, present_spending, present_waste
from foodsave.kitchen.insights.schemas import PricesAnswer, SpendingAnswer, WasteAnswer
from foodsave.kitchen.insights.spending import SpendingBy
from foodsave.kitchen.insights.waste import WasteBy

app = typer.Typer(no_args_is_help=True)
First = Annotated[date | None, typer.Option("--from", parser=read_day, metavar="DAY", help="The first day, included.")]
Last = Annotated[date | None, typer.Option("--to", parser=read_day, metavar="DAY", help="The last day, included.")]


@app.callback()
def insights() -> None:
    """Tell what became of food and money; every figure rests on rows."""


@app.command()
def waste(
    first: First = None,
    last: Last = None,
    by: Annotated[WasteBy, typer.Option(help="What to sum by.")] = "month",
    as_json: AsJson = False,
) -> None:
    """Tell what was eaten, frozen and thrown away, in prices really paid."""
    locale, answer = at_home(lambda home: _waste(home, Period(first, last), by))
    _print(answer, [tables.waste_table(locale, answer)], as_json)


@app.command()
def spending(
    first: First = None,
    last: Last = None,
    by: Annotated[SpendingBy, typer.Option(help="What to sum by.")] = "month",
    as_json: AsJson = False,
) -> None:
    """Tell what confirmed receipts cost, after discounts."""
    locale, answer = at_home(lambda home: _spending(home, Period(first, last), by))
    _print(answer, [tables.spending_table(locale, answer)], as_json)


@app.command()
def prices(
    product: Annotated[list[str], typer.Argument(help="Words of the product's name.")],
    first: First = None,
    last: Last = None,
    as_json: AsJson = False,
) -> None:
    """Tell what was really paid for a product, store by store, per kilogram, litre or piece."""
    locale, answer = at_home(lambda home: _prices(home, Period(first, last), " ".join(product)))
    _print(answer, tables.price_tables(locale, answer), as_json)


async def _waste(home: Home, period: Period, by: WasteBy) -> tuple[Locale, WasteAnswer]:
    locale = home.household.locale
    async with home.reading() as scope:
        return locale, present_waste(await service.waste(scope, period, by), locale)


async def _spending(home: Home, period: Period, by: SpendingBy) -> tuple[Locale, SpendingAnswer]:
    locale = home.household.locale
    async with home.reading() as scope:
        found = await service.spending(scope, period, by, currency=home.household.currency)
    return locale, present_spending(found, locale)


async def _prices(home: Home, period: Period, words: str) -> tuple[Locale, PricesAnswer]:
    async with home.reading() as scope:
        products = await service.find_products(scope, words)
        if not products:
            raise NotFound(f"no product is called {words!r}; try fewer words")
        wanted = [product.id for product in products]
        found = await service.price_history(scope, wanted, period, currency=home.household.currency)
    return home.household.locale, present_prices(found, period)


def _print(answer: BaseModel, shown: Iterable[Table | str], as_json: bool) -> None:
    if as_json:
        typer.echo(json_line(answer.model_dump(mode="json", by_alias=True)))
        return
    console = Console()
    for one in shown:
        console.print(one)
