"""The composition root: settings become services, opened in order and closed in reverse."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from foodsave.core.profiles.service import Household, Profiles, ensure_household, zone_names
from foodsave.infra.blobs import BlobStore
from foodsave.infra.db.database import Database
from foodsave.infra.db.migrations import migrate
from foodsave.infra.db.scope import QueryScope, Scope
from foodsave.infra.http import GuardedClient
from foodsave.infra.metrics import Metrics
from foodsave.jobs.queue import JobQueue
from foodsave.kit.clock import Clock, SystemClock, today_in
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.catalog.product_foods import settle_foods
from foodsave.kitchen.catalog.shelf_life import load_tables
from foodsave.kitchen.recipes.shipped import shipped_recipes
from foodsave.monitoring.health import Health
from foodsave.orchestration.dispatcher import Dispatcher
from foodsave.settings import Settings

if TYPE_CHECKING:
    from foodsave.kitchen.receipts.reader import ReceiptReader


@dataclass(frozen=True, slots=True)
class Services:
    """What requests and jobs work with."""

    metrics: Metrics
    health: Health
    database: Database
    blobs: BlobStore
    profiles: Profiles
    queue: JobQueue
    clock: Clock
    upload_bytes: int
    chat: Dispatcher
    web: GuardedClient = field(default_factory=GuardedClient)


@dataclass(frozen=True, slots=True)
class Home:
    """The household that work is done for, with the means to do it. A transaction ends with its block."""

    services: Services
    household: Household

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Scope]:
        """Open a transaction that changes nothing."""
        async with self.services.database.read() as session:
            yield Scope(session, self.household.id)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Scope]:
        """Open a transaction that is committed at the end of the block."""
        async with self.services.database.write() as session:
            yield Scope(session, self.household.id)

    @property
    def querying(self) -> QueryScope:
        """Return the scope of reads that take a single query."""
        return QueryScope(self.services.database, self.household.id)

    @property
    def today(self) -> date:
        """The household's calendar date."""
        return today_in(self.services.clock, self.household.timezone)


@dataclass(frozen=True, slots=True)
class WorkerServices:
    """What the worker has beside the services: the reader, which no other process loads."""

    common: Services
    reader: ReceiptReader
    metrics_port: int
    grace_s: float
    lock_path: Path
    temp_dir: Path


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
        health, clock = Health(metrics), SystemClock()
        health.register("database", database.ping)
        household = await ensure_household(database, clock)
        profiles = Profiles(database, household)
        await profiles.remember(household)  # its time zone is loaded before the first request needs it
        await asyncio.to_thread(load_tables)
        await asyncio.to_thread(shipped_recipes)  # and the foods that they name
        await asyncio.to_thread(foods)
        await settle_foods(database, household.id, only_new=True)
        await asyncio.to_thread(zone_names)
        web = GuardedClient()
        stack.push_async_callback(web.aclose)
        blobs = await asyncio.to_thread(BlobStore, settings.data_dir.expanduser() / "blobs")
        yield Services(
            metrics=metrics,
            health=health,
            database=database,
            blobs=blobs,
            profiles=profiles,
            queue=JobQueue(database, clock),
            clock=clock,
            upload_bytes=settings.limits.upload_bytes,
            chat=Dispatcher(database, clock, metrics),
            web=web,
        )


@asynccontextmanager
async def open_worker(settings: Settings) -> AsyncIterator[WorkerServices]:
    """Open the services of the worker process."""
    from foodsave.kitchen.receipts.reader import ReceiptReader

    limits, folder = settings.reader, settings.data_dir.expanduser()
    temp_dir = folder / "tmp"
    await asyncio.to_thread(temp_dir.mkdir, parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        common = await stack.enter_async_context(open_services(settings, Metrics()))
        reader = ReceiptReader(
            cpu_s=limits.cpu_s,
            wall_s=limits.wall_s,
            memory_mb=limits.memory_mb,
            megapixels=limits.megapixels,
            pages=limits.pages,
            temp_dir=temp_dir,
        )
        stack.push_async_callback(reader.aclose)
        yield WorkerServices(
            common=common,
            reader=reader,
            metrics_port=settings.worker.metrics_port,
            grace_s=settings.server.graceful_shutdown_s,
            lock_path=folder / "worker.lock",
            temp_dir=temp_dir,
        )
