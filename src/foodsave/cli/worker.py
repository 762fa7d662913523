"""`foodsave worker`: the process that works off jobs."""

from __future__ import annotations

from typing import Annotated

import typer

from foodsave.settings import load_settings

app = typer.Typer()


@app.command()
def worker(
    parent: Annotated[int, typer.Option(hidden=True, help="End when this process ends.")] = 0,
) -> None:
    """Work off jobs until told to stop (SIGTERM or SIGINT)."""
    settings = load_settings()
    if parent:
        from foodsave.infra.supervision import die_with_parent

        die_with_parent(parent)
    from foodsave.infra.logging import logging_to
    from foodsave.worker.runner import run

    with logging_to(
        "worker",
        settings.level,
        settings.data_dir.expanduser() / "logs",
        file_bytes=settings.log.file_bytes,
        files=settings.log.files,
    ):
        run(settings)
