"""The events of one transaction while it is thought out: the lots are always as these events leave them. Pure.

Nothing is written before all of it is known to be right, so a refusal leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from foodsave.errors import Conflict, Invalid
from foodsave.kit.ids import new_id
from foodsave.kit.money import Money
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.pantry.ledger import (
    TAKEN,
    Event,
    Lot,
    NewLot,
    added_event,
    apply_event,
    change_events,
    retracted_event,
    taken_event,
)


class Entries:
    """The events to be written, in order; `lots` holds each lot that they are about as it is afterwards."""

    def __init__(self, lots: Iterable[Lot] = ()) -> None:
        self.lots: dict[str, Lot | None] = {lot.id: lot for lot in lots}
        self.events: list[Event] = []
        self.made: list[str] = []

    def add(self, new: NewLot) -> str:
        """Add a lot and return its id."""
        lot = Lot(id=new_id(), **asdict(new))
        self._append(added_event(lot))
        self.made.append(lot.id)
        return lot.id

    def take(self, lot_id: str, milli: int | None, kind: str, reason: str | None = None) -> None:
        """Take `milli` thousandths of a lot, or all of it.

        Raises:
            Conflict: there is less.
        """
        lot = self.present(lot_id)
        wanted = lot.amount_milli if milli is None else milli
        if wanted > lot.amount_milli or not lot.amount_milli:
            raise not_enough(lot, wanted)
        self._append(taken_event(lot, wanted, kind, reason))

    def split_off(self, lot_id: str, milli: int | None) -> str:
        """Return the lot that holds `milli` thousandths of a lot: a new one, or the lot itself when that is all of it.

        Raises:
            Conflict: there is less.
        """
        lot = self.present(lot_id)
        if milli is None or milli == lot.amount_milli:
            return lot_id
        self.take(lot_id, milli, "split")
        left = self.present(lot_id).price_minor
        price = None if lot.price_minor is None or left is None else lot.price_minor - left
        part = {name: value for name, value in asdict(lot).items() if name != "id"}
        return self.add(NewLot(**(part | {"amount_milli": milli, "price_minor": price, "split_from": lot_id})))

    def change(self, lot_id: str, kind: str, facts: Mapping[str, Any]) -> None:
        """Set facts of a lot by name."""
        before = self.present(lot_id)
        self.become(kind, before, replace(before, **facts))

    def become(self, kind: str, before: Lot, after: Lot) -> None:
        """Make a lot be as `after` says."""
        for event in change_events(kind, before, after):
            self._append(event)

    def retract(self, lot_id: str) -> None:
        """End a lot as if it had never been."""
        self._append(retracted_event(self.present(lot_id)))

    def value_taken(self) -> Money | None:
        """Return what everything taken so far had cost; None unless all of it is known and in one currency."""
        taken = [event for event in self.events if event.kind in TAKEN]
        currencies = {event.currency for event in taken}
        if len(currencies) != 1 or any(event.value_minor is None for event in taken):
            return None
        currency = currencies.pop()
        return Money(-sum(event.value_minor or 0 for event in taken), currency) if currency else None

    def present(self, lot_id: str) -> Lot:
        """Return a lot as it is after the events so far."""
        lot = self.lots[lot_id]
        if lot is None:
            raise KeyError(lot_id)
        return lot

    def _append(self, event: Event) -> None:
        self.lots[event.lot_id] = apply_event(self.lots.get(event.lot_id), event)
        self.events.append(event)


def not_enough(lot: Lot, wanted_milli: int) -> Conflict:
    """Return the refusal to take more of a lot than there is."""
    left, wanted = (Quantity(milli, Unit(lot.unit)) for milli in (lot.amount_milli, wanted_milli))
    there = f"only {left} of {lot.name!r} is left" if left.milli else f"nothing of {lot.name!r} is left"
    amounts = {"wanted": {"amount": wanted.amount, "unit": lot.unit}, "left": {"amount": left.amount, "unit": lot.unit}}
    return Conflict(
        f"{there}, which is not enough; take what there is, or look at the pantry again",
        code="not_enough",
        details={"lot_id": lot.id, "name": lot.name, **amounts},
    )


def require_amount(milli: int, most_milli: int, name: str) -> None:
    """Refuse an amount that is zero, negative or beyond belief.

    Raises:
        Invalid: it is.
    """
    if milli <= 0:
        raise Invalid(f"an amount of {name!r} must be more than zero", code="invalid_quantity")
    if milli > most_milli:
        raise Invalid(f"this is more of {name!r} than a household can have; check the amount", code="absurd_amount")
