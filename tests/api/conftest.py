"""The real application behind the ASGI transport, with its lifespan, on a fresh data folder."""

import asyncio
import os
from contextlib import asynccontextmanager

import httpx
import pytest

from foodsave.app import create_app
from foodsave.infra.logging import logging_to
from foodsave.settings import load_settings

BASE_URL = "http://127.0.0.1:8011"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch):
    for name in list(os.environ):
        if name.startswith("FOODSAVE_") or name in {"LOG_LEVEL", "API_BASE_URL", "DATABASE_URL"}:
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _logged_as_in_production():
    with logging_to("test", "INFO"):
        yield


@pytest.fixture
def settings(tmp_path):
    return load_settings(data_dir=tmp_path / "data")


async def _working() -> None:
    """Answer as the worker does that `serve` starts."""


@pytest.fixture
def application(settings):
    application = create_app(settings)
    application.state.worker_ping = _working
    return application


@asynccontextmanager
async def open_client(application, **options):
    """Yield a client of `application` while its lifespan runs."""
    started, stop = asyncio.Event(), asyncio.Event()

    async def live():  # in one task, as a server does it
        async with application.router.lifespan_context(application):
            started.set()
            await stop.wait()

    lifespan = asyncio.create_task(live())
    starting = asyncio.create_task(started.wait())
    await asyncio.wait({lifespan, starting}, return_when=asyncio.FIRST_COMPLETED)
    starting.cancel()
    if lifespan.done():
        await lifespan
    try:
        transport = httpx.ASGITransport(application, raise_app_exceptions=False, **options)
        async with httpx.AsyncClient(transport=transport, base_url=BASE_URL) as client:
            yield client
    finally:
        stop.set()
        await lifespan


@pytest.fixture
def opened():
    """Opens an application other than the default one, or for another peer."""
    return open_client


@pytest.fixture
async def client(application):
    async with open_client(application) as client:
        yield client
