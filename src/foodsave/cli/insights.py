"""`foodsave insights`: what became of food, what was spent, what things cost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

from foodsave.cli.console import cell, json_line
from foodsave.cli.household import Home, at_home
from foodsave.errors import NotFound
from foodsave.kit.wire import MoneyAnswer
from foodsave.kitchen.insights import service
from foodsave.kitchen.insights.period import Period
from foodsave.kitchen.insights.presenting import present_prices, present_spending, present_waste
from foodsave.kitchen.insights.schemas import FigureAnswer, PricePoint, PricesAnswer, SpendingAnswer, WasteAnswer

app = typer.Typer(no_args_is_help=True)
First = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day, included.")]
Last = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day, included.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@app.callback()
def insights() -> None:
    """Tell what became of food and money; every figure rests on rows."""


@app.command()
def waste(
    first: First = None,
    last: Last = None,
    by: Annotated[Literal["month", "category", "reason", "product"], typer.Option()] = "month",
    as_json: AsJson = False,
) -> None:
    """Tell what was eaten, frozen and thrown away, in prices really paid."""
    answer = at_home(lambda home: _waste(home, _period(first, last), by))
    if as_json:
        _print_json(answer)
        return
    table = Table(by, "eaten", "frozen", "thrown", "of all thrown", title="What became of food", title_justify="left")
    for item in answer.items:
        shares = ", ".join(f"{share.of_all_thrown} {share.currency}" for share in item.shares if share.of_all_thrown)
        table.add_row(*map(cell, (item.name, *map(_figure, (item.eaten, item.frozen, item.thrown)), shares)))
    table.add_section()
    table.add_row("total", *map(_figure, (answer.eaten, answer.frozen, answer.thrown)), "")
    Console().print(table)


@app.command()
def spending(
    first: First = None,
    last: Last = None,
    by: Annotated[Literal["month", "store", "category", "product"], typer.Option()] = "month",
    as_json: AsJson = False,
) -> None:
    """Tell what confirmed receipts cost, after discounts."""
    answer = at_home(lambda home: _spending(home, _period(first, last), by))
    if as_json:
        _print_json(answer)
        return
    table = Table(by, "spent", "receipts", title="What was spent", title_justify="left")
    for item in answer.items:
        table.add_row(cell(item.name), _money(item.spent.money), str(item.spent.receipts.count))
    table.add_section()
    table.add_row("total", _money(answer.total.money), str(answer.total.receipts.count))
    if answer.deposits.money:
        table.add_row("deposits, on top", _money(answer.deposits.money), str(answer.deposits.receipts.count))
    if answer.without_total.money:
        legible = str(answer.without_total.receipts.count)
        table.add_row("of it without a legible total", _money(answer.without_total.money), legible)
    Console().print(table)


@app.command()
def prices(
    product: Annotated[list[str], typer.Argument(help="Words of the product's name.")],
    first: First = None,
    last: Last = None,
    as_json: AsJson = False,
) -> None:
    """Tell what was really paid for a product, store by store, per kilogram, litre or piece."""
    answer = at_home(lambda home: _prices(home, _period(first, last), " ".join(product)))
    if as_json:
        _print_json(answer)
        return
    for history in answer.items:
        table = Table("store", "per", "last", "lowest", "median", "times", title=cell(history.product.name))
        for store in history.stores:
            figures = (_point(store.last), _point(store.lowest), _money([store.median]), str(len(store.history)))
            table.add_row(cell(store.store or "-"), store.per, *figures)
        Console().print(table)


async def _waste(home: Home, period: Period, by: Literal["month", "category", "reason", "product"]) -> WasteAnswer:
    async with home.reading() as scope:
        return present_waste(await service.waste(scope, period, by), home.household.locale)


async def _spending(home: Home, period: Period, by: Literal["month", "store", "category", "product"]) -> SpendingAnswer:
    async with home.reading() as scope:
        found = await service.spending(scope, period, by, currency=home.household.currency)
    return present_spending(found, home.household.locale)


async def _prices(home: Home, period: Period, words: str) -> PricesAnswer:
    async with home.reading() as scope:
        products = await service.find_products(scope, words)
        if not products:
            raise NotFound(f"no product is called {words!r}; try fewer words")
        wanted = [product.id for product in products]
        found = await service.price_history(scope, wanted, period, currency=home.household.currency)
    return present_prices(found, period)


def _period(first: datetime | None, last: datetime | None) -> Period:
    return Period(first.date() if first else None, last.date() if last else None)


def _print_json(answer: BaseModel) -> None:
    typer.echo(json_line(answer.model_dump(mode="json", by_alias=True)))


def _figure(figure: FigureAnswer) -> str:
    known = _money(figure.money)
    return f"{known} + {figure.unknown.events} of unknown price" if figure.unknown.events else known


def _money(money: Iterable[MoneyAnswer]) -> str:
    return ", ".join(f"{one.amount} {one.currency}" for one in money) or "0"


def _point(point: PricePoint) -> str:
    return f"{_money([point.unit_price])} ({point.date})"
