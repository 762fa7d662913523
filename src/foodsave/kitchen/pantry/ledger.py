"""The arithmetic of the ledger: what events leave of each lot, and what the events of a change are. Pure.

A lot begins with one `added` event that carries its facts; later events change its amount, its price or its facts.
A `reverted` event gives a lot back what an undone transaction changed; a `retracted` one takes back the `added` event
of an undone transaction, so that the lot is gone as if it had never been.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal

from foodsave.errors import Conflict

PrintedKind = Literal["use_by", "best_before"]
TAKEN = frozenset({"consumed", "cooked", "discarded", "split"})
CHANGED = frozenset({"opened", "frozen", "thawed", "moved", "corrected", "reverted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLot:
    """A lot about to be added: `amount_milli` thousandths of the base of `unit`, bought for `price_minor` in all.

    `keeps_days` and `keeps_opened_days` are the household's own rule for the product; `recipe_id` names the dish that
    it is left over from, cooked on `purchased_on`; `placed_on` is the day that it was last moved.
    """

    product_id: str
    name: str
    group_id: str | None
    amount_milli: int
    unit: str
    place: str
    purchased_on: date
    printed_on: date | None = None
    printed_kind: PrintedKind | None = None
    price_minor: int | None = None
    currency: str | None = None
    receipt_id: str | None = None
    receipt_line: int | None = None
    opened_on: date | None = None
    frozen_on: date | None = None
    thawed_on: date | None = None
    placed_on: date | None = None
    keeps_days: int | None = None
    keeps_opened_days: int | None = None
    split_from: str | None = None
    recipe_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot(NewLot):
    """A lot as its events leave it; all of it is gone when its amount is zero."""

    id: str


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one lot by `delta_milli` thousandths of its base unit and `value_minor` of its price.

    `data` holds the facts of an added lot; of a change `set` and `was`, and `of`: the lot's name, unit, amount and
    price before it.
    """

    lot_id: str
    kind: str
    delta_milli: int
    data: dict[str, Any]
    value_minor: int | None = None
    currency: str | None = None
    product_id: str | None = None
    group_id: str | None = None
    reason: str | None = None


FACTS = tuple(field.name for field in fields(NewLot))
DATES = tuple(name for name in FACTS if name.endswith("_on"))


def as_data(lot: NewLot) -> dict[str, Any]:
    """Return the facts of a lot as JSON keeps them."""
    return {name: _plain(getattr(lot, name)) for name in FACTS}


def lot_from(lot_id: str, data: Mapping[str, Any]) -> Lot:
    """Return the lot of an `added` event's data; facts that are missing there were not known to an older release."""
    return Lot(id=lot_id, **{name: _typed(name, data[name]) for name in FACTS if name in data})


def part_of_price(price_minor: int | None, amount_milli: int, taken_milli: int) -> int | None:
    """Return what a part of a lot costs, so that it and what is left always sum to the price.

    What is left keeps its share of the price, half up to the minor unit; the part has the rest.
    """
    if price_minor is None:
        return None
    left_milli = amount_milli - taken_milli
    return price_minor - (2 * price_minor * left_milli + amount_milli) // (2 * amount_milli)


def added_event(lot: Lot) -> Event:
    """Return the event that a lot begins with."""
    return _event(lot, "added", lot.amount_milli, lot.price_minor, as_data(lot))


def retracted_event(lot: Lot) -> Event:
    """Return the event that ends a lot as if it had never been."""
    return _event(lot, "retracted", -lot.amount_milli, _negative(lot.price_minor), _told(lot))


def taken_event(lot: Lot, taken_milli: int, kind: str, reason: str | None = None) -> Event:
    """Return the event of a part that leaves its lot with its share of the price."""
    value = part_of_price(lot.price_minor, lot.amount_milli, taken_milli)
    return _event(lot, kind, -taken_milli, _negative(value), _told(lot), reason)


