"""The events that tell what purchases cost, in one query."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, func, or_, select

from foodsave.infra.db.scope import QueryScope
from foodsave.kitchen.pantry.models import EventRow, TransactionRow


class PricedEvent(NamedTuple):
    """An `added` or `corrected` event, in the order of `_PURCHASES`."""

    lot_id: str
    kind: str
    delta_milli: int
    value_minor: int | None
    currency: str | None
    product_id: str | None
    data: dict[str, Any]


def _purchases() -> Select[*tuple[Any, ...]]:
    counts = and_(
        TransactionRow.household_id == EventRow.household_id,
        TransactionRow.id == EventRow.transaction_id,
        TransactionRow.undone_by.is_(None),
        TransactionRow.undoes.is_(None),
    )
    mine = EventRow.household_id == bindparam("household_id")
    revised_lots = select(EventRow.lot_id).join(TransactionRow, counts).where(mine, EventRow.kind == "corrected")
    revised = EventRow.lot_id.in_(revised_lots)
    bought = and_(
        EventRow.kind == "added",
        EventRow.data["split_from"].as_string().is_(None),
        EventRow.data["recipe_id"].as_string().is_(None),
        or_(revised, EventRow.value_minor > 0),
    )
    # Of lots as they were added only the latest of each product matters; those corrected since are few: all of them.
    latest_first = (
        EventRow.data["purchased_on"].as_string().desc(),
        EventRow.sequence.desc(),
        EventRow.position.desc(),
    )
    found = (
        select(
            *(getattr(EventRow, name) for name in PricedEvent._fields),
            EventRow.sequence,
            EventRow.position,
            revised.label("revised"),
            func.row_number().over(partition_by=(EventRow.product_id, revised), order_by=latest_first).label("place"),
        )
        .join(TransactionRow, counts)
        .where(mine, or_(bought, EventRow.kind == "corrected"))
        .subquery()
    )
    return (
        select(*(found.c[name] for name in PricedEvent._fields))
        .where(or_(found.c.revised, found.c.place == 1))
        .order_by(found.c.sequence, found.c.position)
    )


# Made once: to build a statement takes longer than to fetch its rows.
_PURCHASES = _purchases()


class PurchaseReader:
    """What the ledger of one household tells of prices."""

    def __init__(self, scope: QueryScope) -> None:
        self._scope = scope

    async def purchases(self) -> list[PricedEvent]:
        """Return the latest purchase of each product, and every one that was corrected with its corrections."""
        wanted = {"household_id": self._scope.household_id}
        return list(map(PricedEvent._make, await self._scope.database.fetch(_PURCHASES, wanted)))
