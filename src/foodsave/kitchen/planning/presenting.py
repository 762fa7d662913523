"""Shopping lists as answers, in the language of the household."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from foodsave.core.profiles.service import Locale
from foodsave.kit.quantity import Quantity
from foodsave.kit.wire import QuantityAnswer
from foodsave.kitchen.catalog.product_facts import food_of
from foodsave.kitchen.catalog.wording import food_phrase, quantity_phrase
from foodsave.kitchen.planning.gathering import food_name
from foodsave.kitchen.planning.items import amount_of, pack_of, reasons_of
from foodsave.kitchen.planning.models import ShoppingItemRow, ShoppingListRow
from foodsave.kitchen.planning.needs import Why
from foodsave.kitchen.planning.schemas import (
    DishAnswer,
    PacksAnswer,
    ReasonAnswer,
    ShoppingItemAnswer,
    ShoppingListAnswer,
    ShoppingListSummary,
)

_REASONS = {
    "pl": {"recipe": "na: {}", "minimum": "zapas minimalny", "own": "dopisane ręcznie"},
    "en": {"recipe": "for: {}", "minimum": "minimum stock", "own": "written down by hand"},
}
_NAMES = {"pl": "Zakupy {}", "en": "Shopping {}"}


def default_name(today: date, locale: Locale) -> str:
    """Return what a list is called that nobody named."""
    return _NAMES[locale].format(today.isoformat())


def present_summary(row: ShoppingListRow, counts: Mapping[str, tuple[int, int]]) -> ShoppingListSummary:
    """Return a list as lists of lists show it; `counts` are its items, all and done."""
    items, done = counts.get(row.id, (0, 0))
    return ShoppingListSummary(
        id=row.id,
        name=row.name,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        items=items,
        done=done,
    )


def present_list(row: ShoppingListRow, items: Sequence[ShoppingItemRow], locale: Locale) -> ShoppingListAnswer:
    """Return a whole list, what is still to be bought before what is done."""
    return ShoppingListAnswer(
        id=row.id,
        name=row.name,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        recipes=[DishAnswer(id=recipe_id, people=people) for recipe_id, people in row.dishes],
        minimum=row.minimum,
        items=[present_item(item, locale) for item in sorted(items, key=lambda item: (item.done, item.position))],
    )


def present_item(item: ShoppingItemRow, locale: Locale) -> ShoppingItemAnswer:
    """Return one item."""
    amount, pack = amount_of(item), pack_of(item)
    packs = None if pack is None or item.packs is None else PacksAnswer(count=item.packs, each=_answer(pack))
    return ShoppingItemAnswer(
        id=item.id,
        name=item.name,
        text=_text(item, amount, locale),
        food=item.food_id,
        product_id=item.product_id,
        amount=_answer(amount) if amount else None,
        packs=packs,
        done=item.done,
        reasons=[_reason(why, amount, locale) for why in reasons_of(item)],
    )


def _reason(why: Why, amount: Quantity | None, locale: Locale) -> ReasonAnswer:
    part = None if why.milli is None or amount is None else _answer(Quantity(why.milli, amount.unit))
    name = why.name or ""
    if why.people is not None:
        name = f"{name} ({why.people} {'os.' if locale == 'pl' else 'people' if why.people > 1 else 'person'})"
    return ReasonAnswer(
        reason=why.reason,
        reference=None if why.reason == "own" else why.reference,
        name=why.name,
        people=why.people,
        amount=part,
        text=_REASONS[locale][why.reason].format(name),
    )


def _text(item: ShoppingItemRow, amount: Quantity | None, locale: Locale) -> str:
    if amount is None:
        return item.name
    food = food_of(item.food_id)
    # what people called it is kept, unless it is the very name of the food, which can be inflected
    if food is not None and item.name == food_name(food, locale):
        return food_phrase(food, amount, locale)
    return f"{item.name}, {quantity_phrase(amount, locale)}"


def _answer(quantity: Quantity) -> QuantityAnswer:
    return QuantityAnswer(amount=quantity.amount, unit=quantity.unit)
