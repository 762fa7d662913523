"""When the purchase was made: the best supported date on the receipt and the time beside it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foodsave.kitchen.receipts.grammar.folding import fold
from foodsave.kitchen.receipts.grammar.lines import Line

_YEARS = range(2000, 2050)
_CLOSE = 3  # lines
_MONTH_NAMES = (
    "JAN STY", "FEB LUT", "MAR", "APR KWI", "MAY MAJ", "JUN CZE", "JUL LIP", "AUG SIE", "SEP WRZ", "OCT PAZ", "NOV LIS",
    "DEC GRU",
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_SEP = r"\s?[-./ ]\s?"
_YMD = re.compile(rf"(?<!\d)(?P<y>20\d\d){_SEP}(?P<m>\d\d?){_SEP}(?P<d>\d\d)")
_DMY = re.compile(r"(?<!\d)(?P<d>\d\d?)\s?[-./]\s?(?P<m>\d\d?)\s?[-./]\s?(?P<y>20\d\d|\d\d(?!\d|[-./:]\d))")
_DNY = re.compile(
    r"(?<!\d)(?P<d>\d\d?)(?:ST|ND|RD|TH)?[-./ ]{0,2}(?P<n>[A-Z05]{3})[A-Z]{0,9}[-./, ]{0,2}(?P<y>20\d\d|\d\d(?!\d|:\d))"
)
_NDY = re.compile(r"\b(?P<n>[A-Z]{3})[A-Z]{0,6}[. ]{0,2}(?P<d>\d\d?)(?:ST|ND|RD|TH)?,? {0,2}(?P<y>20\d\d)")
_COMPACT = re.compile(r"\bDAT[AE]\b\W{0,4}(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
_TIME = re.compile(
    r"(?<!\d)(?P<h>[01]?\d|2[0-3])\s?[:;]\s?(?P<m>[0-5]\d)(?:\s?[:.;]\s?[0-5]\d)?(?!\d)\s?(?P<half>[AP]\.?M)?",
    re.IGNORECASE,
)
_GLUED_TIME = re.compile(r"(?P<h>[01]\d|2[0-3])[:;](?P<m>[0-5]\d)(?!\d)")
_DOT_TIME = re.compile(
    r"(?:TI.{1,2}E|CZAS|GODZ)\D{0,4}(?P<h>\d\d?)[.:](?P<m>[0-5]\d)(?:[.:][0-5]\d)?\s?(?P<half>[AP]M)?", re.IGNORECASE
)
_D = r"[\dOZSGBAIL|]"
_SHAPES = (
    re.compile(rf"(?<![\dA-Z]){_D}{{4}}[-./]{_D}{{2}}[-./]{_D}{{2}}"),
    re.compile(rf"(?<![\dA-Z]){_D}{{2}}[-./]{_D}{{2}}[-./]{_D}{{4}}(?![A-Z])"),
    re.compile(rf"(?<![\dA-Z]){_D}{{2}}[:;]{_D}{{2}}(?![A-Z])"),
)
_DIGIT_FOR_LETTER = str.maketrans("OZSGBAIL|", "025684111")
_LETTER_FOR_DIGIT = str.maketrans("05", "OS")
_CENTURY = re.compile(
    r"(?<!\d)(?:[13-9]0|2[1-9])(?=[0-4]\d[-./](?:0\d|1[0-2])[-./][0-3]\d)"
    r"|(?<=(?<!\d)\d\d[-./]\d\d[-./])(?:[13-9]0|2[1-9])(?=[0-4]\d(?!\d))"
)
_LABELS = re.compile(r"\b(DATA|DATE|DATED|BIZDATE|BILL DT|INVOICE DATE|DT)\b")
_OTHER_DATES = re.compile(
    r"\b(WAZN|OBOWIAZ|EXPIR|VALID|OD\b|DO\b|UNTIL|OPEN|LOTERI|PROMOC|EFFECTIVE|KUPON|BEST BEFORE|URODZ)"
)


@dataclass(frozen=True, slots=True)
class _Sighting:
    date: dt.date
    time: str | None
    weight: float
    line: int


def find_moment(lines: Sequence[Line], *, month_first: bool = False) -> tuple[str | None, str | None]:
    """Return the purchase's ISO date and HH:MM, each None when not legible."""
    sightings = [found for number, line in enumerate(lines) for found in _sightings(number, line.text, month_first)]
    if not sightings:
        return None, _lone_time(lines, 0)
    weights: dict[dt.date, float] = {}
    for found in sightings:
        weights[found.date] = weights.get(found.date, 0.0) + found.weight
    date = max(weights, key=lambda day: weights[day])
    same = [found for found in sightings if found.date == date]
    time = next((found.time for found in same if found.time), None)
    return date.isoformat(), time or _lone_time(lines, same[0].line)


def _sightings(number: int, text: str, month_first: bool) -> Iterator[_Sighting]:
    words = fold(text)
    for found, rest in _dates(_digits(text.upper()), month_first):
        time = _time(rest)
        weight = 2.0 - min(number, 60) / 100
        weight += 2.0 if time else 0.0
        weight += 1.5 if _LABELS.search(words) else 0.0
        weight -= 3.5 if _OTHER_DATES.search(words) else 0.0
        yield _Sighting(found, time, weight, number)


def _digits(text: str) -> str:
    """Turn letters back into the digits they were, inside dates and times only."""
    for shape in _SHAPES:
        text = shape.sub(_as_digits, text)
    return _CENTURY.sub("20", text)


def _as_digits(match: re.Match[str]) -> str:
    digits, all_signs = sum(char.isdigit() for char in match[0]), sum(char.isalnum() for char in match[0])
    return match[0].translate(_DIGIT_FOR_LETTER) if 2 * digits > all_signs else match[0]


def _dates(text: str, month_first: bool) -> Iterator[tuple[dt.date, str]]:
    for pattern in (_YMD, _DMY, _DNY, _NDY, _COMPACT):
        for match in pattern.finditer(text):
            found = _date(match, month_first)
            if found is not None:
                yield found, text[: match.start()] + " " + text[match.end() :]


def _date(match: re.Match[str], month_first: bool) -> dt.date | None:
    parts = match.groupdict()
    year, day = int(parts["y"]), int(parts["d"])
    year += 2000 if year < 100 else 0
    month = _MONTHS.get(parts["n"].translate(_LETTER_FOR_DIGIT), 0) if "n" in parts else int(parts["m"])
    swap = month > 12 >= day or (month_first and len(parts["y"]) >= 2 and day <= 12 and match.re is _DMY)
    if swap and "n" not in parts:
        day, month = month, day
    if year not in _YEARS or not 1 <= month <= 12:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _time(text: str) -> str | None:
    match = _TIME.search(text) or _GLUED_TIME.search(text) or _DOT_TIME.search(text)
    if match is None:
        return None
    hour, half = int(match["h"]), (match.groupdict().get("half") or "").upper().replace(".", "")
    if half == "PM" and hour < 12:
        hour += 12
    elif half == "AM" and hour == 12:
        hour = 0
    return f"{hour:02d}:{match['m']}"


def _lone_time(lines: Sequence[Line], near: int) -> str | None:
    """The time that stands on a line of its own, as old tills print it: close by, else the first one."""
    times = [
        (number, time)
        for number, line in enumerate(lines)
        if not _OTHER_DATES.search(fold(line.text)) and (time := _time(_digits(line.text))) is not None
    ]
    close = [found for found in times if abs(found[0] - near) <= _CLOSE]
    return next((time for _, time in close or times), None)
