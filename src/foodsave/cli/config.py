"""`foodsave config`: the settings in force."""

from __future__ import annotations

import json

import typer

from foodsave.settings import load_settings

app = typer.Typer()


@app.command()
def config() -> None:
    """Show the settings in force as JSON, secrets masked."""
    typer.echo(json.dumps(load_settings().masked(), indent=2, ensure_ascii=False))
