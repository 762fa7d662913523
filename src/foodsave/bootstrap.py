"""The composition root: settings become services, opened in order and closed in reverse."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from foodsave.infra.db.database import Database
from foodsave.infra.db.migrations import migrate
from foodsave.infra.metrics import Metrics
from foodsave.monitoring.health import Health
from foodsave.settings import Settings


@dataclass(frozen=True, slots=True)
class Services:
    """What requests and jobs work with."""

    metrics: Metrics
    health: Health
    database: Database


@asynccontextmanager
async def open_services(settings: Settings, metrics: Metrics) -> AsyncIterator[Services]:
    """Open every service of one process and close them in reverse order."""
    async with AsyncExitStack() as stack:
        await asyncio.to_thread(migrate, settings.database_address)
        database = Database(
            settings.database_address,
            pool_size=settings.database.pool_size,
            max_overflow=settings.database.max_overflow,
        )
        stack.push_async_callback(database.aclose)
        health = Health(metrics)
        health.register("database", database.ping)
        yield Services(metrics, health, database)
