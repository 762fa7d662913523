"""`foodsave serve`: the web process, and the worker as its child."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from foodsave.settings import Settings, load_settings

if TYPE_CHECKING:
    import uvicorn

    from foodsave.infra.supervision import ChildProcess

app = typer.Typer()


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to bind; FOODSAVE_SERVER__HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to bind; FOODSAVE_SERVER__PORT.", min=0, max=65535)] = None,
    no_worker: Annotated[bool, typer.Option("--no-worker", help="Do not start a worker.")] = False,
) -> None:
    """Serve the API until told to stop, with a worker beside it."""
    settings = _with_address(load_settings(), host, port)
    listener = _listen(settings.server.host, settings.server.port)
    from foodsave.infra.logging import logging_to

    with (
        listener,
        logging_to(
            "web",
            settings.level,
            settings.data_dir.expanduser() / "logs",
            file_bytes=settings.log.file_bytes,
            files=settings.log.files,
        ),
    ):
        _run(settings, listener, with_worker=not no_worker)


def _with_address(settings: Settings, host: str | None, port: int | None) -> Settings:
    given = {key: value for key, value in (("host", host), ("port", port)) if value is not None}
    if not given:
        return settings
    return load_settings(server={**settings.server.model_dump(), **given})


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        reason = error.strerror or str(error)
        typer.echo(
            f"foodsave: cannot serve on {host} port {port}: {reason}. Stop the program that has it, or choose another "
            "port with --port or FOODSAVE_SERVER__PORT.",
            err=True,
        )
        raise typer.Exit(1) from error
    return listener


def _run(settings: Settings, listener: socket.socket, *, with_worker: bool) -> None:
    import uvicorn

    from foodsave.app import create_app
    from foodsave.infra.supervision import ChildProcess

    application = create_app(settings)
    config = uvicorn.Config(
        application,
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=settings.server.graceful_shutdown_s,
    )
    worker = (
        ChildProcess(worker_command(), on_restart=application.state.metrics.worker_restarts.inc)
        if with_worker
        else None
    )
    server = uvicorn.Server(config)
    # uvicorn raises the signal that ended it once more for whoever was asked before: that is us, and we are done.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_serve(server, listener, worker))
    if not server.started:
        raise typer.Exit(1)


async def _serve(server: uvicorn.Server, listener: socket.socket, worker: ChildProcess | None) -> None:
    beside = asyncio.create_task(_beside(server, listener, worker))
    try:
        await server.serve(sockets=[listener])
    finally:
        if worker is not None:
            await worker.stop()
        beside.cancel()
        await asyncio.gather(beside, return_exceptions=True)


async def _beside(server: uvicorn.Server, listener: socket.socket, worker: ChildProcess | None) -> None:
    while not server.started:
        await asyncio.sleep(0.02)
    host, port = listener.getsockname()[:2]
    typer.echo(f"FoodSave serves http://{f'[{host}]' if ':' in host else host}:{port} (stop with Ctrl-C)")
    sys.stdout.flush()
    if worker is not None:
        await worker.keep_running()


def worker_command() -> list[str]:
    """Return the command that starts a worker which ends with this process."""
    return [sys.executable, "-m", "foodsave", "worker", "--parent", str(os.getpid())]
