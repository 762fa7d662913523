"""`foodsave pantry`: what is at home, and what people do with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import typer
from rich.console import Console

from foodsave.cli import pantry_tables as tables
from foodsave.cli.console import AsJson, json_line
from foodsave.cli.household import Home, at_home
from foodsave.cli.pantry_words import lot_meant, read_day, read_price, read_quantity, transaction_meant
from foodsave.cli.recipe_imports import import_grocy
from foodsave.core.profiles.service import Locale
from foodsave.errors import Invalid
from foodsave.infra.db.scope import Scope
from foodsave.kit.quantity import Quantity
from foodsave.kit.wire import Place
from foodsave.kitchen.catalog.service import match_names
from foodsave.kitchen.pantry.adding import Bought, add_by_name, product_facts
from foodsave.kitchen.pantry.changes import DiscardReason
from foodsave.kitchen.pantry.models import LotRow
from foodsave.kitchen.pantry.presenting import present_lot
from foodsave.kitchen.pantry.repository import LotList
from foodsave.kitchen.pantry.schemas import LotAnswer, PostingAnswer, TransactionAnswer
from foodsave.kitchen.pantry.service import Journal, Ledger, Posting, Take
from foodsave.kitchen.pantry.viewing import view_lot, view_posting, view_transactions
from foodsave.kitchen.receipts.service import undo_transaction

app = typer.Typer(no_args_is_help=True)
app.command("import-grocy")(import_grocy)

LotName = Annotated[str, typer.Argument(metavar="LOT", help="Its id, a part of that, or the name of a product.")]
Amount = Annotated[str, typer.Argument(help="Such as 300 g, 2 szt or all.")]
AmountNeeded = Annotated[str, typer.Argument(help="Such as 300 g or 2 szt.")]
PlaceOption = Annotated[Place | None, typer.Option(help="Where it is kept.")]
Day = Annotated[date | None, typer.Option(parser=read_day, metavar="DAY", help="When, if not today (2026-03-09).")]
BoughtOn = Annotated[date | None, typer.Option(parser=read_day, metavar="DAY", help="When it was bought.")]
UseBy = Annotated[date | None, typer.Option(parser=read_day, metavar="DAY", help="The printed use-by date.")]
BestBefore = Annotated[date | None, typer.Option(parser=read_day, metavar="DAY", help="The printed best-before date.")]
Price = Annotated[str | None, typer.Option(help="What all of it cost, such as 3.99 or 3.99 EUR.")]
Who = Annotated[str | None, typer.Option("--by", help="Who did it.")]
Why = Annotated[str | None, typer.Option("--note", help="Why.")]
_ID_LENGTH = 36
Work = Callable[[Home, Scope, Journal], Awaitable[Posting]]


@dataclass(frozen=True, slots=True)
class Note:
    """Who did something, why and when, as the options of a command tell it."""

    who: str | None
    why: str | None
    on: date | None = None


@app.callback()
def pantry() -> None:
    """See what is at home; add, eat, throw away, open, freeze, thaw, move, split, correct, undo."""


@app.command("list")
def list_lots(
    words: Annotated[str | None, typer.Argument(help="Words of a product's name.")] = None,
    place: PlaceOption = None,
    before: Annotated[
        date | None, typer.Option(parser=read_day, metavar="DAY", help="Only what to use before this day.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 200,
    as_json: AsJson = False,
) -> None:
    """List what is at home, what to use first at the top."""

    async def read(home: Home) -> tuple[list[LotAnswer], Locale, date]:
        rows = await LotList(home.querying).page(place=place, words=words, expires_before=before, limit=limit)
        locale = home.household.locale
        return [LotAnswer.model_validate(present_lot(row, locale)) for row in rows], locale, home.today

    lots, locale, today = at_home(read)
    if as_json:
        for lot in lots:
            typer.echo(json_line(lot.model_dump(mode="json")))
    elif lots:
        Console().print(tables.lots_table(locale, lots, today))
    else:
        typer.echo(tables.text(locale, "unfound" if words or place or before else "empty"))


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="What the household calls it.")],
    amount: AmountNeeded,
    place: PlaceOption = None,
    bought: BoughtOn = None,
    use_by: UseBy = None,
    best_before: BestBefore = None,
    price: Price = None,
    by: Who = None,
    note: Why = None,
    as_json: AsJson = False,
) -> None:
    """Add food that was not on a receipt."""
    quantity, matched = _some(read_quantity(amount)), match_names(None, [name])[0]
    printed_on, printed_kind = _printed(use_by, best_before)

    async def work(home: Home, scope: Scope, journal: Journal) -> Posting:
        paid = Bought(purchased_on=bought, printed_on=printed_on, printed_kind=printed_kind)
        if price is not None:
            paid["price_minor"], paid["currency"] = read_price(price, home.household.currency)
        return await add_by_name(scope, home.services.clock, journal, name, quantity, place, matched=matched, **paid)

    _post(work, Note(by, note), as_json)


@app.command()
def consume(
    lot: LotName, amount: Amount = "all", on: Day = None, by: Who = None, note: Why = None, as_json: AsJson = False
) -> None:
    """Take what was eaten; of a product by its name, first from what to use first."""

    async def work(home: Home, scope: Scope, journal: Journal) -> Posting:
        row, ledger = await lot_meant(scope, lot), Ledger(scope, home.services.clock, journal)
        quantity = read_quantity(amount, row.unit)
        if quantity is None or _is_id(lot, row):
            return await ledger.consume([Take(row.id, quantity)])
        return await ledger.consume_product([row.product_id], quantity)

    _post(work, Note(by, note, on), as_json)


@app.command()
def discard(
    lot: LotName,
    amount: Amount = "all",
    reason: Annotated[DiscardReason, typer.Option(help="Why it is thrown away.")] = "spoiled",
    on: Day = None,
    by: Who = None,
    note: Why = None,
    as_json: AsJson = False,
) -> None:
    """Take what was thrown away, and why."""
    _change(
        lot, amount, lambda ledger, row, part: ledger.discard([Take(row.id, part)], reason), Note(by, note, on), as_json
    )


@app.command("open")
def open_lot(
    lot: LotName, amount: Amount = "all", on: Day = None, by: Who = None, note: Why = None, as_json: AsJson = False
) -> None:
    """Open a lot, or a part of it."""
    _change(lot, amount, lambda ledger, row, part: ledger.open(row.id, part), Note(by, note, on), as_json)


@app.command()
def freeze(
    lot: LotName, amount: Amount = "all", on: Day = None, by: Who = None, note: Why = None, as_json: AsJson = False
) -> None:
    """Put a lot, or a part of it, into the freezer."""
    _change(lot, amount, lambda ledger, row, part: ledger.freeze(row.id, part), Note(by, note, on), as_json)


@app.command()
def thaw(
    lot: LotName,
    amount: Amount = "all",
    place: Annotated[Place, typer.Option(help="Where it thaws.")] = "fridge",
    on: Day = None,
    by: Who = None,
    note: Why = None,
    as_json: AsJson = False,
) -> None:
    """Take a lot, or a part of it, out of the freezer."""
    _change(lot, amount, lambda ledger, row, part: ledger.thaw(row.id, part, place=place), Note(by, note, on), as_json)


@app.command()
def move(
    lot: LotName,
    place: Annotated[Place, typer.Argument(help="Where it goes.")],
    amount: Amount = "all",
    on: Day = None,
    by: Who = None,
    note: Why = None,
    as_json: AsJson = False,
) -> None:
    """Put a lot, or a part of it, elsewhere; into the freezer is freezing, out of it thawing."""
    _change(lot, amount, lambda ledger, row, part: ledger.move(row.id, place, part), Note(by, note, on), as_json)


@app.command()
def split(lot: LotName, amount: AmountNeeded, by: Who = None, note: Why = None, as_json: AsJson = False) -> None:
    """Make a lot of its own of a part."""
    _change(lot, amount, lambda ledger, row, part: ledger.split(row.id, _some(part)), Note(by, note), as_json)


@app.command()
def correct(
    lot: LotName,
    amount: Annotated[str | None, typer.Option(help="How much it really is.")] = None,
    name: Annotated[str | None, typer.Option(help="What it really is.")] = None,
    group: Annotated[str | None, typer.Option(help="The storage group of the product.")] = None,
    place: PlaceOption = None,
    bought: BoughtOn = None,
    use_by: UseBy = None,
    best_before: BestBefore = None,
    no_date: Annotated[bool, typer.Option("--no-date", help="No date is printed.")] = False,
    price: Price = None,
    no_price: Annotated[bool, typer.Option("--no-price", help="What it cost is not known.")] = False,
    by: Who = None,
    note: Why = None,
    as_json: AsJson = False,
) -> None:
    """Correct what was noted wrongly; what is not named stays."""
    matched = match_names(None, [name])[0] if name is not None else None
    facts: dict[str, Any] = {"place": place, "purchased_on": bought}
    facts = {fact: value for fact, value in facts.items() if value is not None}
    printed_on, printed_kind = _printed(use_by, best_before)
    if printed_on or no_date:
        facts |= {"printed_on": printed_on, "printed_kind": printed_kind}

    async def work(home: Home, scope: Scope, journal: Journal) -> Posting:
        row, clock = await lot_meant(scope, lot), home.services.clock
        told = dict(facts)
        if amount is not None:
            told["amount"] = _some(read_quantity(amount, row.unit))
        if price is not None or no_price:
            paid = read_price(price, row.currency or home.household.currency) if price is not None else (None, None)
            told["price_minor"], told["currency"] = paid
        product = await product_facts(scope, clock, lot_id=row.id, name=name, group=group, matched=matched)
        return await Ledger(scope, clock, journal).correct(row.id, told | product)

    _post(work, Note(by, note), as_json)


@app.command()
def history(
    lot: Annotated[str | None, typer.Argument(metavar="[LOT]", help="Only what happened to it.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000)] = 20,
    as_json: AsJson = False,
) -> None:
    """Show what changed the pantry, newest first: who, when, why and what."""

    async def read(home: Home) -> tuple[list[TransactionAnswer], Locale]:
        locale = home.household.locale
        async with home.reading() as scope:
            if lot is None:
                return await view_transactions(scope, None, limit), locale
            lot_id = lot if len(lot) == _ID_LENGTH else (await lot_meant(scope, lot)).id
            return (await view_lot(scope, lot_id, locale)).history[::-1][:limit], locale

    transactions, locale = at_home(read)
    if as_json:
        for transaction in transactions:
            typer.echo(json_line(transaction.model_dump(mode="json")))
    elif transactions:
        Console().print(tables.history_table(locale, transactions))
    else:
        typer.echo(tables.text(locale, "unchanged"))


@app.command()
def undo(
    transaction: Annotated[str, typer.Argument(help="Its id, a part of that, or last.")],
    by: Who = None,
    note: Why = None,
    as_json: AsJson = False,
) -> None:
    """Take back a whole transaction; a receipt that it confirmed waits for review again."""

    async def work(home: Home, scope: Scope, journal: Journal) -> Posting:
        transaction_id = await transaction_meant(scope, transaction)
        return await undo_transaction(scope, home.services.clock, transaction_id, journal)

    _post(work, Note(by, note), as_json)


def _change(
    lot: str,
    amount: str,
    act: Callable[[Ledger, LotRow, Quantity | None], Awaitable[Posting]],
    note: Note,
    as_json: bool,
) -> None:
    async def work(home: Home, scope: Scope, journal: Journal) -> Posting:
        row = await lot_meant(scope, lot)
        return await act(Ledger(scope, home.services.clock, journal), row, read_quantity(amount, row.unit))

    _post(work, note, as_json)


def _post(work: Work, note: Note, as_json: bool) -> None:
    async def run(home: Home) -> tuple[PostingAnswer, Locale, date]:
        async with home.writing() as scope:
            posting = await work(home, scope, Journal(home.today, note.who, note.why, note.on))
            return await view_posting(scope, posting, home.household.locale), home.household.locale, home.today

    posted, locale, today = at_home(run)
    if as_json:
        typer.echo(json_line(posted.model_dump(mode="json")))
        return
    console = Console()
    console.print(tables.history_table(locale, [posted.transaction]))
    if posted.lots:
        console.print(tables.lots_table(locale, posted.lots, today))
    if posted.transaction.undoes is None:
        typer.echo(tables.text(locale, "undo").format(posted.transaction.id[-tables.ID_END :]))


def _is_id(text: str, row: LotRow) -> bool:
    part = text.strip().lower()
    return row.id.startswith(part) or row.id.endswith(part)


def _some(quantity: Quantity | None) -> Quantity:
    if quantity is None:
        raise Invalid("say how much; all of it makes no sense here", code="invalid_quantity")
    return quantity


def _printed(use_by: date | None, best_before: date | None) -> tuple[date | None, Any]:
    if use_by is not None and best_before is not None:
        raise Invalid("a date is printed either as use by or as best before", code="two_dates")
    return use_by or best_before, "use_by" if use_by else "best_before" if best_before else None
