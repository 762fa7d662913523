"""Migrations run on the connection that foodsave.infra.db.migrate holds under its lock."""

from __future__ import annotations

from alembic import context

import foodsave.core.profiles.models
import foodsave.infra.db.idempotency
import foodsave.jobs.models
import foodsave.kitchen.catalog.models
import foodsave.kitchen.pantry.models
import foodsave.kitchen.planning.models
import foodsave.kitchen.receipts.models
import foodsave.kitchen.recipes.models  # noqa: F401
from foodsave.infra.db.tables import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
