"""What somebody asks, once it is understood, and the circumstances in which it is answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from foodsave.core.language.dates import Days
from foodsave.core.profiles.service import Household, Locale
from foodsave.infra.db.scope import QueryScope
from foodsave.kit.clock import Clock
from foodsave.kit.wire import Place

Intent = Literal["cookable", "expires", "have", "how_much", "where", "price"]
AgentName = Literal["chef", "pantry", "insights"]
PriceFocus = Literal["last", "cheapest", "store", "unit", "average"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation."""

    message: str
    conversation_id: str
    message_id: str
    locale: Locale | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of a turn. `deadline` is on the event loop's clock, in seconds."""

    household: Household
    scope: QueryScope
    clock: Clock
    today: date
    language: Locale
    deadline: float
    trace_id: str


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that is asked about: `words` as they were said, the food and the household's products that are meant.

    `product_foods` are the foods of the products, in their order. `related` products are of the same kind but called
    otherwise (twaróg, when cheese is asked for); `nearest` merely resemble it, the most alike first.
    """

    words: str
    food_id: str | None = None
    product_ids: tuple[str, ...] = ()
    product_foods: tuple[str | None, ...] = ()
    related: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    category_id: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a dish should be; None and empty ask for nothing. Foods are ids, in the order in which they were named.

    `dish` is a kind of dish that was asked for by name, `without_tools` what it must be made without.
    """

    foods: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    minutes: int | None = None
    people: int | None = None
    missing: int | None = None
    diets: tuple[str, ...] = ()
    allergens: tuple[str, ...] = ()
    meal: str | None = None
    course: str | None = None
    dish: str | None = None
    without_tools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """An understood question. `days` and `place` None ask about any."""

    intent: Intent
    subjects: tuple[Subject, ...] = ()
    days: Days | None = None
    place: Place | None = None
    overdue: bool = False
    focus: PriceFocus = "last"
    store: str | None = None
    wish: Wish = field(default_factory=Wish)
