"""`foodsave catalog`: what names, ingredient lines and barcodes stand for, without a server."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from foodsave.cli.console import AsJson, cell, json_line, visible
from foodsave.errors import Invalid
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.catalog.matcher import match_name

if TYPE_CHECKING:
    from foodsave.cli.household import Home
    from foodsave.kitchen.catalog.ingredient_lines import ParsedIngredient
    from foodsave.kitchen.catalog.schemas import BarcodeAnswer, FoodAnswer

app = typer.Typer(no_args_is_help=True)

LONGEST_LINE_BYTES = 64 * 1024


class Spoken(StrEnum):
    """A language of names."""

    PL = "pl"
    EN = "en"


_LABELS = {
    Spoken.PL: {
        "names": "nazwy",
        "piece": "jedna sztuka",
        "pack": "jedno opakowanie",
        "density": "gęstość",
        "allergens": "alergeny",
        "possible": " (możliwe też inne)",
        "diets": "diety",
        "kind_of": "zastępuje też",
        "instead": "zamiast 1 g",
    },
    Spoken.EN: {
        "names": "names",
        "piece": "one piece",
        "pack": "one pack",
        "density": "density",
        "allergens": "allergens",
        "possible": " (others are possible)",
        "diets": "diets",
        "kind_of": "stands for",
        "instead": "instead of 1 g",
    },
}
Language = Annotated[Spoken, typer.Option(help="The language of names.")]


@app.callback()
def catalog() -> None:
    """Match names, ingredient lines and barcodes to what the catalog knows."""


@app.command()
def match() -> None:
    """Read names from standard input, one a line, and print one JSON object a line for each, in order."""
    _answer_each(row)


@app.command()
def ingredient(
    language: Annotated[Spoken | None, typer.Option(help="The language of the lines; told by each without it.")] = None,
) -> None:
    """Read ingredient lines from standard input and print one JSON object a line for each, in order."""
    _answer_each(lambda line: ingredient_row(line, language))


@app.command("foods")
def list_foods(
    words: Annotated[list[str] | None, typer.Argument(help="Words of the name, in Polish or English.")] = None,
    language: Language = Spoken.PL,
    as_json: AsJson = False,
) -> None:
    """List the foods that recipes and products name, the nearest names first."""
    from rich.console import Console
    from rich.table import Table

    from foodsave.kitchen.catalog.food_search import search_foods
    from foodsave.kitchen.catalog.presenting import summarise_food

    found = search_foods(" ".join(words) if words else None)
    if as_json:
        for known in found:
            typer.echo(json_line(summarise_food(known, language.value).model_dump(mode="json")))
        return
    table = Table("id", "po polsku", "in English", "group", title=f"{len(found)} foods", title_justify="left")
    for known in found:
        table.add_row(*map(cell, (known.id, known.pl.one, known.en, known.group)))
    Console().print(table)


@app.command("food")
def show_food(
    food_id: Annotated[str, typer.Argument(metavar="ID", help="The id of a food, as `foods` shows it.")],
    language: Language = Spoken.PL,
    as_json: AsJson = False,
) -> None:
    """Show what is known of a food: names, weights, allergens, diets, and what can stand in for it."""
    from foodsave.kitchen.catalog.foods import food
    from foodsave.kitchen.catalog.presenting import present_food

    answer = present_food(food(food_id), language.value)
    if as_json:
        typer.echo(json_line(answer.model_dump(mode="json")))
        return
    typer.echo(visible(f"{answer.name} ({answer.id}), {answer.group}"))
    for label, text in _food_facts(answer, language):
        typer.echo(visible(f"  {label}: {text}"))


@app.command("barcode")
def show_barcode(
    code: Annotated[str, typer.Argument(help="The digits under the bars.")], as_json: AsJson = False
) -> None:
    """Show the household's product of a barcode, or what a code that a shop printed itself seems to say."""
    from foodsave.cli.household import at_home

    answer = at_home(lambda home: _scan(home, code))
    if as_json:
        typer.echo(json_line(answer.model_dump(mode="json")))
        return
    typer.echo(visible(answer.product.name if answer.product else "a code that a shop printed itself"))
    typer.echo(f"  {answer.kind}: {answer.gtin}")
    if answer.weight is not None:
        typer.echo(f"  perhaps {answer.weight.amount} {answer.weight.unit} of its article {answer.plu}")


