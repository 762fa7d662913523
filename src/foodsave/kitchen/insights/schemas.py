"""Insights as REST clients see them."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from foodsave.kit.wire import MoneyAnswer, QuantityAnswer


class Reported(BaseModel):
    """The days that a report is about, both included; null where it is open."""

    model_config = ConfigDict(populate_by_name=True)

    first: dt.date | None = Field(serialization_alias="from")
    last: dt.date | None = Field(serialization_alias="to")


class CitedRows(BaseModel):
    """The rows that a figure rests on: how many, and the ids of the first of them."""

    count: int
    ids: list[str]


class UnpricedAnswer(BaseModel):
    """The events whose price is not known: none of their worth is in the figure. `amount` is null when they are of
    several kinds of units."""

    events: int
    amount: QuantityAnswer | None


class FigureAnswer(BaseModel):
    """What is known, one amount a currency; currencies are never added together."""

    money: list[MoneyAnswer]
    events: int
    unknown: UnpricedAnswer
    transactions: CitedRows


class FateShares(BaseModel):
    """Parts of what was eaten or thrown away here, and of everything that was thrown away in the period."""

    currency: str
    eaten: str | None = Field(examples=["0.9120"])
    thrown: str | None
    of_all_thrown: str | None


class WasteItem(BaseModel):
    key: str
    name: str
    eaten: FigureAnswer
    frozen: FigureAnswer
    thrown: FigureAnswer
    shares: list[FateShares]


class WasteAnswer(Reported):
    """What became of food, in prices really paid. What is frozen is still at home. `added` is what came by receipts and
    by hand; `corrected` what corrections took off the value of lots, less what they put on it."""

    by: Literal["month", "category", "reason", "product"]
    eaten: FigureAnswer
    frozen: FigureAnswer
    thrown: FigureAnswer
    added: FigureAnswer
    corrected: FigureAnswer
    shares: list[FateShares]
    items: list[WasteItem]


class SpentAnswer(BaseModel):
    """What was spent, one amount a currency, with the receipts and lines that tell it."""

    money: list[MoneyAnswer]
    lines: int
    receipts: CitedRows


class SpentShare(BaseModel):
    currency: str
    of_all: str | None


class SpendingItem(BaseModel):
    key: str
    name: str
    spent: SpentAnswer
    shares: list[SpentShare]


class SpendingAnswer(Reported):
    """What confirmed receipts cost after discounts; the items sum to `total`. `unassigned` is what no line accounts
    for, `deposits` were paid on top. `without_total` is the part of `total` of receipts whose total is not legible:
    the sum of their lines."""

    by: Literal["month", "store", "category", "product"]
    total: SpentAnswer
    unassigned: SpentAnswer
    deposits: SpentAnswer
    without_total: SpentAnswer
    items: list[SpendingItem]


class PricePoint(BaseModel):
    """One purchase: what one kilogram, litre or piece cost, what was paid for which amount, and the row it is of."""

    unit_price: MoneyAnswer
    paid: MoneyAnswer
    amount: QuantityAnswer
    date: dt.date
    receipt_id: str | None
    line: int | None
    lot_id: str | None


class StorePricesAnswer(BaseModel):
    """Prices at one store, oldest first; `store` is null when it is not known or the food was added by hand."""

    store: str | None
    per: Literal["kg", "l", "szt"]
    last: PricePoint
    lowest: PricePoint
    median: MoneyAnswer
    history: list[PricePoint]


class PricedProduct(BaseModel):
    id: str
    name: str


class PriceHistoryAnswer(BaseModel):
    product: PricedProduct
    stores: list[StorePricesAnswer]


class PricesAnswer(Reported):
    """What was really paid, after discounts; unit prices are rounded half up to the minor unit."""

    rounding: Literal["half_up"] = "half_up"
    items: list[PriceHistoryAnswer]
