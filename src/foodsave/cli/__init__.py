"""The command line: one module per noun, imported only when its noun is used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

NOUNS = {
    "serve": "Serve the API and keep a worker running beside it.",
    "worker": "Read queued receipts in this process.",
    "migrate": "Bring the database to the newest schema.",
    "config": "Show the settings in force, secrets masked.",
    "receipts": "Read receipts without a server.",
    "catalog": "Match till names to storage groups.",
    "demo": "Fill a sample household.",
}
GROUPS = frozenset({"receipts", "catalog"})


class NounGroup(TyperGroup):
    """Lists nouns from a table and imports a noun's module when it is called."""

    _listing = False

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - typer keeps its context type private
        """Return the nouns in the order of the table."""
        return list(NOUNS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """Return the command of a noun; while help is printed, a stand-in that imports nothing."""
        if cmd_name not in NOUNS:
            return None
        if self._listing:
            return TyperCommand(cmd_name, help=NOUNS[cmd_name])
        noun: typer.Typer = import_module(f"{__name__}.{cmd_name}").app
        command = get_group(noun) if cmd_name in GROUPS else get_command(noun)
        command.name = cmd_name
        return command

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Print the help without importing any noun."""
        self._listing = True
        try:
            super().format_help(ctx, formatter)
        finally:
            self._listing = False


app = typer.Typer(cls=NounGroup, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def foodsave() -> None:
    """FoodSave: grocery receipts become dated lots in a pantry."""
