"""The pantry as REST clients see it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, model_validator

from foodsave.kit.wire import (
    Day,
    FoodDay,
    Identifier,
    MoneyAnswer,
    Place,
    PlainText,
    QuantityAnswer,
    QuantityWanted,
    Strict,
)
from foodsave.kitchen.pantry.changes import DiscardReason
from foodsave.kitchen.pantry.ledger import PrintedKind

# What is in the future is refused by the ledger, which knows the household's date.
PastDay = Annotated[Day, Field(ge=dt.date(1990, 1, 1))]
EventKind = Literal[
    "added",
    "consumed",
    "cooked",
    "discarded",
    "opened",
    "frozen",
    "thawed",
    "moved",
    "split",
    "corrected",
    "reverted",
    "retracted",
]


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


class EventAnswer(BaseModel):
    """One change of one lot. `change` is its amount with a sign, null when none or when the unit was corrected;
    `value` the part of the price paid that came or went with it. `set` and `was` are the facts that it changed."""

    lot_id: str
    kind: EventKind
    product: ProductAnswer
    change: QuantityAnswer | None
    value: MoneyAnswer | None
    reason: DiscardReason | None
    set: dict[str, Any]
    was: dict[str, Any]


class TransactionAnswer(BaseModel):
    """What one action did, with who did it and why; `happened_on` is the household's date."""

    id: str
    sequence: int
    kind: str
    reference: str | None
    at: dt.datetime
    happened_on: dt.date
    actor: str | None
    note: str | None
    undoes: str | None
    undone_by: str | None
    events: list[EventAnswer]


class TransactionPage(BaseModel):
    items: list[TransactionAnswer]
    next_cursor: str | None


class LotHistory(BaseModel):
    """A lot with every transaction that touched it, oldest first, each with the events of this lot only.

    Of a lot that is gone the last state is told, with the amount 0.
    """

    lot: LotAnswer
    gone: bool
    history: list[TransactionAnswer]


class PostingAnswer(BaseModel):
    """What was written, the lots that it is about as they are now, and those of which nothing is left."""

    transaction: TransactionAnswer
    lots: list[LotAnswer]
    gone: list[str]


class Noted(Strict):
    """Who did it and why, in people's own words, and on which day when that was not today."""

    actor: Annotated[PlainText, Field(max_length=80)] | None = None
    note: Annotated[PlainText, Field(max_length=200)] | None = None
    on: PastDay | None = Field(default=None, description="The household's date; not in the future")


class PriceWanted(Strict):
    """What was paid in all; in the household's currency unless another is named."""

    amount: str = Field(pattern=r"^[0-9]{1,9}(\.[0-9]{1,2})?$", examples=["12.34"])
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$", examples=["PLN"])


class LotWanted(Noted):
    """Food to add: `name` as the household calls it, or the id of one of its products."""

    name: Annotated[PlainText, Field(max_length=120)] | None = None
    product_id: Identifier | None = None
    amount: QuantityWanted
    place: Place | None = None
    purchased_on: PastDay | None = None
    printed_on: FoodDay | None = None
    printed_kind: PrintedKind | None = None
    price: PriceWanted | None = None

    @model_validator(mode="after")
    def _one_name(self) -> LotWanted:
        if (self.name is None) is (self.product_id is None):
            raise ValueError("give either name or product_id")
        return self


class PartWanted(Noted):
    """Which part of a lot; all of it without an amount."""

    amount: QuantityWanted | None = None


class DiscardWanted(PartWanted):
    reason: DiscardReason


class ThawWanted(PartWanted):
    place: Place = "fridge"


class MoveWanted(PartWanted):
    place: Place


class SplitWanted(Noted):
    amount: QuantityWanted


class ProductConsumption(Noted):
    """An amount of a product, taken from what is to be used first."""

    product_id: Identifier
    amount: QuantityWanted


class LotCorrection(Noted):
    """What was noted wrongly; what is not named stays. The price stays too when only the amount is corrected."""

    amount: QuantityWanted | None = None
    name: Annotated[PlainText, Field(max_length=120)] | None = None
    product_id: Identifier | None = None
    group: Annotated[str, Field(max_length=40)] | None = None
    place: Place | None = None
    purchased_on: PastDay | None = None
    printed_on: FoodDay | None = Field(default=None, description="null when no date is printed")
    printed_kind: PrintedKind | None = None
    price: PriceWanted | None = Field(default=None, description="null when it is not known")
