"""Times, servings and amounts as other people and programs write them, in Polish and English."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from foodsave.core.language.folding import fold
from foodsave.kitchen.recipes.draft import MOST_MINUTES, MOST_SERVINGS

_LONGEST = 200
_DIGITS = r"(\d{1,6}(?:[.,]\d{1,6})?)"
_ISO_8601 = re.compile(
    rf"P(?:{_DIGITS}Y)?(?:{_DIGITS}M)?(?:{_DIGITS}W)?(?:{_DIGITS}D)?(?:T(?:{_DIGITS}H)?(?:{_DIGITS}M)?(?:{_DIGITS}S)?)?",
    re.IGNORECASE | re.ASCII,
)
_ISO_MINUTES = (*map(Fraction, (525_600, 43_200, 10_080, 1440, 60, 1)), Fraction(1, 60))
_SPAN = re.compile(
    r"(?:(\d{1,5})\s?(?:-|–|do|to)\s?)?"
    r"(\d{1,5}\s\d/\d|\d{1,3}/\d{1,3}|\d{1,6}(?:[.,]\d{1,6})?|pol(?:torej)?|half an|an|one)\s?"
    r"(dni|dzien|doba|doby|days?|godzin[aye]?|godz|hours?|hrs?|hr|h|minut[aye]?|minutes?|mins?|min|m|sekund[aye]?|seconds?|secs?|sec|s)\b"
)
_CLOCK = re.compile(r"(\d{1,3})\s?(?::|h|godz\.?)\s?([0-5]\d)(?::[0-5]\d)?")
_WORDS = {
    "pol": Fraction(1, 2),
    "poltorej": Fraction(3, 2),
    "half an": Fraction(1, 2),
    "an": Fraction(1),
    "one": Fraction(1),
}
_PEOPLE = (
    *("porcj", "porcy", "osob", "osob", "serving", "serves", "people", "person", "portion", "makes"),
    *("talerz", "dla", "for", "yield", "wystarcz"),
)
_COUNT = re.compile(r"(?<![\d.,/])(\d{1,4})(?:[.,]0+)?(?:\s?(?:-|–|do|to|lub|or)\s?\d{1,4})?(?![\d/])")


def minutes_of(value: object) -> int | None:
    """Return a time in whole minutes, upwards: ISO 8601, "1 h 20 min", "półtorej godziny", a bare number; else None."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | Decimal):
        return _kept(Fraction(value)) if -1 < value <= MOST_MINUTES else None
    text = fold(str(value)[:_LONGEST]).strip()
    if match := _ISO_8601.fullmatch(text.replace(" ", "")):
        parts = zip(match.groups(), _ISO_MINUTES, strict=True)
        return _kept(sum((_fraction(part) * size for part, size in parts if part), Fraction()))
    if match := _CLOCK.fullmatch(text):
        return _kept(Fraction(int(match[1]) * 60 + int(match[2])))
    if text.isascii() and text.isdigit():
        return _kept(Fraction(int(text[:7])))
    return _kept(sum((_span(match) for match in _SPAN.finditer(text)), Fraction()))


def servings_of(value: object) -> int | None:
    """Return for how many people a recipe is: "4 porcje", "Serves 4-6" (the fewer), 4; None for "12 muffins"."""
    if isinstance(value, list | tuple):
        found = [servings_of(item) for item in value[:10]]
        return next((number for number in found if number is not None), None)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | Decimal):
        return int(value) if 1 <= value <= MOST_SERVINGS else None
    text = " ".join(fold(str(value)[:_LONGEST]).split())
    match = _COUNT.search(text)
    is_told = match is not None and (match[0] == text or any(word in text for word in _PEOPLE))
    number = int(match[1]) if match is not None and is_told else 0
    return number if 1 <= number <= MOST_SERVINGS else None


def amount_text(value: object) -> str:
    """Return an amount of an export as people write it: 2, 0.5, 1 1/3; empty when there is none."""
    if isinstance(value, str):
        return value.strip()[:_LONGEST]
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction) or not 0 < value < 10**6:
        return ""
    exact = Fraction(value)
    third = exact.limit_denominator(3)
    if third.denominator == 3 and abs(exact - third) < Fraction(1, 200):  # 0.333 was a third
        whole, part = divmod(third.numerator, 3)
        return f"{whole} {part}/3" if whole else f"{part}/3"
    thousandths = round(exact * 1000)
    whole, places = divmod(thousandths, 1000)
    return f"{whole}.{places:03d}".rstrip("0").rstrip(".") if thousandths else ""


def _span(match: re.Match[str]) -> Fraction:
    number, unit = match[2], match[3]
    if unit.startswith(("d",)):
        size = 1440
    elif unit.startswith(("g", "h")):
        size = 60
    else:
        size = 1
    if unit.startswith("s"):
        return _fraction(number) / 60
    return _fraction(number) * size


def _fraction(text: str) -> Fraction:
    if text in _WORDS:
        return _WORDS[text]
    whole, _, part = text.rpartition(" ")
    if "/" in part:
        above, below = map(int, part.split("/"))
        return Fraction(int(whole or 0)) + (Fraction(above, below) if below else 0)
    return Fraction(text.replace(",", "."))


def _kept(minutes: Fraction) -> int | None:
    whole = -(-minutes.numerator // minutes.denominator)
    return whole if 0 < whole <= MOST_MINUTES else None
