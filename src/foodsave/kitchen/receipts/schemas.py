"""Receipts as REST clients see them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints, model_validator
from pydantic.json_schema import SkipJsonSchema

from foodsave.kit.money import parse_minor
from foodsave.kit.wire import (
    AMOUNT_PATTERN,
    QUANTITY_PATTERN,
    FoodDay,
    Identifier,
    MoneyAnswer,
    Place,
    PlainText,
    QuantityAnswer,
    QuantityWanted,
    Strict,
)
from foodsave.kitchen.catalog.groups import storage_groups

Status = Literal["queued", "reading", "needs_review", "confirmed", "failed"]
PrintedKind = Literal["use_by", "best_before"]
Amount = Annotated[str, StringConstraints(pattern=AMOUNT_PATTERN)]
NotNegative = Annotated[str, StringConstraints(pattern=AMOUNT_PATTERN.replace("-?", ""))]
GroupId = Annotated[str, Field(max_length=40, json_schema_extra=lambda schema: schema.update(enum=[*storage_groups()]))]


class Failure(BaseModel):
    code: str
    detail: str
    advice: str


class Progress(BaseModel):
    """Where the reading stands: `ahead` receipts will be read before this one; `tries` counts readings begun."""

    stage: Literal["queued", "reading"]
    ahead: int
    tries: int


class Duplicate(BaseModel):
    receipt_id: str
    reason: Literal["same_picture", "same_purchase", "same_lines"]


class Page(BaseModel):
    width: int
    height: int
    image: str


class Proposed(BaseModel):
    """Why a product is proposed: an earlier correction (alias), the household's rule for names with certain words, a
    product of that name, the catalog, people's own word (corrected), or not at all (unknown)."""

    basis: Literal["alias", "rule", "product", "catalog", "unknown", "corrected"]
    reason: str


class LineAnswer(BaseModel):
    n: int
    name: str
    qty: str | None
    unit_price: MoneyAnswer | None
    line_total: MoneyAnswer
    discount: MoneyAnswer
    vat: str | None
    confidence: float = Field(ge=0, le=1)
    page: int
    box: tuple[float, float, float, float] | None = Field(description="x0, y0, x1, y1 as fractions of the page")
    suspicious: bool
    edited: bool
    product: str
    group: str | None
    amount: QuantityAnswer
    place: Place
    stocked: bool
    printed_on: dt.date | None
    printed_kind: PrintedKind | None
    proposed: Proposed


class ReceiptSummary(BaseModel):
    id: str
    status: Status
    created_at: dt.datetime
    filename: str | None
    store: str | None
    date: dt.date | None
    total: MoneyAnswer | None
    balanced: bool
    lines: int
    duplicate: Duplicate | None


class ReceiptPage(BaseModel):
    items: list[ReceiptSummary]
    next_cursor: str | None


class ReceiptAnswer(BaseModel):
    id: str
    status: Status
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
    filename: str | None
    media_type: str
    size_bytes: int
    sha256: str
    progress: Progress | None
    failure: Failure | None
    engine: str | None
    read_seconds: float | None
    chain: str | None
    store: str | None
    nip: str | None
    date: dt.date | None
    assumed_date: dt.date | None = Field(description="What confirming uses when the date is not legible")
    time: str | None
    number: str | None
    total: MoneyAnswer | None
    deposit: MoneyAnswer | None
    payable: MoneyAnswer | None
    balanced: bool
    difference: MoneyAnswer | None = Field(description="Lines less discounts less total; zero when balanced")
    confidence: float | None
    repairs: list[dict[str, Any]]
    warnings: list[str]
    duplicate: Duplicate | None
    pages: list[Page]
    lines: list[LineAnswer]
    transaction_id: str | None


class LineChange(Strict):
    """What to correct; fields that are left out stay as they are. Amounts are in the currency of the receipt."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    product: Annotated[PlainText, Field(max_length=120)] | SkipJsonSchema[None] = None
    group: GroupId | None = None
    place: Place | SkipJsonSchema[None] = None
    stocked: StrictBool | SkipJsonSchema[None] = None
    qty: Annotated[str, StringConstraints(pattern=QUANTITY_PATTERN)] | None = None
    unit_price: NotNegative | None = None
    line_total: Amount | SkipJsonSchema[None] = None
    discount: NotNegative | SkipJsonSchema[None] = None
    vat: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")] | None = None
    amount: QuantityWanted | SkipJsonSchema[None] = None
    printed_on: FoodDay | None = None
    printed_kind: PrintedKind | None = None

    @model_validator(mode="after")
    def _require_something(self) -> LineChange:
        if not self.model_fields_set:
            raise ValueError("name at least one field to correct")
        for name in ("line_total", "discount", "product", "place", "stocked", "amount"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise ValueError(f"{name} cannot be null; leave it out to keep it")
        return self

    def changes(self) -> dict[str, Any]:
        """Return the fields that were sent, as `review.apply_changes` takes them."""
        sent = {name: getattr(self, name) for name in self.model_fields_set}
        for name in ("unit_price", "line_total", "discount"):
            if name in sent:
                value = sent.pop(name)
                sent[f"{name}_minor"] = parse_minor(value) if value is not None else None
        if self.amount is not None:
            sent["amount"] = self.amount.quantity()
        return sent


class LineWanted(Strict):
    """A line that the reader missed."""

    product: Annotated[PlainText, Field(max_length=120)]
    line_total: Amount


class HeaderChange(Strict):
    """Header fields to correct; fields that are left out stay as they are."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    store: Annotated[PlainText, Field(max_length=120)] | None = None
    date: FoodDay | None = None
    time: Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] | None = None
    number: Annotated[PlainText, Field(max_length=40)] | None = None
    total: NotNegative | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None

    @model_validator(mode="after")
    def _require_something(self) -> HeaderChange:
        if not self.model_fields_set:
            raise ValueError("name at least one field to correct")
        return self

    def changes(self) -> dict[str, Any]:
        """Return the fields that were sent, by their columns."""
        columns = {"date": "purchased_on", "time": "purchased_at", "total": "total_minor"}
        sent = {columns.get(name, name): getattr(self, name) for name in self.model_fields_set}
        if sent.get("total_minor") is not None:
            sent["total_minor"] = parse_minor(sent["total_minor"])
        return sent


class Confirmation(Strict):
    """`allow_duplicate` confirms a receipt that repeats a confirmed one."""

    allow_duplicate: StrictBool = False


class ConfirmAnswer(BaseModel):
    receipt_id: str
    status: Status
    transaction_id: str | None
    lots: int


class Accepted(BaseModel):
    """What became of an upload: `created`, `known` (the same file was here already) or `read_again` (it had failed)."""

    id: Identifier
    status: Status
    outcome: Literal["created", "known", "read_again"]
    location: str
