"""Lots and transactions as answers.

Lots are plain dictionaries in the shape of `schemas.LotAnswer`: this is the page people open most.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from foodsave.core.profiles.service import Locale
from foodsave.kit.money import format_minor
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.pantry.expiry import Expiry, expiry_kind
from foodsave.kitchen.pantry.models import EventRow, LotRow, TransactionRow
from foodsave.kitchen.pantry.reasons import expiry_reason
from foodsave.kitchen.pantry.repository import ListedLot
from foodsave.kitchen.pantry.schemas import TransactionAnswer

_TOLD_OTHERWISE = frozenset({"unit", "price_minor", "currency"})


@lru_cache(maxsize=4096)
def lot_json(row: ListedLot, locale: Locale) -> str:
    """Return one lot as JSON; remembered, because the same lots are listed again and again."""
    return json.dumps(present_lot(row, locale), ensure_ascii=False)


def expiry_of(row: ListedLot) -> Expiry:
    """Return the effective expiry that a listed lot has."""
    kind = expiry_kind(row.expiry_basis, row.expiry_source, row.group_id)
    return Expiry(row.expires_on, row.expires_early, row.expires_late, row.expiry_basis, row.expiry_source, kind)


def present_lot(row: ListedLot, locale: Locale) -> dict[str, Any]:
    """Return one lot as a client sees it."""
    expiry = expiry_of(row)
    return {
        "id": row.id,
        "product": {"id": row.product_id, "name": row.name, "group": row.group_id},
        "amount": present_amount(row.amount_milli, row.unit),
        "place": row.place,
        "purchased_on": row.purchased_on.isoformat(),
        "printed": {"date": row.printed_on.isoformat(), "kind": row.printed_kind} if row.printed_on else None,
        "opened_on": _iso(row.opened_on),
        "frozen_on": _iso(row.frozen_on),
        "thawed_on": _iso(row.thawed_on),
        "expiry": {
            "date": _iso(row.expires_on),
            "early": _iso(row.expires_early),
            "late": _iso(row.expires_late),
            "basis": row.expiry_basis,
            "kind": None if expiry.on is None else expiry.kind,
            "reason": expiry_reason(locale, expiry, row),
            "source": None if row.expiry_basis == "printed" else row.expiry_source,
        },
        "price_paid": present_money(row.price_minor, row.currency),
        "origin": {
            "receipt_id": row.receipt_id,
            "line": row.receipt_line,
            "split_from": row.split_from,
            "recipe_id": row.recipe_id,
        },
    }


def listed(row: LotRow) -> ListedLot:
    """Return what lists show of a lot."""
    return ListedLot(*(getattr(row, name) for name in ListedLot._fields))


def present_transaction(row: TransactionRow, events: Iterable[EventRow]) -> TransactionAnswer:
    """Return a transaction with its events as a client sees it."""
    names = TransactionAnswer.model_fields.keys() - {"events"}
    told = {name: getattr(row, name) for name in names}
    return TransactionAnswer.model_validate(told | {"events": [_present_event(event) for event in events]})


def present_amount(milli: int, unit: str) -> dict[str, str]:
    """Return an amount of food for the wire; with its sign when it is a change."""
    return {"amount": Quantity(milli, Unit(unit)).amount, "unit": unit}


def present_money(minor: int | None, currency: str | None) -> dict[str, str] | None:
    """Return an amount of money for the wire; None when it is unknown."""
    return None if minor is None or currency is None else {"amount": format_minor(minor), "currency": currency}


def _present_event(row: EventRow) -> dict[str, Any]:
    of = row.data if row.kind == "added" else row.data["of"]
    after, before = dict(row.data.get("set", {})), dict(row.data.get("was", {}))
    unit = after.get("unit", of["unit"])
    same = Unit(unit).dimension is Unit(of["unit"]).dimension
    if row.kind in {"corrected", "reverted"}:
        if row.delta_milli or not same:
            before["amount"] = present_amount(of["amount_milli"], of["unit"])
            after["amount"] = present_amount(of["amount_milli"] + row.delta_milli, unit)
        if row.value_minor or "price_minor" in after:
            price = after.get("price_minor", (of["price_minor"] or 0) + (row.value_minor or 0))
            before["price"] = present_money(of["price_minor"], before.get("currency", row.currency))
            after["price"] = present_money(price, row.currency)
    return {
        "lot_id": row.lot_id,
        "kind": row.kind,
        "product": {"id": row.product_id or "", "name": after.get("name", of["name"]), "group": row.group_id},
        "change": present_amount(row.delta_milli, unit) if row.delta_milli and same else None,
        "value": present_money(row.value_minor, row.currency),
        "reason": row.reason,
        "set": {name: value for name, value in after.items() if name not in _TOLD_OTHERWISE},
        "was": {name: value for name, value in before.items() if name not in _TOLD_OTHERWISE},
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