async def _scan(home: Home, code: str) -> BarcodeAnswer:
    from foodsave.kitchen.catalog.presenting import present_barcode
    from foodsave.kitchen.catalog.product_changes import scan_barcode

    async with home.reading() as scope:
        barcode, known = await scan_barcode(scope, code)
    return present_barcode(barcode, known, home.household.locale)


def names(lines: BinaryIO) -> Iterator[str]:
    """Yield every line as text, empty ones too; what is not UTF-8 is replaced, what is past 64 KiB is dropped."""
    while line := lines.readline(LONGEST_LINE_BYTES):
        rest = line
        while len(rest) == LONGEST_LINE_BYTES and not rest.endswith(b"\n"):
            rest = lines.readline(LONGEST_LINE_BYTES)
        yield line.rstrip(b"\r\n").decode("utf-8", errors="replace")


def row(name: str) -> str:
    """Return the JSON object of one name: text, group or null, product, confidence."""
    found = match_name(name)
    answer = {"text": name, "group": found.group, "product": found.product, "confidence": found.confidence}
    return json_line(answer)


def ingredient_row(line: str, language: str | None = None) -> str:
    """Return the JSON object of one ingredient line; further foods that it lists are told under `also`."""
    from foodsave.kitchen.catalog.ingredient_lines import parse_ingredients

    try:
        first, *others = parse_ingredients(line, language=language)
    except Invalid as error:
        unread = dict.fromkeys(("quantity", "upper", "unit", "food", "product", "note", "optional", "amount"))
        failure = {"code": error.reason, "message": error.message}
        return json_line({"text": line} | unread | {"also": [], "error": failure})
    also = [_ingredient(each) for each in others]
    return json_line({"text": line} | _ingredient(first) | {"also": also, "error": None})


def _ingredient(parsed: ParsedIngredient) -> dict[str, object]:
    amount = parsed.quantity
    return {
        "quantity": _number(parsed.count),
        "upper": _number(parsed.upper),
        "unit": parsed.measure.value if parsed.measure else None,
        "food": parsed.food_id,
        "product": parsed.name,
        "note": parsed.note,
        "optional": parsed.optional,
        "amount": {"amount": amount.amount, "unit": amount.unit.value} if amount else None,
    }


def _number(count: Fraction | None) -> str | None:
    """Return a count as a decimal, or as a fraction where no decimal is exact."""
    if count is None:
        return None
    thousandths = count * 1000
    if thousandths.denominator != 1:
        return str(count)
    return Quantity(int(thousandths), Unit.PIECE).amount


def _food_facts(answer: FoodAnswer, language: Spoken) -> Iterator[tuple[str, str]]:
    label = _LABELS[language]
    polish, english = answer.names["pl"], answer.names["en"]
    yield label["names"], f"{polish.one}, {polish.many}; {english.one}"
    if answer.piece_weight is not None:
        yield label["piece" if answer.countable else "pack"], f"{answer.piece_weight.amount} g"
    if answer.density is not None:
        yield label["density"], f"{answer.density} g/ml"
    for measure, weight in answer.measures.items():
        yield measure, f"{weight.amount} g"
    certain = ", ".join(answer.allergens.contains) or "-"
    yield label["allergens"], certain + (label["possible"] if answer.allergens.unknown else "")
    yield label["diets"], ", ".join(answer.diets) or "-"
    if answer.kind_of:
        yield label["kind_of"], ", ".join(parent.name for parent in answer.kind_of)
    for swap in answer.substitutes:
        yield label["instead"], f"{swap.food.name}, {swap.ratio} g; {swap.note}"


def _answer_each(answer: Callable[[str], str]) -> None:
    try:
        for line in names(sys.stdin.buffer):
            sys.stdout.buffer.write(answer(line).encode() + b"\n")
            sys.stdout.buffer.flush()
    except BrokenPipeError:  # the reader has seen enough
        sys.stderr.close()
