"""Is this purchase already here? Pure.

The same picture again has a near perceptual hash; the same purchase again agrees in store, time, total and number, or
line by line. A printed number or time that differs speaks against it, since people do buy the same things twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

DuplicateReason = Literal["same_picture", "same_purchase", "same_lines"]
NEAR_BITS = 8
_SHARED_LINES = 0.8


@dataclass(frozen=True, slots=True)
class Purchase:
    """What identifies a receipt. `phash` is hexadecimal; `line_totals` are minor units in any order."""

    id: str
    phash: str | None
    seller: str | None
    bought_on: date | None
    bought_at: str | None
    number: str | None
    total_minor: int | None
    line_totals: tuple[int, ...]


def find_duplicate(new: Purchase, others: Iterable[Purchase]) -> tuple[str, DuplicateReason] | None:
    """Return the id of the earliest receipt in `others` that is the same purchase as `new`, with the reason."""
    for other in others:
        if other.id != new.id and (reason := _same(new, other)):
            return other.id, reason
    return None


def _same(a: Purchase, b: Purchase) -> DuplicateReason | None:
    if _differ(a.total_minor, b.total_minor) or _differ(a.bought_on, b.bought_on):
        return None
    time_differs = _differ(a.bought_at, b.bought_at)
    number_differs = _differ(a.number, b.number)
    if _agree(a.total_minor, b.total_minor) and _agree(a.bought_on, b.bought_on):
        same_time = _agree(a.bought_at, b.bought_at) and not number_differs
        if (same_time or _agree(a.number, b.number)) and not _differ(a.seller, b.seller):
            return "same_purchase"
    if time_differs and number_differs:
        return None
    if _shared(a.line_totals, b.line_totals) < _SHARED_LINES:
        return None
    if _near(a.phash, b.phash):
        return "same_picture"
    several = len(a.line_totals) > 1
    return "same_lines" if several and _agree(a.total_minor, b.total_minor) and not time_differs else None


def _agree(a: object, b: object) -> bool:
    return a is not None and a == b


def _differ(a: object, b: object) -> bool:
    return a is not None and b is not None and a != b


def _near(a: str | None, b: str | None) -> bool:
    if not a or not b or len(a) != len(b):
        return False
    return (int(a, 16) ^ int(b, 16)).bit_count() <= NEAR_BITS


def _shared(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    longest = max(len(a), len(b))
    return (Counter(a) & Counter(b)).total() / longest if longest else 1.0
