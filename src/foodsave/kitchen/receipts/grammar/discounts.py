"""Which item a discount line belongs to: the one it names, else the one it follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz

from foodsave.kit.money import multiply_minor
from foodsave.kitchen.receipts.grammar.folding import fold

_WORDS = re.compile(r"^(?:(?:OPUST|RABAT|OBNIZKA|UPUST|ZNIZKA|PROMOCJA|KUPON|LIDL PLUS|WL|WLL|KLUB)\b ?)+")
_AMOUNT = re.compile(r"\s?\d* \d\d ?[A-G0-9]?$")
_NAMED = 82


@dataclass(frozen=True, slots=True)
class Discount:
    """A printed discount: `after` is the number of the item it follows, `cut` that leading digits were illegible."""

    text: str
    amount: int
    after: int
    cut: bool = False


class Discounted(Protocol):
    """An item that takes discounts."""

    name: str
    qty: str | None
    unit_price: int | None
    total: int
    discount: int
    discounts: list[Discount]


def tie_discounts(items: Sequence[Discounted], discounts: Sequence[Discount], *, listed_last: bool = False) -> None:
    """Add every discount to its item; what exceeds an item's value goes to the ones before it.

    `listed_last`: the chain prints its discounts below all items, so that only the name tells.
    """
    for found in discounts:
        if items:
            _add(items, _target(items, found, listed_last), found)


def _target(items: Sequence[Discounted], found: Discount, listed_last: bool) -> int:
    last = max(0, found.after)
    words = _AMOUNT.sub("", _WORDS.sub("", fold(found.text)))
    if sum(char.isalpha() for char in words) < 4:
        return last
    scores = {number: _likeness(words, fold(items[number].name)) for number in range(last + 1)}
    best = max(scores.values())
    if best < _NAMED:
        return last
    named = [number for number, score in scores.items() if score >= best - 1]
    if last in named or (scores[last] >= _NAMED and not listed_last):
        return last
    room = [n for n in named if not items[n].discount and items[n].total >= found.amount]
    return room[0] if room else named[0]


def _likeness(words: str, name: str) -> float:
    whole = fuzz.ratio(words, name)
    if min(len(words), len(name)) < 6:
        return whole
    short = min(len(words), len(name))
    start = fuzz.ratio(words[:short], name[:short])
    return max(whole, start - 8)


def _add(items: Sequence[Discounted], number: int, found: Discount) -> None:
    left = found.amount
    own = items[number]
    if own.total < left <= _value(own):
        own.discount += left
        own.discounts.append(found)
        return
    for index in (number, *range(number - 1, -1, -1)):
        share = min(left, items[index].total - items[index].discount)
        if share > 0:
            items[index].discount += share
            items[index].discounts.append(found)
            left -= share
        if not left:
            return
    items[number].discount += left


def _value(item: Discounted) -> int:
    """What quantity and price say that an item costs: its amount may be misread."""
    return multiply_minor(item.qty, item.unit_price) if item.qty and item.unit_price else 0
