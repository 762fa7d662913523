"""`foodsave catalog`: what till names stand for, without a server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import BinaryIO

import typer

from foodsave.cli.console import json_line
from foodsave.kitchen.catalog.matcher import match_name

app = typer.Typer(no_args_is_help=True)

LONGEST_LINE_BYTES = 64 * 1024


@app.callback()
def catalog() -> None:
    """Match till names to storage groups."""


@app.command()
def match() -> None:
    """Read names from standard input, one a line, and print one JSON object a line for each, in order."""
    answers = sys.stdout.buffer
    try:
        for name in names(sys.stdin.buffer):
            answers.write(row(name).encode() + b"\n")
            answers.flush()
    except BrokenPipeError:  # the reader has seen enough
        sys.stderr.close()


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
