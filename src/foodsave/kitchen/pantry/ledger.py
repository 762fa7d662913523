"""The arithmetic of the ledger: what events leave in each lot. Pure.

A lot begins with one `added` event that carries its facts; later events only change its amount. A `retracted` event
takes back the `added` event of an undone transaction, so that the lot is gone as if it had never been.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from foodsave.errors import Conflict


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one lot by `delta_milli` thousandths of its base unit."""

    lot_id: str
    kind: str
    delta_milli: int
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class LotState:
    """What the events of one lot sum to."""

    amount_milli: int
    data: dict[str, Any]


def project_lots(events: Iterable[Event]) -> dict[str, LotState]:
    """Return the lots that exist after `events`, in their order.

    Raises:
        Conflict: an event is about a lot that does not exist, or would leave less than nothing of it.
    """
    lots: dict[str, LotState] = {}
    for event in events:
        if event.kind == "added":
            if event.lot_id in lots:
                raise Conflict(f"the lot {event.lot_id} was added twice", code="ledger_broken")
            lots[event.lot_id] = LotState(event.delta_milli, event.data)
            continue
        lot = lots.pop(event.lot_id, None)
        if event.kind != "retracted" or lot is None or lot.amount_milli + event.delta_milli != 0:
            raise Conflict(f"the lot {event.lot_id} cannot be taken back", code="ledger_broken")
    return lots
