"""Products, foods and barcodes as REST clients see them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints, model_validator
from pydantic.json_schema import SkipJsonSchema

from foodsave.kit.wire import Place, PlainText, QuantityAnswer, QuantityWanted, Strict
from foodsave.kitchen.catalog.diets import Diet
from foodsave.kitchen.catalog.foods import Allergen
from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.catalog.own_words import Rule

FOOD_PATTERN = r"^[a-z][a-z0-9_]{1,59}$"
BARCODE_PATTERN = r"^[0-9][0-9 -]{6,30}$"
DENSITY_PATTERN = r"^[0-9]{1,2}(\.[0-9]{1,3})?$"
LONGEST_STAY = 3650
GroupId = Annotated[str, Field(max_length=40, json_schema_extra=lambda schema: schema.update(enum=[*storage_groups()]))]
FoodId = Annotated[str, StringConstraints(pattern=FOOD_PATTERN)]
ProductName = Annotated[PlainText, Field(max_length=120)]
Days = Annotated[int, Field(strict=True, ge=0, le=LONGEST_STAY)]


class NamedAnswer(BaseModel):
    id: str
    name: str


class AllergensAnswer(BaseModel):
    """`contains` is certain; `unknown` tells that others are possible."""

    contains: list[Allergen]
    unknown: bool


class KnownFacts(BaseModel):
    """What counts for a product: the household's own word, or else what is known of its food."""

    piece_weight: QuantityAnswer | None
    density: str | None = Field(description="Grams per millilitre")
    pack: QuantityAnswer | None
    allergens: AllergensAnswer


class ProductDetail(BaseModel):
    """A product. What the household said of it stands beside `known`, which tells what counts."""

    id: str
    name: str
    group: str | None
    category: NamedAnswer
    food: NamedAnswer | None
    food_basis: Literal["catalog", "household"]
    gtin: str | None
    place: Place | None
    piece_weight: QuantityAnswer | None
    density: str | None
    pack: QuantityAnswer | None
    allergens: list[Allergen] | None
    keeps_days: int | None
    keeps_opened_days: int | None
    minimum: QuantityAnswer | None
    known: KnownFacts
    created_at: dt.datetime


class ProductStatement(Strict):
    """What a household may say of a product; null takes it back."""

    group: GroupId | None = None
    food: FoodId | None = Field(default=None, description="A food of the table; null: it is none of them")
    gtin: Annotated[str, StringConstraints(pattern=BARCODE_PATTERN)] | None = None
    place: Place | None = None
    piece_weight: QuantityWanted | None = None
    density: Annotated[str, StringConstraints(pattern=DENSITY_PATTERN)] | None = Field(
        default=None, description="Grams per millilitre, such as 0.92"
    )
    pack: QuantityWanted | None = None
    allergens: Annotated[tuple[Allergen, ...], Field(max_length=len(Allergen))] | None = Field(
        default=None, description="All that it contains, so [] is none; null: not stated, as its food has it"
    )
    keeps_days: Days | None = Field(default=None, description="Days from the purchase, unopened")
    keeps_opened_days: Days | None = None
    minimum: QuantityWanted | None = Field(default=None, description="The stock below which it is to be bought")

    def changes(self) -> dict[str, Any]:
        """Return the fields that were sent, as `product_changes.change_product` takes them."""
        sent = {name: getattr(self, name) for name in self.model_fields_set}
        for name in ("piece_weight", "pack", "minimum"):
            if sent.get(name) is not None:
                sent[name] = sent[name].quantity()
        return sent


class ProductWanted(ProductStatement):
    """A product as the household makes it; group and food are found by the name unless they are said."""

    name: ProductName


class ProductChange(ProductStatement):
    """What to change; fields that are left out stay as they are."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "not": {"required": ["food", "food_basis"]}})

    name: ProductName | SkipJsonSchema[None] = None
    food_basis: Literal["catalog"] | SkipJsonSchema[None] = Field(
        default=None, description="Let the catalog find the food again"
    )

    @model_validator(mode="after")
    def _require_something(self) -> ProductChange:
        if not self.model_fields_set:
            raise ValueError("name at least one field to change")
        for name in ("name", "food_basis"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise ValueError(f"{name} cannot be null; leave it out to keep it")
        if {"food", "food_basis"} <= self.model_fields_set:
            raise ValueError("say the food, or let the catalog find it, not both")
        return self


class ProductPage(BaseModel):
    items: list[ProductDetail]
    next_cursor: str | None


class AliasWanted(Strict):
    """A name that means the product: the whole name, or (`rule` words) every name that has all of its words."""

    name: Annotated[PlainText, Field(max_length=200)]
    chain: Annotated[PlainText, Field(max_length=40)] | None = Field(
        default=None, description="The chain whose receipts print the name so; null for every one", examples=["Lidl"]
    )
    rule: Rule = "name"
    place: Place | None = None
    stocked: StrictBool = Field(default=True, description="false for what does not belong in the pantry")


class AliasAnswer(BaseModel):
    """`key` is the name without case, diacritics and marks."""

    id: str
    product_id: str
    key: str
    chain: str | None
    rule: Rule
    place: Place | None
    stocked: bool
    updated_at: dt.datetime


class AliasList(BaseModel):
    items: list[AliasAnswer]


class BarcodeAnswer(BaseModel):
    """What a barcode says. `weight` is a hint: shops lay out their own codes as they like."""

    gtin: str
    kind: str
    product: ProductDetail | None
    plu: str | None
    weight: QuantityAnswer | None


class FoodForms(BaseModel):
    """1 pomidor, bez pomidora, 2 pomidory, 5 pomidorów; one tomato, many tomatoes."""

    one: str
    of_one: str | None = None
    many: str
    of_many: str | None = None


class FoodSummary(BaseModel):
    id: str
    name: str
    group: str
    category: str
    unit: str
    staple: bool
    allergens: AllergensAnswer
    diets: list[Diet]


class FoodSubstitute(BaseModel):
    """`ratio`: so many grams of it stand for one gram, as a fraction."""

    food: NamedAnswer
    ratio: str = Field(examples=["3/4"])
    role: str
    note: str


class FoodAnswer(FoodSummary):
    names: dict[Literal["pl", "en"], FoodForms]
    synonyms: dict[Literal["pl", "en"], list[str]]
    countable: bool
    origin: Literal["plant", "animal", "meat", "fish"]
    piece_weight: QuantityAnswer | None = Field(description="One piece, or a usual pack of what has no pieces")
    density: str | None = Field(description="Grams per millilitre")
    measures: dict[str, QuantityAnswer] = Field(description="The weight of one clove, block, can ...")
    pack: QuantityAnswer | None
    kind_of: list[NamedAnswer] = Field(description="The more general foods that it can stand for, nearest first")
    substitutes: list[FoodSubstitute]


class FoodPage(BaseModel):
    items: list[FoodSummary]
    next_cursor: str | None
