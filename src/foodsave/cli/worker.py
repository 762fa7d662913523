"""`foodsave worker`: the process that works off jobs."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from foodsave.cli.process import logged_process
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
    with logged_process("worker", settings):
        from foodsave.bootstrap import open_worker
        from foodsave.worker.runner import run

        run(partial(open_worker, settings))
