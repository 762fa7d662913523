"""The household that commands of the terminal work for, on its database directly; a server may run beside it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import anyio
import structlog

from foodsave.bootstrap import Services, open_services
from foodsave.core.profiles.service import Household
from foodsave.infra.db.scope import QueryScope, Scope
from foodsave.infra.metrics import Metrics
from foodsave.kit.clock import today_in
from foodsave.settings import load_settings

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Home:
    """The household of this installation with the means to work for it."""

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


def at_home(action: Callable[[Home], Awaitable[Result]]) -> Result:
    """Run `action` for the household of this installation and return what it returns."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    return anyio.run(_run, action)


async def _run(action: Callable[[Home], Awaitable[Result]]) -> Result:
    async with open_services(load_settings(), Metrics()) as services:
        return await action(Home(services, await services.profiles.current()))