def change_events(kind: str, before: Lot, after: Lot) -> Iterator[Event]:
    """Yield what makes one state of a lot of another: one event, or two when its price is in another currency."""
    told = {name for name in FACTS if name not in {"amount_milli", "price_minor"}}
    if before.price_minor is not None and after.price_minor is not None and before.currency != after.currency:
        unpriced = replace(before, price_minor=None)
        yield from change_events(kind, before, unpriced)
        before = unpriced
    if (before.price_minor is None) is not (after.price_minor is None):
        told.add("price_minor")
    differing = [name for name in FACTS if name in told and getattr(before, name) != getattr(after, name)]
    data = {
        "set": {name: _plain(getattr(after, name)) for name in differing},
        "was": {name: _plain(getattr(before, name)) for name in differing},
    }
    known = before.price_minor is not None or after.price_minor is not None
    value = (after.price_minor or 0) - (before.price_minor or 0) if known else None
    whose = before if after.price_minor is None else after
    yield _event(whose, kind, after.amount_milli - before.amount_milli, value, data | _told(before))


def apply_event(lot: Lot | None, event: Event) -> Lot | None:
    """Return what an event leaves of a lot; None when it is gone as if it had never been.

    Raises:
        Conflict: the event is about a lot that does not exist, or would leave less than nothing of it.
    """
    if event.kind == "added":
        if lot is not None:
            raise _broken(event.lot_id, "was added twice")
        return replace(lot_from(event.lot_id, event.data), amount_milli=event.delta_milli)
    if lot is None or not (lot.amount_milli or event.kind == "reverted"):
        raise _broken(event.lot_id, "is changed but is not there")
    if event.kind == "retracted":
        if lot.amount_milli + event.delta_milli != 0:
            raise _broken(event.lot_id, "cannot be taken back")
        return None
    if event.kind not in TAKEN | CHANGED:
        raise _broken(event.lot_id, f"was {event.kind}, which nobody knows")
    return _changed(lot, event)


def replay(events: Iterable[Event]) -> dict[str, Lot]:
    """Return every lot after `events`, in their order, also those of which nothing is left.

    Raises:
        Conflict: the events do not add up.
    """
    lots: dict[str, Lot] = {}
    for event in events:
        after = apply_event(lots.get(event.lot_id), event)
        if after is None:
            del lots[event.lot_id]
        else:
            lots[event.lot_id] = after
    return lots


def project_lots(events: Iterable[Event]) -> dict[str, Lot]:
    """Return the lots that exist after `events`, in their order.

    Raises:
        Conflict: the events do not add up.
    """
    return {lot_id: lot for lot_id, lot in replay(events).items() if lot.amount_milli}


def _changed(lot: Lot, event: Event) -> Lot:
    price = lot.price_minor
    if event.value_minor is not None:
        price = (price or 0) + event.value_minor
    told = {name: _typed(name, value) for name, value in event.data.get("set", {}).items()}
    after = replace(lot, **({"amount_milli": lot.amount_milli + event.delta_milli, "price_minor": price} | told))
    if after.amount_milli < 0 or (after.price_minor or 0) < 0:
        raise _broken(lot.id, "would be less than nothing")
    return after


def _event(
    lot: Lot, kind: str, delta_milli: int, value: int | None, data: dict[str, Any], reason: str | None = None
) -> Event:
    return Event(
        lot_id=lot.id,
        kind=kind,
        delta_milli=delta_milli,
        data=data,
        value_minor=value,
        currency=lot.currency,
        product_id=lot.product_id,
        group_id=lot.group_id,
        reason=reason,
    )


def _told(lot: Lot) -> dict[str, Any]:
    return {"of": {name: getattr(lot, name) for name in ("name", "unit", "amount_milli", "price_minor")}}


def _negative(value: int | None) -> int | None:
    return None if value is None else -value


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _typed(name: str, value: Any) -> Any:  # noqa: ANN401 - a fact as JSON keeps it, and as it is
    return date.fromisoformat(value) if name in DATES and value is not None else value


def _broken(lot_id: str, how: str) -> Conflict:
    return Conflict(f"the ledger does not add up: the lot {lot_id} {how}", code="ledger_broken")
