"""The database: engine, household scope, migrations."""

from foodsave.infra.db.database import Database, hold_exclusively
from foodsave.infra.db.migrations import migrate
from foodsave.infra.db.scope import QueryScope, Scope, ScopedRepository
from foodsave.infra.db.tables import Base, HouseholdOwned, Instant

__all__ = [
    "Base",
    "Database",
    "HouseholdOwned",
    "Instant",
    "QueryScope",
    "Scope",
    "ScopedRepository",
    "hold_exclusively",
    "migrate",
]
