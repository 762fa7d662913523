"""The events by which food left the pantry, in one query."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from foodsave.infra.db.scope import QueryScope
from foodsave.kitchen.pantry.models import EVENT_COUNTS, EventRow, TransactionRow


class LastTaken(NamedTuple):
    """The latest event that took something of a product: `kind` is consumed, cooked or discarded."""

    event_id: str
    product_id: str
    kind: str
    on: date


_RANKED = (
    select(
        EventRow.id.label("event_id"),
        EventRow.product_id,
        EventRow.kind,
        TransactionRow.happened_on.label("on"),
        func.row_number()
        .over(partition_by=EventRow.product_id, order_by=(EventRow.sequence.desc(), EventRow.position.desc()))
        .label("place"),
    )
    .join(TransactionRow, EVENT_COUNTS)
    .where(
        EventRow.household_id == bindparam("household_id"),
        EventRow.product_id.in_(bindparam("product_ids", expanding=True)),
        EventRow.kind.in_(("consumed", "cooked", "discarded")),
    )
    .subquery()
)
_LAST = select(*(_RANKED.c[name] for name in LastTaken._fields)).where(_RANKED.c.place == 1)


async def last_taken(scope: QueryScope, product_ids: Collection[str]) -> dict[str, LastTaken]:
    """Return the latest event that took something of each of these products; those never touched are left out."""
    if not product_ids:
        return {}
    wanted = {"household_id": scope.household_id, "product_ids": list(product_ids)}
    rows = map(LastTaken._make, await scope.database.fetch(_LAST, wanted))
    return {row.product_id: row for row in rows}
