"""The household that a piece of work is for, without which no repository runs."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from foodsave.infra.db.database import Database


@dataclass(frozen=True, slots=True)
class Scope:
    """One open transaction and the household whose rows it may touch."""

    session: AsyncSession
    household_id: str

    def __post_init__(self) -> None:
        if not self.household_id:
            raise ValueError("a scope needs a household")


class ScopedRepository:
    """A repository that cannot exist without a household."""

    def __init__(self, scope: Scope) -> None:
        if not isinstance(scope, Scope):
            raise TypeError("a repository needs the scope of a household")
        self._session = scope.session
        self._household_id = scope.household_id


@dataclass(frozen=True, slots=True)
class QueryScope:
    """The household whose rows single queries may see, outside any transaction."""

    database: Database
    household_id: str

    def __post_init__(self) -> None:
        if not self.household_id:
            raise ValueError("a scope needs a household")
