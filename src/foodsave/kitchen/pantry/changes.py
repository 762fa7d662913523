"""What may be done to a lot, and which of its facts that sets. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal, get_args

from foodsave.errors import Conflict, Invalid
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.catalog.shelf_life import PLACES
from foodsave.kitchen.pantry.entries import require_amount
from foodsave.kitchen.pantry.expiry import effective_expiry, is_usable
from foodsave.kitchen.pantry.ledger import Lot

DiscardReason = Literal["spoiled", "expired", "leftover", "too_much", "disliked", "damaged", "other"]
REASONS: tuple[str, ...] = get_args(DiscardReason)
Facts = dict[str, Any]

# A tonne, a thousand litres or a million pieces: what is more was typed wrongly.
MOST_MILLI = 10**9
_CORRECTABLE = frozenset(
    {"amount", "product_id", "name", "group_id", "keeps_days", "keeps_opened_days", "place", "purchased_on"}
    | {"printed_on", "printed_kind", "price_minor", "currency"}
)


def opened(lot: Lot, day: date) -> Facts:
    """Return the facts of a lot that is opened on a day.

    Raises:
        Conflict: it is open already.
    """
    if lot.opened_on is not None or lot.recipe_id is not None:
        since = f" since {lot.opened_on}" if lot.opened_on else ": it is left over from a dish"
        raise Conflict(f"{lot.name!r} is open already{since}", code="already_open")
    return {"opened_on": day}


def frozen(lot: Lot, day: date) -> Facts:
    """Return the facts of a lot that is frozen on a day.

    Raises:
        Conflict: it is frozen, was thawed, or is past the day until which it may be eaten.
    """
    if lot.place == "freezer":
        raise Conflict(f"{lot.name!r} is in the freezer already", code="already_frozen")
    if lot.thawed_on is not None:
        raise Conflict(
            f"{lot.name!r} was thawed on {lot.thawed_on}; food is not frozen twice: eat it soon or cook it",
            code="was_thawed",
        )
    expiry = effective_expiry(lot)
    if not is_usable(expiry, day):
        raise Conflict(
            f"{lot.name!r} was to be used by {expiry.late}; food past that date is not frozen", code="past_use_by"
        )
    return {"place": "freezer", "frozen_on": day, "placed_on": day}


def thawed(lot: Lot, day: date, place: str) -> Facts:
    """Return the facts of a lot that is taken out of the freezer on a day.

    Raises:
        Conflict: it is not frozen.
        Invalid: the place is unknown or the freezer, or it was frozen after that day.
    """
    if lot.place != "freezer":
        raise Conflict(f"{lot.name!r} is not frozen; it is in the {lot.place}", code="not_frozen")
    if require_place(place) == "freezer":
        raise Invalid("food thaws outside the freezer; name the place it goes to", code="unknown_place")
    if lot.frozen_on is not None and day < lot.frozen_on:
        raise Invalid(f"{lot.name!r} was frozen on {lot.frozen_on}, after that day", code="before_frozen")
    return {"place": place, "thawed_on": day, "placed_on": day}


def moved(lot: Lot, day: date, place: str) -> tuple[str, Facts]:
    """Return what a move is (moved, frozen or thawed) and the facts of the lot that is moved.

    Raises:
        Conflict: it is there already, or may not be frozen.
        Invalid: the place is unknown.
    """
    if require_place(place) == lot.place:
        raise Conflict(f"{lot.name!r} is in the {place} already", code="already_there")
    if place == "freezer":
        return "frozen", frozen(lot, day)
    if lot.place == "freezer":
        return "thawed", thawed(lot, day, place)
    return "moved", {"place": place, "placed_on": day}


def corrected(lot: Lot, changes: Mapping[str, Any], today: date) -> Lot:
    """Return a lot as people say that it really is.

    What was paid does not change with the amount. `amount` is a Quantity, also of another kind than before.

    Raises:
        Invalid: a value makes no sense, or nothing is different.
    """
    unknown = sorted(changes.keys() - _CORRECTABLE)
    if unknown:
        raise Invalid(f"{', '.join(unknown)} of a lot cannot be corrected", code="unknown_fact")
    facts = {name: value for name, value in changes.items() if name != "amount"}
    amount = changes.get("amount")
    if isinstance(amount, Quantity):
        require_amount(amount.milli, MOST_MILLI, lot.name)
        facts |= {"amount_milli": amount.milli, "unit": amount.unit.value}
    if "place" in facts:
        require_place(facts["place"])
        # what was noted wrongly never was in the other place
        facts |= {"placed_on": None} | ({} if facts["place"] == "freezer" else {"frozen_on": None})
    after = replace(lot, **facts)
    if after.printed_on is None:
        after = replace(after, printed_kind=None)
    elif after.printed_kind is None:
        after = replace(after, printed_kind="best_before")
    if after == lot:
        raise Invalid(f"{lot.name!r} is as you say already; there is nothing to correct", code="nothing_changed")
    require_dates(after, today)
    require_price(after.price_minor, after.currency, lot.name)
    return after


def require_dates(lot: Lot, today: date) -> None:
    """Refuse dates that cannot be.

    Raises:
        Invalid: it was bought in the future, or opened, frozen or thawed before it was bought.
    """
    if lot.purchased_on > today:
        raise Invalid(f"{lot.name!r} cannot have been bought after today, {today}", code="future_date")
    for name in ("opened_on", "frozen_on", "thawed_on"):
        day = getattr(lot, name)
        if day is not None and day < lot.purchased_on:
            raise Invalid(
                f"{lot.name!r} was {name.removesuffix('_on')} on {day}: it cannot have been bought after that",
                code="before_purchase",
            )


def require_price(price_minor: int | None, currency: str | None, name: str) -> None:
    """Refuse a price that is less than nothing or has no currency.

    Raises:
        Invalid: it is.
    """
    if price_minor is not None and price_minor < 0:
        raise Invalid(f"the price of {name!r} cannot be less than nothing", code="invalid_price")
    if price_minor is not None and currency is None:
        raise Invalid(f"the price of {name!r} needs a currency", code="invalid_price")


def require_place(place: str) -> str:
    """Return a place that there is.

    Raises:
        Invalid: there is no such place.
    """
    if place not in PLACES:
        raise Invalid(f"there is no place {place!r}; use one of {', '.join(PLACES)}", code="unknown_place")
    return place


def require_unit(unit: str) -> Unit:
    """Return a unit that there is.

    Raises:
        Invalid: there is no such unit.
    """
    try:
        return Unit(unit)
    except ValueError as error:
        raise Invalid(f"unknown unit {unit!r}; use one of {', '.join(Unit)}", code="unknown_unit") from error
