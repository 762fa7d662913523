"""Which dishes a lot is left over from, also by way of other dishes."""

from __future__ import annotations

from collections.abc import Iterable

from foodsave.errors import Conflict
from foodsave.kitchen.pantry.ledger import Lot, lot_from
from foodsave.kitchen.pantry.repository import LedgerRepository


async def refuse_cycle(rows: LedgerRepository, recipe_id: str, taken: Iterable[Lot]) -> None:
    """Refuse to cook a dish from what is left over of it, also through other dishes.

    Raises:
        Conflict: one of the taken lots is such a leftover.
    """
    for lot in taken:
        if lot.recipe_id is not None and recipe_id in await _origins(rows, lot):
            raise Conflict(
                f"{lot.name!r} is left over from the same recipe, directly or through another dish; "
                "leave it out, or note it as eaten",
                code="cyclic_leftovers",
                details={"lot_id": lot.id, "recipe_id": recipe_id},
            )


async def _origins(rows: LedgerRepository, leftover: Lot) -> set[str]:
    recipes: set[str] = set()
    waiting, seen = {leftover.id}, set[str]()
    while waiting:
        added = [event for event in await rows.events_of_lots(waiting) if event.kind == "added"]
        seen |= waiting
        waiting = set()
        lots = [lot_from(event.lot_id, event.data) for event in added]
        recipes.update(lot.recipe_id for lot in lots if lot.recipe_id is not None)
        waiting |= {lot.split_from for lot in lots if lot.split_from is not None}
        cooked = {event.transaction_id for event, lot in zip(added, lots, strict=True) if lot.recipe_id is not None}
        for _, events in await rows.transactions_of(cooked):
            waiting |= {event.lot_id for event in events if event.kind == "cooked"}
        waiting -= seen
    return recipes
