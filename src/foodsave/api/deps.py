"""What routes are given: the services of the process and the household that calls."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from fastapi import Depends, Request
from starlette.requests import HTTPConnection

from foodsave.bootstrap import Services
from foodsave.core.profiles.service import Household
from foodsave.infra.db.scope import QueryScope, Scope
from foodsave.kit.clock import today_in


@dataclass(frozen=True, slots=True)
class Caller:
    """One request's household with the means to work for it. A transaction ends before the answer is sent."""

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


def services(request: HTTPConnection) -> Services:
    found: Services = request.app.state.services
    return found


async def caller(request: Request) -> Caller:
    found = services(request)
    household = await found.profiles.current()
    language = request.headers.get("accept-language", "")[:2].lower()
    if language in {"pl", "en"} and language != household.locale:
        household = replace(household, locale="pl" if language == "pl" else "en")
    return Caller(found, household)


CallerDep = Annotated[Caller, Depends(caller)]
