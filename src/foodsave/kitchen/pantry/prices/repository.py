"""The events that tell what purchases cost, in one query."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, case, or_, select

from foodsave.infra.db.scope import QueryScope
from foodsave.kitchen.pantry.models import EVENT_COUNTS, EventRow, TransactionRow


class PricedEvent(NamedTuple):
    """An `added` event with the facts that tell a price, or a `corrected` one."""

    lot_id: str
    kind: str
    delta_milli: int
    value_minor: int | None
    currency: str | None
    product_id: str | None
    data: dict[str, Any]


_FACTS = ("unit", "purchased_on", "receipt_id", "receipt_line")


def _purchases() -> Select[*tuple[Any, ...]]:
    bought = and_(
        EventRow.kind == "added",
        EventRow.data["split_from"].as_string().is_(None),
        EventRow.data["recipe_id"].as_string().is_(None),
    )
    # The facts of a lot are many: only those that matter are unpacked, by the database.
    return (
        select(
            *(getattr(EventRow, name) for name in PricedEvent._fields[:-1]),
            case((EventRow.kind == "corrected", EventRow.data)),
            *(EventRow.data[name].as_string() for name in _FACTS[:-1]),
            EventRow.data[_FACTS[-1]].as_integer(),
        )
        .join(TransactionRow, EVENT_COUNTS)
        .where(EventRow.household_id == bindparam("household_id"), or_(bought, EventRow.kind == "corrected"))
        .order_by(EventRow.sequence, EventRow.position)
    )


# Made once: to build a statement takes longer than to fetch its rows.
_PURCHASES = _purchases()


class PurchaseReader:
    """What the ledger of one household tells of prices."""

    def __init__(self, scope: QueryScope) -> None:
        self._scope = scope

    async def purchases(self) -> list[PricedEvent]:
        """Return how every lot was bought and corrected, in the order of the ledger: no parts, no leftovers."""
        rows = await self._scope.database.fetch(_PURCHASES, {"household_id": self._scope.household_id})
        return [_event(*row) for row in rows]


def _event(*columns: Any) -> PricedEvent:  # noqa: ANN401 - in the order of `_PURCHASES`
    known, data, facts = columns[: -len(_FACTS) - 1], columns[-len(_FACTS) - 1], columns[-len(_FACTS) :]
    return PricedEvent._make((*known, data or dict(zip(_FACTS, facts, strict=True))))
