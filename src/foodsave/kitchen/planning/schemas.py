"""Shopping lists as REST clients see them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, StrictBool, model_validator
from pydantic.json_schema import SkipJsonSchema

from foodsave.kit.wire import Identifier, PlainText, QuantityAnswer, QuantityWanted, Strict
from foodsave.kitchen.recipes.schemas import People, RecipeId

ListName = Annotated[PlainText, Field(max_length=120)]


class DishBody(Strict):
    """A recipe to shop for; without `people` as it is written."""

    id: RecipeId
    people: People | None = None


class FillBody(Strict):
    """Dishes whose missing ingredients are put on the list; `minimum` adds what is below its minimum stock."""

    recipes: Annotated[list[DishBody], Field(default_factory=list, max_length=50)]
    minimum: StrictBool = False


class ShoppingListWanted(FillBody):
    """A new list, filled at once when dishes or `minimum` say so."""

    name: ListName | None = None


class ShoppingListChange(Strict):
    name: ListName


class ShoppingItemWanted(Strict):
    """Something to buy, by its name or product; without `amount` any amount."""

    name: ListName | None = None
    product_id: Identifier | None = None
    amount: QuantityWanted | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if (self.name is None) is (self.product_id is None):
            raise ValueError("name it by name or by product_id, one of the two")
        return self


class ShoppingItemChange(Strict):
    """What is left out stays as it is; an amount of null means any amount. An amount set here is kept from then on."""

    name: ListName | SkipJsonSchema[None] = None
    amount: QuantityWanted | None = None
    done: StrictBool | SkipJsonSchema[None] = None


class ReasonAnswer(BaseModel):
    """Why something is on the list: for a recipe, below a minimum stock, or because somebody wrote it down."""

    reason: Literal["recipe", "minimum", "own"]
    reference: str | None = Field(description="The recipe or product")
    name: str | None
    people: int | None
    amount: QuantityAnswer | None
    text: str


class PacksAnswer(BaseModel):
    """Enough whole packs for the amount."""

    count: int
    each: QuantityAnswer


class ShoppingItemAnswer(BaseModel):
    """`amount` is what is lacking, null for any amount; `packs` is null when nothing is known of packs."""

    id: str
    name: str
    text: str = Field(examples=["1,2 l mleka"])
    food: str | None
    product_id: str | None
    amount: QuantityAnswer | None
    packs: PacksAnswer | None
    done: bool
    reasons: list[ReasonAnswer]


class DishAnswer(BaseModel):
    id: str
    people: int


class ShoppingListSummary(BaseModel):
    id: str
    name: str
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
    items: int
    done: int


class ShoppingListPage(BaseModel):
    items: list[ShoppingListSummary]
    next_cursor: str | None


class ShoppingListAnswer(BaseModel):
    """A list; `recipes` are the dishes that it was filled for."""

    id: str
    name: str
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
    recipes: list[DishAnswer]
    minimum: bool
    items: list[ShoppingItemAnswer]
