"""Recipes as REST clients see them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints, model_validator
from pydantic.json_schema import SkipJsonSchema

from foodsave.kit.wire import Identifier, MoneyAnswer, Place, PlainText, QuantityAnswer, QuantityWanted, Strict
from foodsave.kitchen.recipes.draft import (
    LONGEST_LINE,
    LONGEST_STEP,
    MOST_INGREDIENTS,
    MOST_MINUTES,
    MOST_SERVINGS,
    MOST_STEPS,
    RecipeDraft,
)

Course = Literal[
    "soup", "main", "salad", "side", "breakfast", "dessert", "bake", "spread", "sauce", "drink", "preserve"
]
Meal = Literal["breakfast", "dinner", "supper", "snack"]
RecipeId = Annotated[
    str, StringConstraints(pattern=r"^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z][a-z0-9_]{1,35})$")
]
Title = Annotated[PlainText, Field(max_length=200)]
Line = Annotated[PlainText, Field(max_length=LONGEST_LINE)]
Step = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_STEP)]
Word = Annotated[PlainText, Field(max_length=40)]
People = Annotated[int, Field(strict=True, ge=1, le=MOST_SERVINGS)]
Minutes = Annotated[int, Field(strict=True, ge=0, le=MOST_MINUTES)]


class AllergenAnswer(BaseModel):
    """`contains` is certain; `unclear` names the ingredients of which nobody can say what else they contain."""

    contains: list[str]
    unclear: list[str]


class IngredientAnswer(BaseModel):
    text: str
    food: str | None = Field(description="null when the line was not understood")
    amount: QuantityAnswer | None
    optional: bool


class RecipeSummary(BaseModel):
    id: str
    title: str
    language: Literal["pl", "en"]
    origin: Literal["shipped", "own", "imported", "changed"]
    base: str | None
    servings: int
    prep_minutes: int | None
    cook_minutes: int | None
    minutes: int | None
    course: str | None
    meals: list[str]
    tags: list[str]
    diets: list[str]
    allergens: AllergenAnswer
    unmapped: int = Field(description="How many ingredients were not understood")


class RecipeAnswer(RecipeSummary):
    version: int
    people: int
    tools: list[str]
    source: str | None
    ingredients: list[IngredientAnswer]
    steps: list[str]
    grams_a_serving: int | None = Field(description="Weight of the ingredients; null when one cannot be weighed")


class RecipePage(BaseModel):
    items: list[RecipeSummary]
    next_cursor: str | None


class RecipeWanted(Strict):
    """A recipe as people write it: one line an ingredient, with its amount."""

    title: Title
    ingredients: Annotated[list[Line], Field(min_length=1, max_length=MOST_INGREDIENTS)]
    steps: Annotated[list[Step], Field(default_factory=list, max_length=MOST_STEPS)]
    servings: People | None = None
    language: Literal["pl", "en"] | None = None
    prep_minutes: Minutes | None = None
    cook_minutes: Minutes | None = None
    course: Course | None = None
    meals: Annotated[list[Meal], Field(default_factory=list, max_length=4)]
    tags: Annotated[list[Word], Field(default_factory=list, max_length=20)]
    tools: Annotated[list[Word], Field(default_factory=list, max_length=20)]
    source: Annotated[PlainText, Field(max_length=2000)] | None = None

    def draft(self) -> RecipeDraft:
        """Return it as a draft.

        Raises:
            Invalid: a limit of drafts is passed.
        """
        return RecipeDraft(
            title=self.title,
            ingredients=tuple(self.ingredients),
            steps=tuple(self.steps),
            servings=self.servings,
            language=self.language,
            prep_min=self.prep_minutes,
            cook_min=self.cook_minutes,
            course=self.course,
            meals=tuple(self.meals),
            tags=tuple(self.tags),
            tools=tuple(self.tools),
            source=self.source,
        )


class RecipeChange(Strict):
    """What to write anew; fields that are left out stay as they are."""

    title: Title | SkipJsonSchema[None] = None
    ingredients: Annotated[list[Line], Field(min_length=1, max_length=MOST_INGREDIENTS)] | SkipJsonSchema[None] = None
    steps: Annotated[list[Step], Field(max_length=MOST_STEPS)] | SkipJsonSchema[None] = None
    servings: People | SkipJsonSchema[None] = None
    prep_minutes: Minutes | None = None
    cook_minutes: Minutes | None = None
    course: Course | None = None
    meals: Annotated[list[Meal], Field(max_length=4)] | SkipJsonSchema[None] = None
    tags: Annotated[list[Word], Field(max_length=20)] | SkipJsonSchema[None] = None
    tools: Annotated[list[Word], Field(max_length=20)] | SkipJsonSchema[None] = None

    @model_validator(mode="after")
    def _require_something(self) -> RecipeChange:
        if not self.model_fields_set:
            raise ValueError("name at least one field to change")
        for name in ("title", "ingredients", "steps", "servings", "meals", "tags", "tools"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise ValueError(f"{name} cannot be null; leave it out to keep it")
        return self


class SavedAnswer(BaseModel):
    id: str
    outcome: Literal["created", "known"]
    recipe: RecipeAnswer


class UseAnswer(BaseModel):
    """What a dish takes of a lot: `left` stays of it; `risk_percent` is the chance that it is thrown away if unused."""

    ingredient: str
    lot_id: str
    product: str
    place: Place
    amount: QuantityAnswer
    left: QuantityAnswer
    expires_on: dt.date | None
    risk_percent: int
    value: MoneyAnswer | None = Field(description="What this part cost; null when the price is unknown")


class SubstituteAnswer(BaseModel):
    """What can stand in for what is missing, and whether there is enough of it at home."""

    food: str
    name: str
    amount: QuantityAnswer
    at_home: bool
    role: str
    note: str
    allergens: AllergenAnswer


class LackAnswer(BaseModel):
    """What is not there. `state`: short (some is there), missing, unclear (its units cannot be compared), unknown (the
    line was not understood), assumed (a staple that is presumed to be at home)."""

    ingredient: str
    food: str | None
    state: Literal["short", "missing", "unclear", "unknown", "assumed"]
    amount: QuantityAnswer | None
    optional: bool
    cost: MoneyAnswer | None = Field(description="At the price last paid; null when none is known")
    substitutes: list[SubstituteAnswer]


class CookableAnswer(BaseModel):
    """`net` = `saved` (value at risk that is used) less `cost` (of what must be bought, as far as prices are known)."""

    recipe: RecipeSummary
    people: int
    readiness: Literal["ready", "with_staples", "missing"]
    missing_count: int
    saved: MoneyAnswer
    cost: MoneyAnswer
    net: MoneyAnswer
    unpriced: int = Field(description="Missing ingredients whose price is not known")
    unvalued: int = Field(description="Lots used whose price is not known")
    why: str
    uses: list[UseAnswer]
    lacks: list[LackAnswer]


class CookablePage(BaseModel):
    """`considered` recipes were looked at, `found` of them fit."""

    considered: int
    found: int
    items: list[CookableAnswer]


class DeductionWanted(Strict):
    lot_id: Identifier
    amount: QuantityWanted


class LeftoverWanted(Strict):
    """Portions that were not eaten, and where they are kept."""

    portions: People
    place: Literal["fridge", "freezer"] = "fridge"


class CookWanted(Strict):
    """`deductions` null takes what the proposal says; a list, even an empty one, is taken as it is."""

    people: People | None = None
    deductions: Annotated[list[DeductionWanted], Field(max_length=300)] | None = None
    leftover: LeftoverWanted | None = None
    actor: Annotated[PlainText, Field(max_length=80)] | None = None
    note: Annotated[PlainText, Field(max_length=200)] | None = None


class ProposalAnswer(BaseModel):
    """What cooking would take, ready to be edited and sent back as `deductions`."""

    recipe: RecipeSummary
    people: int
    readiness: Literal["ready", "with_staples", "missing"]
    deductions: list[UseAnswer]
    lacks: list[LackAnswer]
    value: MoneyAnswer | None = Field(description="What is taken cost; null when a price is unknown")


class CookedAnswer(BaseModel):
    transaction_id: str
    recipe_id: str
    people: int
    taken: int = Field(description="How many lots something was taken of")
    leftover_lot_id: str | None
    value: MoneyAnswer | None
