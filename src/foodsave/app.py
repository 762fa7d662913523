"""The ASGI composition: middlewares, routers, lifespan."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.metadata import PackageNotFoundError, version

import structlog
from fastapi import FastAPI
from starlette.middleware import Middleware

from foodsave.api import (
    chat,
    cooking,
    documentation,
    foods,
    grocy,
    health,
    insights,
    lots,
    metrics,
    pantry,
    problem,
    products,
    profile,
    receipts,
    recipe_imports,
    recipes,
    reviews,
    shopping,
)
from foodsave.api.middleware.access import Access
from foodsave.api.middleware.admission import Admission, Slots
from foodsave.api.middleware.body_limit import BodyLimit
from foodsave.api.middleware.errors import Errors
from foodsave.api.middleware.memory import Memory
from foodsave.api.middleware.performance import Performance
from foodsave.api.middleware.request_id import RequestId
from foodsave.api.middleware.well_formed import WellFormed
from foodsave.bootstrap import Services, open_services
from foodsave.infra.metrics import Metrics
from foodsave.monitoring import parts
from foodsave.monitoring.health import Ping
from foodsave.monitoring.snapshots import Sampler
from foodsave.settings import Settings

log = structlog.stdlib.get_logger(__name__)
API_PREFIX = "/api/v1"
UPLOAD_ROUTES = tuple(
    ("POST", f"{API_PREFIX}/{path}") for path in ("receipts", "recipes/import", "pantry/import/grocy")
)
MULTIPART_BYTES = 64 * 1024
DESCRIPTION = "Grocery receipts become dated lots in a pantry, so that food is eaten before it spoils."


def create_app(settings: Settings) -> FastAPI:
    """Compose the web application; its services open with the ASGI lifespan."""
    counted, sampler = Metrics(), Sampler()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_services(settings, counted) as services:
            app.state.services = services
            await _watch_parts(services, settings, app.state.worker_ping)
            sampling = asyncio.create_task(sampler.run())
            gc.collect()
            gc.freeze()  # what start-up made lives on: full collections need not walk it again
            try:
                yield
            finally:
                sampling.cancel()
                with suppress(asyncio.CancelledError):
                    await sampling

    app = FastAPI(
        title="FoodSave",
        description=DESCRIPTION,
        version=installed_version(),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        middleware=_middlewares(settings, counted, sampler),
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.metrics = counted
    app.state.worker_ping = None
    app.state.identity = health.Identity(app.version, settings.profile)
    problem.install(app)
    documentation.describe(app)
    _include_routers(app)
    return app


async def _watch_parts(services: Services, settings: Settings, worker: Ping | None) -> None:
    folder, register = settings.data_dir.expanduser(), services.health.register
    register("worker", worker or parts.worker_ping(folder / "worker.lock"), required=False)
    register("engines", parts.ping_engines, required=False)
    register("dictionary", parts.ping_dictionary, required=False)
    register("disk", parts.disk_ping(folder), required=False)
    for result in await services.health.check():
        if not result.ok:
            log.warning("part_missing", part=result.name, reason=result.reason)


def installed_version() -> str:
    """Return the version of the installed package."""
    try:
        return version("foodsave")
    except PackageNotFoundError:
        return "0+unknown"


def _include_routers(app: FastAPI) -> None:
    for module in (health, metrics, documentation):
        app.include_router(module.router)
    # literal paths such as /recipes/cookable before /recipes/{recipe_id}
    kitchen = (pantry, lots, grocy, foods, products, cooking, recipe_imports, recipes, shopping, insights)
    for noun in (receipts, reviews, *kitchen, chat, profile):
        app.include_router(noun.router, prefix=API_PREFIX)


def _middlewares(settings: Settings, counted: Metrics, sampler: Sampler) -> list[Middleware]:
    """Return the middlewares, outermost first. Everything inside Errors may raise what it refuses."""
    limits, token = settings.limits, settings.auth.token
    slots = Slots(limits.running, limits.queued, limits.queue_age_s)
    larger = dict.fromkeys(UPLOAD_ROUTES, limits.upload_bytes + MULTIPART_BYTES)
    return [
        Middleware(RequestId),
        Middleware(Performance, metrics=counted),
        Middleware(Memory, sampler=sampler),
        Middleware(Errors),
        Middleware(Access, token=token.get_secret_value() if token else None, public_url=settings.api_base_url),
        Middleware(Admission, slots=slots, metrics=counted, aside=limits.aside),
        Middleware(BodyLimit, limit_bytes=limits.body_bytes, larger=larger, idle_s=limits.body_idle_s),
        Middleware(WellFormed),
    ]
