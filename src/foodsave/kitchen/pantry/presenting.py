"""Lots as answers. Plain dictionaries in the shape of `schemas.LotAnswer`: this is the page people open most."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

from foodsave.core.profiles.service import Locale
from foodsave.kit.money import format_minor
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.pantry.expiry import Expiry, expiry_kind
from foodsave.kitchen.pantry.reasons import expiry_reason
from foodsave.kitchen.pantry.repository import ListedLot


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


def present_amount(milli: int, unit: str) -> dict[str, str]:
    """Return an amount of food for the wire; with its sign when it is a change."""
    return {"amount": Quantity(milli, Unit(unit)).amount, "unit": unit}


def present_money(minor: int | None, currency: str | None) -> dict[str, str] | None:
    """Return an amount of money for the wire; None when it is unknown."""
    return None if minor is None or currency is None else {"amount": format_minor(minor), "currency": currency}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
