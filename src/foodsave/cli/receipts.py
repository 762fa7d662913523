"""`foodsave receipts`: read receipt files without a server."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated

import anyio
import typer
from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table

from foodsave.cli.console import AsJson, cell, json_line, visible
from foodsave.errors import FoodSaveError
from foodsave.kit.money import format_minor
from foodsave.kitchen.receipts.outcome import ReadOutcome
from foodsave.kitchen.receipts.reader import ReceiptReader
from foodsave.kitchen.receipts.reading import ReadLine
from foodsave.settings import load_settings

app = typer.Typer(no_args_is_help=True)
Result = tuple[Path, ReadOutcome | FoodSaveError]
# Null when a file could not be read, so that a program may ask every object for every key.
_READ_KEYS = (
    *("engine", "store", "nip", "date", "time", "total", "currency", "deposit", "payable", "items"),
    *("balanced", "confidence", "repairs", "seconds"),
)


@app.callback()
def receipts() -> None:
    """Read receipts without a server."""


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="Pictures or PDFs of receipts.", metavar="FILE...")],
    as_json: AsJson = False,
) -> None:
    """Read receipt files and show what they say; exit code 1 when one of them could not be read."""
    failed = anyio.run(_read_all, files, as_json)
    if failed:
        raise typer.Exit(1)


async def _read_all(files: list[Path], as_json: bool) -> int:
    console, notes = Console(), Console(stderr=True)
    failed = 0
    with Progress(console=notes, transient=True, disable=len(files) < 2 or not notes.is_terminal) as progress:
        bar = progress.add_task("Reading", total=len(files))
        async for file, result in _results(files, progress, bar):
            failed += isinstance(result, FoodSaveError)
            if as_json:
                typer.echo(json_line(_row(file, result)))
            elif isinstance(result, FoodSaveError):
                notes.print(visible(f"{_shown(file)}: {result.message}"), style="red", markup=False, highlight=False)
            else:
                console.print(_table(file, result))
    return failed


async def _results(files: list[Path], progress: Progress, bar: TaskID) -> AsyncIterator[Result]:
    limits = load_settings().reader
    reader = ReceiptReader(
        cpu_s=limits.cpu_s,
        wall_s=limits.wall_s,
        memory_mb=limits.memory_mb,
        megapixels=limits.megapixels,
        pages=limits.pages,
    )
    try:
        for file in files:
            progress.update(bar, description=cell(_shown(Path(file.name))))
            yield file, await _outcome(reader, file)
            progress.advance(bar)
    finally:
        await reader.aclose()


async def _outcome(reader: ReceiptReader, file: Path, tries: int = 2) -> ReadOutcome | FoodSaveError:
    try:
        return await reader.read(file)
    except FoodSaveError as error:
        # Whatever ended the child may have had nothing to do with this file: it is asked once more.
        return await _outcome(reader, file, tries - 1) if error.reason == "reader_crashed" and tries > 1 else error


def _row(file: Path, result: ReadOutcome | FoodSaveError) -> dict[str, object]:
    if isinstance(result, FoodSaveError):
        failure = {"code": result.reason, "message": result.message}
        return {"file": _shown(file), **dict.fromkeys(_READ_KEYS), "error": failure}
    reading = result.reading
    return {
        "file": _shown(file),
        "engine": result.engine,
        "store": reading.store,
        "nip": reading.nip,
        "date": reading.date,
        "time": reading.time,
        "total": _amount(reading.total_minor),
        "currency": reading.currency,
        "deposit": _amount(reading.deposit_minor),
        "payable": _amount(reading.payable_minor),
        "items": [_item(line) for line in reading.lines],
        "balanced": reading.balanced,
        "confidence": round(reading.confidence, 3),
        "repairs": [
            {"line": repair.line, "field": repair.field, "was": repair.was, "now": repair.now}
            for repair in reading.repairs
        ],
        "seconds": round(result.seconds, 3),
    }


def _shown(file: Path) -> str:
    # A name in another encoding must not end the whole list.
    return os.fsencode(file).decode("utf-8", "replace")


def _item(line: ReadLine) -> dict[str, object]:
    return {
        "name": line.name,
        "qty": line.qty,
        "unit_price": _amount(line.unit_price_minor),
        "line_total": format_minor(line.line_total_minor),
        "vat": line.vat,
        "discount": format_minor(line.discount_minor),
    }


def _amount(minor: int | None) -> str | None:
    return None if minor is None else format_minor(minor)


def _table(file: Path, result: ReadOutcome) -> Table:
    reading = result.reading
    heading = " · ".join(part for part in (reading.store, reading.date, reading.time, _shown(Path(file.name))) if part)
    table = Table(title=cell(heading), caption=_verdict(result), title_justify="left", caption_justify="left")
    table.add_column("Item")
    for name in ("Quantity", "Price", "Value", "Discount"):
        table.add_column(name, justify="right")
    table.add_column("Tax")
    for line in reading.lines:
        discount = f"-{format_minor(line.discount_minor)}" if line.discount_minor else ""
        price, value = _amount(line.unit_price_minor) or "", format_minor(line.line_total_minor)
        cells = (line.name, line.qty or "", price, value, discount, line.vat or "")
        table.add_row(*map(cell, cells), style="yellow" if line.suspicious else None)
    table.add_section()
    table.add_row("Total", "", "", _amount(reading.total_minor) or "not legible", "", reading.currency or "")
    return table


def _verdict(result: ReadOutcome) -> str:
    reading = result.reading
    sums = "the sums agree" if reading.balanced else "the sums do not agree: check the lines"
    repaired = f", {len(reading.repairs)} digit(s) corrected" if reading.repairs else ""
    return f"{sums}{repaired}; read by {result.engine} in {result.seconds:.1f} s"
