"""Who the household is. Before accounts exist one household is made at first start."""

from __future__ import annotations

import asyncio
import math
import time
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from foodsave.core.profiles.models import HouseholdRow
from foodsave.core.profiles.repository import HouseholdRepository, household_columns
from foodsave.errors import Invalid, NotFound
from foodsave.infra.db.database import Database, hold_exclusively
from foodsave.infra.db.scope import QueryScope, Scope
from foodsave.kit.clock import Clock
from foodsave.kit.ids import new_id
from foodsave.kit.money import Money

Locale = Literal["pl", "en"]


@cache
def zone_names() -> tuple[str, ...]:
    """Return the names of the time zones of the IANA database. Reads a file the first time."""
    return tuple(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


@dataclass(frozen=True, slots=True)
class Household:
    """A household's settings: `locale` of its answers, ISO 4217 `currency`, IANA `timezone`.

    `people` usually eat together. `allergens` are hard limits of what is proposed to them and `diets` their ways of
    eating: ids of the catalog, checked where they come in.
    """

    id: str
    name: str = "Dom"
    locale: Locale = "pl"
    currency: str = "PLN"
    timezone: str = "Europe/Warsaw"
    people: int = 2
    allergens: tuple[str, ...] = ()
    diets: tuple[str, ...] = ()


async def ensure_household(database: Database, clock: Clock) -> Household:
    """Return the household of this installation and make it at first start. Safe to call from several processes."""
    async with database.write() as session:
        await hold_exclusively(session, "first household")
        repository = HouseholdRepository(session)
        row = await repository.first()
        if row is not None:
            return _household(row)
        fresh = Household(id=new_id())
        repository.add(
            HouseholdRow(
                id=fresh.id,
                name=fresh.name,
                locale=fresh.locale,
                currency=fresh.currency,
                timezone=fresh.timezone,
                people=fresh.people,
                allergens=list(fresh.allergens),
                diets=list(fresh.diets),
                created_at=clock.now(),
            )
        )
        return fresh


async def load_household(scope: Scope) -> Household:
    """Return the household of `scope`.

    Raises:
        NotFound: it was deleted.
    """
    row = await HouseholdRepository(scope.session).get(scope.household_id)
    if row is None:
        raise NotFound("this household does not exist")
    return _household(row)


async def change_household(scope: Scope, wanted: Household) -> Household:
    """Replace the settings of the household of `scope` and return them.

    Raises:
        Invalid: the currency or the time zone is unknown.
        NotFound: the household was deleted.
    """
    row = await HouseholdRepository(scope.session).get(scope.household_id)
    if row is None:
        raise NotFound("this household does not exist")
    Money(0, wanted.currency)
    try:
        await asyncio.to_thread(ZoneInfo, wanted.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid(f"unknown time zone {wanted.timezone!r}; use a name such as Europe/Warsaw") from error
    row.name, row.locale, row.currency, row.timezone = wanted.name, wanted.locale, wanted.currency, wanted.timezone
    row.people, row.allergens, row.diets = wanted.people, list(wanted.allergens), list(wanted.diets)
    return replace(wanted, id=row.id)


def _household(row: Any) -> Household:  # noqa: ANN401 - a row, or its columns
    return Household(
        id=row.id,
        name=row.name,
        locale="en" if row.locale == "en" else "pl",
        currency=row.currency,
        timezone=row.timezone,
        people=row.people,
        allergens=tuple(row.allergens),
        diets=tuple(row.diets),
    )


class Profiles:
    """The household of this installation, remembered for a moment so that reads need not ask for it each time.

    Another process sees a change after at most `fresh_s` seconds.
    """

    def __init__(self, database: Database, household: Household, *, fresh_s: float = 2.0) -> None:
        self._database = database
        self._household = household
        self._fresh_s = fresh_s
        self._read_at = -math.inf
        self._zone = ""

    async def current(self) -> Household:
        """Return the household's settings."""
        if time.monotonic() - self._read_at > self._fresh_s:
            # One request asks; the others go on with what is known instead of asking all at once.
            asked_at = self._read_at = time.monotonic()
            row = await household_columns(QueryScope(self._database, self._household.id))
            if row is not None and self._read_at == asked_at:
                await self.remember(_household(row))
        return self._household

    async def remember(self, household: Household) -> None:
        """Take note of settings that were just read or changed."""
        # A zone is read from a file once; afterwards ZoneInfo has it at hand.
        if household.timezone != self._zone:
            await asyncio.to_thread(ZoneInfo, household.timezone)
            self._zone = household.timezone
        self._household, self._read_at = household, time.monotonic()
