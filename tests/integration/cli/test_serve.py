"""How the server ends: itself and the worker beside it, in the same time."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn

from foodsave.cli.serve import WORKER_MARGIN_S, AnnouncedServer
from foodsave.infra.supervision import ChildProcess

GRACE_S = 2
LISTENS = "import signal, sys, time; signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


async def hang(scope, receive, send):
    await asyncio.sleep(60)


def made(code: str, grace_s: float) -> tuple[AnnouncedServer, ChildProcess]:
    worker = ChildProcess([sys.executable, "-c", code])
    config = uvicorn.Config(hang, lifespan="off", log_config=None, ws="none", timeout_graceful_shutdown=GRACE_S)
    return AnnouncedServer(config, worker, grace_s), worker


@asynccontextmanager
async def busy(server: AnnouncedServer, worker: ChildProcess) -> AsyncIterator[list[asyncio.Task[None]]]:
    """Serve, with the worker running and a request under way that will not end by itself."""
    listener = socket.create_server(("127.0.0.1", 0))
    tasks = [asyncio.create_task(server.serve(sockets=[listener])), asyncio.create_task(worker.keep_running())]
    await server.listening.wait()
    _, writer = await asyncio.open_connection(*listener.getsockname())
    writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    await writer.drain()
    async with asyncio.timeout(10):
        while not (server.server_state.tasks and worker.pid):  # noqa: ASYNC110 - neither is an asyncio event
            await asyncio.sleep(0.02)
    await asyncio.sleep(0.3)  # the worker's handler is in place
    yield tasks
    writer.close()


async def test_server_ends_its_worker_while_its_own_requests_finish():
    server, worker = made(LISTENS, GRACE_S + WORKER_MARGIN_S)
    async with busy(server, worker) as (serving, running):
        server.should_exit = True
        await asyncio.wait_for(running, 1.5)

        assert not serving.done()
        await asyncio.wait_for(serving, 10)


async def test_server_gives_its_worker_the_grace_that_it_was_told():
    server, worker = made(DEAF, grace_s=0.2)
    async with busy(server, worker) as (serving, running):
        server.should_exit = True
        await asyncio.wait_for(running, 1.5)
        await asyncio.wait_for(serving, 10)

        assert worker.pid is None
