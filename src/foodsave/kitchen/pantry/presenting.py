"""Lots as answers. Plain dictionaries in the shape of `schemas.LotAnswer`: this is the page people open most."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

from foodsave.core.profiles.service import Locale
from foodsave.kit.money import format_minor
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.pantry.expiry import Expiry, expiry_reason
from foodsave.kitchen.pantry.repository import ListedLot


@lru_cache(maxsize=4096)
def lot_json(row: ListedLot, locale: Locale) -> str:
    """Return one lot as JSON; remembered, because the same lots are listed again and again."""
    return json.dumps(present_lot(row, locale), ensure_ascii=False)


def present_lot(row: ListedLot, locale: Locale) -> dict[str, Any]:
    """Return one lot as a client sees it."""
    quantity = Quantity(row.amount_milli, Unit(row.unit))
    expiry = Expiry(row.expires_on, row.expires_early, row.expires_late, row.expiry_basis, row.expiry_source)
    price = None
    if row.price_minor is not None and row.currency is not None:
        price = {"amount": format_minor(row.price_minor), "currency": row.currency}
    return {
        "id": row.id,
        "product": {"id": row.product_id, "name": row.name, "group": row.group_id},
        "amount": {"amount": quantity.amount, "unit": row.unit},
        "place": row.place,
        "purchased_on": row.purchased_on.isoformat(),
        "expiry": {
            "date": _iso(row.expires_on),
            "early": _iso(row.expires_early),
            "late": _iso(row.expires_late),
            "basis": row.expiry_basis,
            "reason": expiry_reason(
                locale, expiry, purchased_on=row.purchased_on, group_id=row.group_id, place=row.place
            ),
            "source": row.expiry_source if row.expiry_basis == "table" else None,
        },
        "price_paid": price,
        "origin": {"receipt_id": row.receipt_id, "line": row.receipt_line},
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
