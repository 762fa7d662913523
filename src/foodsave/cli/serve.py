"""`foodsave serve`: the web process, and the worker as its child."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
import sys
from typing import Annotated

import typer
import uvicorn

from foodsave.cli.process import logged_process
from foodsave.errors import Unavailable
from foodsave.infra.supervision import ChildProcess
from foodsave.settings import Settings, load_settings

app = typer.Typer()
BACKLOG = 2048
WORKER_MARGIN_S = 5.0  # what the worker needs besides its grace: to hand its job back and to end the reader
ACCEPTS_A_ROUND = 16


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to bind; FOODSAVE_SERVER__HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to bind; FOODSAVE_SERVER__PORT.", min=0, max=65535)] = None,
    no_worker: Annotated[bool, typer.Option("--no-worker", help="Do not start a worker.")] = False,
) -> None:
    """Serve the API until told to stop, with a worker beside it."""
    given = {key: value for key, value in (("host", host), ("port", port)) if value is not None}
    settings = load_settings(server=given) if given else load_settings()
    settings.require_safe_bind()
    listener = _listen(settings.server.host, settings.server.port)
    with listener, logged_process("web", settings):
        _run(settings, listener, with_worker=not no_worker)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)  # at once: two that only bind could both have the port
    except OSError as error:
        reason = error.strerror or str(error)
        remedy = "Stop the program that has it, or choose" if error.errno == errno.EADDRINUSE else "Choose"
        raise Unavailable(
            f"cannot serve on {host} port {port}: {reason}. {remedy} another address with --host and --port, or with "
            "FOODSAVE_SERVER__HOST and FOODSAVE_SERVER__PORT.",
            code="address_unusable",
        ) from error
    return listener


class AnnouncedServer(uvicorn.Server):
    """Says when it listens, and ends the worker beside it while it ends itself."""

    def __init__(self, config: uvicorn.Config, worker: ChildProcess | None, grace_s: float) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()
        self._worker, self._grace_s = worker, grace_s

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as uvicorn does, then set `listening`."""
        await super().startup(sockets=sockets)
        self.listening.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End as uvicorn does, and the worker in the same time."""
        async with asyncio.TaskGroup() as ending:
            ending.create_task(self.stop_worker())
            ending.create_task(super().shutdown(sockets=sockets))

    async def stop_worker(self) -> None:
        """Pass the end on to the worker, if there is one; safe to repeat."""
        if self._worker is not None:
            await self._worker.stop(self._grace_s)


def _run(settings: Settings, listener: socket.socket, *, with_worker: bool) -> None:
    from foodsave.app import create_app

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
    restarts = application.state.metrics.worker_restarts
    worker = ChildProcess(worker_command(), on_restart=restarts.inc) if with_worker else None
    application.state.worker_ping = worker and worker.ping
    # uvicorn raises the signal that ended it once more for whoever was asked before: that is us, and we are done.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        grace_s = settings.server.graceful_shutdown_s + WORKER_MARGIN_S
        runner.run(_serve(AnnouncedServer(config, worker, grace_s), listener, worker))


async def _serve(server: AnnouncedServer, listener: socket.socket, worker: ChildProcess | None) -> None:
    beside = asyncio.create_task(_beside(server, listener, worker))
    try:
        # The event loop accepts one connection a socket and round: a crowd would wait for many long rounds.
        await server.serve(sockets=[listener, *(listener.dup() for _ in range(ACCEPTS_A_ROUND - 1))])
    except SystemExit as error:
        raise Unavailable("the web process could not start; the log says why", code="start_failed") from error
    finally:
        await server.stop_worker()
        beside.cancel()
        await asyncio.gather(beside, return_exceptions=True)


async def _beside(server: AnnouncedServer, listener: socket.socket, worker: ChildProcess | None) -> None:
    await server.listening.wait()
    host, port = listener.getsockname()[:2]
    typer.echo(f"FoodSave serves http://{f'[{host}]' if ':' in host else host}:{port} (stop with Ctrl-C)")
    sys.stdout.flush()
    if worker is not None:
        await worker.keep_running()


def worker_command() -> list[str]:
    """Return the command that starts a worker which ends with this process."""
    return [sys.executable, "-m", "foodsave", "worker", "--parent", str(os.getpid())]
