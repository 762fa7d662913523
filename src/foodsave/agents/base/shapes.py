"""The structured answer of each intent, as REST clients see it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from foodsave.kit.wire import MoneyAnswer, Place, QuantityAnswer
from foodsave.kitchen.recipes.schemas import CookableAnswer

ExpiryState = Literal["overdue", "past_best", "due", "later", "unknown"]


class AskedProduct(BaseModel):
    """What was asked about. `food` is an id of the table of foods, null when it has none."""

    words: str
    food: str | None
    category: str | None
    products: list[str] = Field(description="Ids of the household's products that are meant")


class LotFact(BaseModel):
    """A lot that the answer rests on. `days_left` counts from `today` of the answer to `expires_on`."""

    id: str
    product_id: str
    name: str
    amount: QuantityAnswer
    place: Place
    expires_on: dt.date | None
    expiry_basis: str
    expiry_kind: Literal["use_by", "best_before"] | None
    days_left: int | None
    state: ExpiryState


class LastLot(BaseModel):
    """What became of the last of something, and the event that tells."""

    event_id: str
    product: str
    kind: str
    on: dt.date


class StockFact(BaseModel):
    """What is there of one thing that was asked about; `amounts` are sums, one for each kind of unit."""

    asked: AskedProduct
    yes: bool
    lots: list[LotFact]
    amounts: list[QuantityAnswer]
    places: list[Place]
    elsewhere: list[LotFact] = Field(description="Lots in other places than the one that was asked about")
    nearest: list[LotFact] = Field(description="Things of the same kind; similar ones when there is none")
    last: LastLot | None = Field(description="The last that there was, when there is none")


class StockData(BaseModel):
    """The answer to have, how_much and where. `yes`, `lots`, `amounts` and `places` are about all things together."""

    kind: Literal["have", "how_much", "where"]
    today: dt.date
    place: Place | None
    yes: bool
    lots: list[LotFact]
    amounts: list[QuantityAnswer]
    places: list[Place]
    items: list[StockFact]


class ExpiresData(BaseModel):
    """The answer to expires: what is due in the days asked about, soonest first, and what should have gone before.

    `from` null: however long ago; both null: no days were named.
    """

    kind: Literal["expires"] = "expires"
    today: dt.date
    first: dt.date | None = Field(serialization_alias="from")
    last: dt.date | None = Field(serialization_alias="to")
    asked: list[AskedProduct]
    lots: list[LotFact]
    earlier: list[LotFact] = Field(description="Due before those days, overdue ones first")
    undated: int = Field(description="How many lots have no known date")


class PurchaseFact(BaseModel):
    """One purchase; `price` null when it is not known."""

    product_id: str
    product: str
    on: dt.date
    store: str | None
    price: MoneyAnswer | None
    amount: QuantityAnswer
    unit_price: MoneyAnswer | None
    per: Literal["kg", "l", "szt"] | None
    receipt_id: str | None
    receipt_line: int | None
    lot_id: str | None


class PriceData(BaseModel):
    """The answer to price. `purchases` come latest first; `unknown`: bought, but the price of the latest is unknown;
    `yes` false: never bought."""

    kind: Literal["price"] = "price"
    asked: list[AskedProduct]
    focus: Literal["last", "cheapest", "store", "unit", "average"]
    store: str | None = Field(description="The store that was asked about")
    first: dt.date | None = Field(serialization_alias="from")
    last: dt.date | None = Field(serialization_alias="to")
    average: MoneyAnswer | None = Field(description="The average price of a unit, weighted by amount; null if unknown")
    yes: bool
    unknown: bool
    latest: PurchaseFact | None
    cheapest: PurchaseFact | None
    purchases: list[PurchaseFact]


class WishFact(BaseModel):
    """The filter that was understood. `unknown` are words that stand for no food of the table."""

    with_foods: list[str] = Field(serialization_alias="with")
    without: list[str]
    unknown: list[str]
    max_minutes: int | None
    people: int | None
    missing: int | None
    diets: list[str]
    allergens: list[str]
    meal: str | None
    course: str | None
    dish: str | None = Field(description="The kind of dish that was asked for by name")
    without_tools: list[str]


class CookableData(BaseModel):
    """The answer to cookable: the best dishes of the `found` that fit. `bought_more`: none fitted as asked, so that
    more may have to be bought than usual."""

    kind: Literal["cookable"] = "cookable"
    wish: WishFact = Field(serialization_alias="filter")
    considered: int
    found: int
    bought_more: bool
    dishes: list[CookableAnswer]


AnswerData = Annotated[StockData | ExpiresData | PriceData | CookableData, Field(discriminator="kind")]
