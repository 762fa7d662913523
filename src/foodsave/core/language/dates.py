"""Days and spans of days as people name them, in Polish and English: "do piątku", "in the next 3 days". Pure.

Weekdays are the next ones after today: "do piątku" said on a Friday is a week away. Weeks begin on Monday.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from foodsave.core.language.folding import fold
from foodsave.core.language.numerals import read_count

_DAY, _WEEK, _MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=30)
_FEW_DAYS = 3
_MOST_DAYS = 3660
_WEEKDAYS = (
    "poniedzial\\w+|monday",
    "wtor\\w+|tuesday",
    "srod[aeyo]\\w*|wednesday",
    "czwart\\w+|thursday",
    "piat(?:ek|ku|kiem|kow\\w*)|friday",
    "sobot\\w+|saturday",
    "niedziel[aeiou]|sunday",
)
MONTHS = (
    "stycz\\w+|january|jan",
    "lut(?:y|ego|ym)|february|feb",
    "mar(?:zec|ca|cu|cem)|march|mar",
    "kwie\\w+|april|apr",
    "maj(?:a|u|em)?|may",
    "czerw(?:iec|ca|cu|cem)|june|jun",
    "lip(?:iec|ca|cu|cem)|july|jul",
    "sierp\\w+|august|aug",
    "wrzes\\w+|wrzesn\\w+|september|sept?",
    "pazdziernik\\w*|october|oct",
    "listopad\\w*|november|nov",
    "grud(?:zien|nia|niu|niem)|december|dec",
)
_UNTIL = r"(?:do|najpozniej|until|till|til|by|no later than)"
_BEFORE = r"(?:przed|before)"
_AMOUNT = r"(?:\d{1,4}|[a-z]+(?: [a-z]+)?)"
_END_OF = r"(?:(?:do |przed |by |before |until |till )?(?:the )?(?:konc\w+|end of)(?: the| this| tego)?)"
_JOINED = re.compile(r",? ?(?:i|lub|albo|czy|oraz|and|or|[-–]) ?")
_OPTIONAL_UNTIL = rf"(?:(?P<until>{_UNTIL}) |(?P<before>{_BEFORE}) )?"


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `start` (None: however long ago) to `end`, named by the characters `at` of the folded text."""

    start: date | None
    end: date
    at: tuple[int, int]

    def has(self, day: date) -> bool:
        """Tell whether a day is one of them."""
        return day <= self.end and (self.start is None or self.start <= day)


Span = tuple[date | None, date]
_Reader = Callable[[re.Match[str], date], Span | None]


def find_days(text: str, today: date) -> Days | None:
    """Return the first days that a text names, as seen from `today`; of readings that begin together the longest.

    Days that are joined ("today or tomorrow") are one span.
    """
    folded = fold(text)
    found = sorted(_readings(folded, today), key=lambda days: (days.at[0], -days.at[1]))
    if not found:
        return None
    first = found[0]
    for other in found[1:]:
        if _JOINED.fullmatch(folded[first.at[1] : other.at[0]]) and other.end >= first.end:
            first = Days(first.start, other.end, (first.at[0], other.at[1]))
    return first


def _readings(folded: str, today: date) -> Iterator[Days]:
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(folded):
            try:
                span = read(match, today)
            except (ValueError, OverflowError):  # 31 June, the year 10000
                continue
            if span is not None:
                yield Days(*span, match.span())


def _named(ahead: int) -> _Reader:
    def read(match: re.Match[str], today: date) -> Span:
        return _bounded(match, today + ahead * _DAY)

    return read


def _bounded(match: re.Match[str], day: date) -> Span:
    if match["before"]:
        return None, day - _DAY
    return (None if match["until"] else day), day


def _weekday(number: int) -> _Reader:
    def read(match: re.Match[str], today: date) -> Span:
        ahead = (number - today.weekday()) % 7
        if ahead == 0 and not match["this"]:
            ahead = 7
        return _bounded(match, today + ahead * _DAY)

    return read


def _weekend(match: re.Match[str], today: date) -> Span:
    sunday = _sunday(today)
    saturday = sunday - _DAY
    if match["next"]:
        saturday, sunday = saturday + _WEEK, sunday + _WEEK
    if (match["until"] or match["before"]) and not match["end"]:
        return None, max(today, saturday - _DAY)
    return (None if match["end"] else max(today, saturday)), sunday


def _this_week(_: re.Match[str], today: date) -> Span:
    return today, _sunday(today)


def _next_week(_: re.Match[str], today: date) -> Span:
    return _sunday(today) + _DAY, _sunday(today) + _WEEK


def _this_month(_: re.Match[str], today: date) -> Span:
    return today, today.replace(day=calendar.monthrange(today.year, today.month)[1])


def _next_month(_: re.Match[str], today: date) -> Span:
    first = today.replace(day=28) + timedelta(days=4)
    first = first.replace(day=1)
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _counted(match: re.Match[str], today: date) -> Span | None:
    count = read_count(match["count"])
    if count is None or match["count"][count.end :].strip() or count.low.denominator != 1 or not count.low > 0:
        return None
    days = int(count.high or count.low) * (1 if match["days"] else 7)
    return (today, today + days * _DAY) if days <= _MOST_DAYS else None


