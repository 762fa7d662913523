"""`foodsave migrate`: the database's schema."""

from __future__ import annotations

import typer

from foodsave.settings import load_settings

app = typer.Typer()


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema; safe to repeat."""
    from foodsave.infra.db.migrations import migrate as upgrade

    settings = load_settings()
    upgrade(settings.database_address)
    typer.echo("The database is up to date.")
