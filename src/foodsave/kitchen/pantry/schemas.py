"""The pantry as REST clients see it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, Field

from foodsave.kit.wire import MoneyAnswer, Place, QuantityAnswer


class ProductAnswer(BaseModel):
    id: str
    name: str
    group: str | None


class ExpiryAnswer(BaseModel):
    """`date` is the effective (likely) day, `early` to `late` its interval; null when nothing is known."""

    date: dt.date | None
    early: dt.date | None
    late: dt.date | None
    basis: Literal["printed", "table", "unknown"]
    reason: str
    source: str | None


class Origin(BaseModel):
    receipt_id: str | None
    line: int | None


class LotAnswer(BaseModel):
    id: str
    product: ProductAnswer
    amount: QuantityAnswer
    place: Place
    purchased_on: dt.date
    expiry: ExpiryAnswer
    price_paid: MoneyAnswer | None = Field(description="After discounts, for the whole lot; null when unknown")
    origin: Origin


class LotPage(BaseModel):
    items: list[LotAnswer]
    next_cursor: str | None


class TransactionAnswer(BaseModel):
    id: str
    sequence: int
    kind: str
    reference: str | None
    at: dt.datetime
    undoes: str | None
    undone_by: str | None


class TransactionPage(BaseModel):
    items: list[TransactionAnswer]
    next_cursor: str | None
