"""The pantry as REST clients see it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, Field

from foodsave.kit.wire import MoneyAnswer, Place, QuantityAnswer
from foodsave.kitchen.pantry.ledger import PrintedKind


class ProductAnswer(BaseModel):
    id: str
    name: str
    group: str | None


class ExpiryAnswer(BaseModel):
    """`date` is the effective (likely) day, `early` to `late` its interval; null when nothing is known.

    What is past a `use_by` is not to be eaten; what is past a `best_before` may have lost quality.
    """

    date: dt.date | None
    early: dt.date | None
    late: dt.date | None
    basis: Literal["printed", "rule", "table", "opened", "frozen", "thawed", "leftover", "unknown"]
    kind: PrintedKind | None
    reason: str
    source: str | None


class PrintedDate(BaseModel):
    date: dt.date
    kind: PrintedKind


class Origin(BaseModel):
    """Where a lot comes from: a line of a receipt, a lot that it was part of, a dish that it is left over from."""

    receipt_id: str | None
    line: int | None
    split_from: str | None
    recipe_id: str | None


class LotAnswer(BaseModel):
    id: str
    product: ProductAnswer
    amount: QuantityAnswer
    place: Place
    purchased_on: dt.date
    printed: PrintedDate | None
    opened_on: dt.date | None
    frozen_on: dt.date | None
    thawed_on: dt.date | None
    expiry: ExpiryAnswer
    price_paid: MoneyAnswer | None = Field(
        description="After discounts, for what is left of the lot; null when unknown"
    )
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
