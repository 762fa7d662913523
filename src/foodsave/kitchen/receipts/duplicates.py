"""Is this purchase already here? Pure.

The same picture again has a near perceptual hash and the same lines; the same purchase again agrees in till, time and
number, in total and date, or line by line. A printed number and time that both differ speak against it, since people do
buy the same things twice.
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
    """Return the id of the first receipt in `others` that is the same purchase as `new`, with the reason."""
    for other in others:
        if other.id != new.id and (reason := _same(new, other)):
            return other.id, reason
    return None


def _same(a: Purchase, b: Purchase) -> DuplicateReason | None:
    same_till = not _differ(a.seller, b.seller)
    same_time, same_number = _agree(a.bought_at, b.bought_at), _agree(a.number, b.number)
    if same_till and same_time and same_number:
        return "same_purchase"  # a total or a date that differs was misread
    if _differ(a.bought_at, b.bought_at) and _differ(a.number, b.number):
        return None
    lines_agree = _shared(a.line_totals, b.line_totals) >= _SHARED_LINES
    if lines_agree and _near(a.phash, b.phash):
        return "same_picture"
    if not _agree(a.total_minor, b.total_minor) or _differ(a.bought_on, b.bought_on):
        return None
    dated = _agree(a.bought_on, b.bought_on)
    if dated and same_till and (same_number or (same_time and not _differ(a.number, b.number))):
        return "same_purchase"
    several = len(a.line_totals) > 1
    return "same_lines" if several and lines_agree and not _differ(a.bought_at, b.bought_at) else None


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