def _ahead(span: timedelta) -> _Reader:
    def read(_: re.Match[str], today: date) -> Span:
        return today, today + span

    return read


def _of_month(number: int) -> _Reader:
    def read(match: re.Match[str], today: date) -> Span:
        day = int(match["day"] or match["day2"])
        year = int(match["year"]) if match["year"] else today.year
        named = date(year, number, day)
        if not match["year"] and named < today:
            named = date(year + 1, number, day)
        return _bounded(match, named)

    return read


def _in_figures(match: re.Match[str], today: date) -> Span:
    if match["iso"]:
        return _bounded(match, date.fromisoformat(match["iso"]))
    year = int(match["year"]) if match["year"] else today.year
    named = date(year if year > 99 else 2000 + year, int(match["month"]), int(match["day"]))
    if not match["year"] and named < today:
        named = named.replace(year=today.year + 1)
    return _bounded(match, named)


def _sunday(today: date) -> date:
    return today + (6 - today.weekday()) * _DAY


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{text})(?!\w)")


_OF_YEAR = r"(?:,? (?P<year>20\d\d))?(?: r(?:oku)?)?"
_PATTERNS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_pattern(rf"{_OPTIONAL_UNTIL}(?:na |for )?(?:dzis|dzisiaj|dzisiejsz\w+|today|tonight)"), _named(0)),
    (_pattern(rf"{_OPTIONAL_UNTIL}(?:na |for )?(?:jutr[oa]|jutrzejsz\w+|tomorrow)"), _named(1)),
    (_pattern(rf"{_OPTIONAL_UNTIL}(?:pojutrz\w+|(?:the )?day after tomorrow)"), _named(2)),
    *(
        (
            _pattern(
                rf"(?:{_OPTIONAL_UNTIL}|(?:we?|on|na|in) )(?:(?P<this>te|ten|ta|tej|tego|this)|najblizsz\w+|next|the)?"
                rf" ?(?:{name})s?"
            ),
            _weekday(number),
        )
        for number, name in enumerate(_WEEKDAYS)
    ),
    (
        _pattern(
            rf"(?:(?P<end>{_END_OF}) |(?P<until>{_UNTIL}) |(?P<before>{_BEFORE}) |(?:w|na|over|at|on|for|during) )?"
            r"(?:(?P<next>przyszl\w+|nastepn\w+|next)|ten|tego|this|the|najblizsz\w+)? ?weekend\w*"
        ),
        _weekend,
    ),
    (_pattern(rf"(?:w )?(?:tym|biezacym) tygodniu|this week|{_END_OF} (?:tygodni\w+|week)"), _this_week),
    (_pattern(r"(?:w )?(?:przyszl\w+|nastepn\w+) tyg\w+|next week"), _next_week),
    (
        _pattern(
            r"(?:(?:w ciagu|przez|za|within|in|over|during) )?(?:(?:a|the|one|next|coming|jednego|najblizsz\w+) )*"
            r"(?:tydzien|tygodnia|tygodniu|week)"
        ),
        _ahead(_WEEK),
    ),
    (_pattern(rf"(?:w )?(?:tym|biezacym) miesiacu|this month|{_END_OF} (?:miesiac\w+|month)"), _this_month),
    (_pattern(r"(?:w )?(?:przyszl\w+|nastepn\w+) miesiac\w+|next month"), _next_month),
    (_pattern(r"(?:w ciagu|przez|za|within|in) (?:a )?(?:miesiac\w*|month)"), _ahead(_MONTH)),
    (
        _pattern(
            r"(?:(?:w ciagu|w|przez|za|do|within|in|over|during|for) )?(?:(?:the|next|coming|following|najblizsz\w+|"
            rf"nastepn\w+|kolejn\w+) )*(?P<count>{_AMOUNT}) (?:(?P<days>dni|dnia|days?)|tygodni\w*|weeks?)"
        ),
        _counted,
    ),
    (
        _pattern(
            r"(?:(?:w ciagu|przez|za|within|in|over|for) )?(?:(?:the|next|coming|najblizsz\w+) )*"
            r"(?:kilk\w+ dni|pare dni|few days|couple of days|dniach)"
        ),
        _ahead(_FEW_DAYS * _DAY),
    ),
    (_pattern(r"(?:w ciagu|przez) (?:calej )?doby|within (?:a|the) day"), _ahead(_DAY)),
    *(
        (
            _pattern(
                rf"{_OPTIONAL_UNTIL}(?:on |the |na )*(?:(?P<day>\d{{1,2}})(?: ?(?:st|nd|rd|th))?(?: of)? (?:{name})"
                rf"|(?:{name}) (?P<day2>\d{{1,2}})(?: ?(?:st|nd|rd|th))?){_OF_YEAR}"
            ),
            _of_month(number),
        )
        for number, name in enumerate(MONTHS, 1)
    ),
    (
        _pattern(
            rf"{_OPTIONAL_UNTIL}(?:on )?(?:(?P<iso>20\d\d-\d\d-\d\d)|"
            r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})(?:[./](?P<year>\d{4}|\d\d))?)"
        ),
        _in_figures,
    ),
)
