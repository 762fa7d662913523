"""Words that agents share: days, places, money and lists, in Polish and English. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foodsave.core.profiles.service import Locale
from foodsave.kit.quantity import Dimension, Quantity, Unit
from foodsave.kitchen.catalog.foods import Food
from foodsave.kitchen.catalog.wording import food_phrase, money_phrase, product_phrase, quantity_phrase
from foodsave.kitchen.pantry.naming import place_phrase
from foodsave.kitchen.pantry.reasons import format_day

__all__ = ["format_day", "listed", "money_phrase", "place_phrase", "quantity_phrase", "relative_day", "total_phrase"]

_LARGER = {Unit.GRAM: Unit.KILOGRAM, Unit.MILLILITRE: Unit.LITRE}
_SMALLEST = {Unit.KILOGRAM: Unit.GRAM, Unit.DECAGRAM: Unit.GRAM, Unit.LITRE: Unit.MILLILITRE}


def relative_day(day: date, today: date, language: Locale) -> str:
    """Return how far a day is from today: "dziś", "za 3 dni", "2 days ago"."""
    left = (day - today).days
    near = {"pl": {0: "dziś", 1: "jutro", -1: "wczoraj"}, "en": {0: "today", 1: "tomorrow", -1: "yesterday"}}[language]
    if left in near:
        return near[left]
    if language == "pl":
        return f"za {left} dni" if left > 0 else f"{-left} dni temu"
    return f"in {left} days" if left > 0 else f"{-left} days ago"


def listed(parts: Sequence[str], language: Locale) -> str:
    """Return parts as a list in a sentence: "a, b i c"."""
    if len(parts) < 2:
        return "".join(parts)
    joint = " i " if language == "pl" else " and "
    return f"{', '.join(parts[:-1])}{joint}{parts[-1]}"


def total_phrase(name: str, food: Food | None, quantity: Quantity, language: Locale) -> str:
    """Return an amount of something: "1,5 l mleka", "5 jajek"; of what is no food by its own name."""
    told = product_phrase(name, quantity, language) if food is None else food_phrase(food, quantity, language)
    amount = f"{quantity_phrase(quantity, language)} "
    if language == "en" and told.startswith(amount) and quantity.unit.dimension is not Dimension.COUNT:
        return f"{amount}of {told.removeprefix(amount)}"
    return told


def shown(quantity: Quantity) -> Quantity:
    """Return a quantity in the unit that people would tell it in: 1.5 l, but 500 ml."""
    base = _SMALLEST.get(quantity.unit, quantity.unit)
    larger = _LARGER.get(base)
    return quantity.to(larger) if larger is not None and quantity.milli >= larger.milli else quantity.to(base)
