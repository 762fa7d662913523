"""The command line: one module per noun, imported only when its noun is used."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import structlog
import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

NOUNS = {
    "serve": "Serve the API and keep a worker running beside it.",
    "worker": "Read queued receipts in this process.",
    "migrate": "Bring the database to the newest schema.",
    "config": "Show the settings in force, secrets masked.",
    "receipts": "Read receipts without a server.",
    "catalog": "Match names, ingredient lines and barcodes.",
    "recipes": "Find and read recipes.",
    "pantry": "See what is at home, and eat, throw away, open, freeze, move or correct it.",
    "cook": "See what can be cooked from what is at home, and cook it.",
    "shopping": "See and change what there is to buy.",
    "insights": "Tell what was eaten, thrown away, spent and paid.",
    "chat": "Ask about the kitchen in plain words.",
    "demo": "Fill a sample household.",
}
GROUPS = frozenset({"receipts", "catalog", "recipes", "pantry", "cook", "shopping", "insights"})


class NounGroup(TyperGroup):
    """Helps and suggests from stand-ins, and imports a noun's module when the noun is called."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - typer's own arguments, passed on
        super().__init__(**attributes)
        for noun, summary in NOUNS.items():
            self.add_command(TyperCommand(noun, help=summary))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:  # noqa: ANN401
        """Return the real command of the noun that `args` begin with, and the arguments after it."""
        noun, stand_in, rest = super().resolve_command(ctx, args)
        return noun, stand_in and load_command(stand_in.name or ""), rest


def load_command(noun: str) -> TyperCommand | TyperGroup:
    """Import the module of `noun` and return its command."""
    typed: typer.Typer = import_module(f"{__name__}.{noun}").app
    command = get_group(typed) if noun in GROUPS else get_command(typed)
    command.name = noun
    return command  # type: ignore[return-value]


app = typer.Typer(cls=NounGroup, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def foodsave() -> None:
    """FoodSave: grocery receipts become dated lots in a pantry."""
    os.umask(0o077)  # what a household bought is for the eyes of its own user
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))  # answers alone go to standard output
