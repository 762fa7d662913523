"""Days that have been, as people name them: "w zeszłym miesiącu", "last week", "in October". Pure.

Weeks begin on Monday; a month is the latest one of that name that has begun.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from foodsave.core.language.dates import MONTHS, Days
from foodsave.core.language.folding import fold

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_LAST = r"(?:(?:w |z )?(?:zeszl\w+|ubiegl\w+|poprzedni\w+|minion\w+)|last|previous|the past)"
_THIS = r"(?:(?:w |z )?(?:tym|tego|biezac\w+)|this)"
_WEEK_WORD, _MONTH_WORD, _YEAR_WORD = r"(?:tygodni\w+|week)", r"(?:miesiac\w+|month)", r"(?:rok\w*|year)"


def find_past_days(text: str, today: date) -> Days | None:
    """Return the first days up to today that a text names."""
    folded = fold(text)
    found = [
        Days(*read(today), match.span())
        for pattern, read in _PATTERNS
        if (match := re.search(rf"(?<!\w)(?:{pattern})(?!\w)", folded)) is not None
    ]
    return min(found, key=lambda days: days.at, default=None)


def _month(first: date) -> tuple[date, date]:
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _last_month(today: date) -> tuple[date, date]:
    return _month((today.replace(day=1) - _DAY).replace(day=1))


def _last_week(today: date) -> tuple[date, date]:
    monday = today - today.weekday() * _DAY
    return monday - _WEEK, monday - _DAY


def _named_month(number: int) -> Callable[[date], tuple[date, date]]:
    def read(today: date) -> tuple[date, date]:
        return _month(date(today.year if number <= today.month else today.year - 1, number, 1))

    return read


_PATTERNS: tuple[tuple[str, Callable[[date], tuple[date, date]]], ...] = (
    (r"wczoraj\w*|yesterday", lambda today: (today - _DAY, today - _DAY)),
    (r"przedwczoraj|the day before yesterday", lambda today: (today - 2 * _DAY, today - 2 * _DAY)),
    (rf"{_LAST} {_WEEK_WORD}", _last_week),
    (rf"{_THIS} {_WEEK_WORD}", lambda today: (today - today.weekday() * _DAY, today)),
    (rf"{_LAST} {_MONTH_WORD}", _last_month),
    (rf"{_THIS} {_MONTH_WORD}", lambda today: (today.replace(day=1), today)),
    (rf"{_LAST} {_YEAR_WORD}", lambda today: (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))),
    (rf"{_THIS} {_YEAR_WORD}", lambda today: (date(today.year, 1, 1), today)),
    *((rf"(?:we?|in|during|od|since) (?:{names})", _named_month(number)) for number, names in enumerate(MONTHS, 1)),
)
