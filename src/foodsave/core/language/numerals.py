"""Numbers as people write them in kitchens, in Polish and English: digits, fractions, words and ranges, exactly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from foodsave.core.language.folding import fold

_Value = TypeVar("_Value", int, Fraction)

_GLYPHS = {
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5",
    "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8",
}  # fmt: skip
_ANY_GLYPH = "".join(_GLYPHS)
_SLASH = "[/⁄]"
_DASH = "[-‐‑‒–—]"

_CARDINALS = (
    "zero",
    "jeden jedna jedno jednego jednej jedną jednym one",
    "dwa dwie dwóch dwu dwoma dwiema dwoje two",
    "trzy trzech trzema troje three",
    "cztery czterech czterema four",
    "pięć pięciu five",
    "sześć sześciu six",
    "siedem siedmiu seven",
    "osiem ośmiu eight",
    "dziewięć dziewięciu nine",
    "dziesięć dziesięciu ten",
    "jedenaście jedenastu eleven",
    "dwanaście dwunastu twelve",
    "trzynaście trzynastu thirteen",
    "czternaście czternastu fourteen",
    "piętnaście piętnastu fifteen",
    "szesnaście szesnastu sixteen",
    "siedemnaście siedemnastu seventeen",
    "osiemnaście osiemnastu eighteen",
    "dziewiętnaście dziewiętnastu nineteen",
    "dwadzieścia dwudziestu twenty",
)
_ROUND = {"trzydzieści": 30, "thirty": 30, "czterdzieści": 40, "forty": 40, "pięćdziesiąt": 50, "fifty": 50,
          "sto": 100, "hundred": 100, "dwieście": 200, "trzysta": 300, "czterysta": 400, "pięćset": 500}  # fmt: skip
_PARTS = {
    "pół": "1/2", "połowa": "1/2", "połowę": "1/2", "połowy": "1/2", "połówka": "1/2", "połówkę": "1/2",
    "half": "1/2",
    "półtora": "3/2", "półtorej": "3/2", "ćwierć": "1/4", "ćwiartka": "1/4", "ćwiartkę": "1/4",
    "quarter": "1/4", "third": "1/3",
}  # fmt: skip
_DENOMINATORS = {
    "druga": 2, "drugie": 2, "half": 2, "halves": 2, "trzecia": 3, "trzecią": 3, "trzecie": 3, "third": 3,
    "thirds": 3, "czwarta": 4, "czwartą": 4, "czwarte": 4, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "ósma": 8, "ósme": 8, "eighth": 8, "eighths": 8,
}  # fmt: skip
_DOZENS = {"tuzin": 12, "tuziny": 12, "tuzina": 12, "dozen": 12, "mendel": 15, "kopa": 60}
_SEVERAL_PARTS = {"ćwiartki": 4, "ćwiartek": 4, "połówki": 2, "połówek": 2, "quarters": 4, "halves": 2}
_ARTICLES = ("a", "an")
_AND = ("i", "and", "&")

_WORDS: dict[str, Fraction] = {
    fold(word): Fraction(value) for value, words in enumerate(_CARDINALS) for word in words.split()
}
_WORDS.update((fold(word), Fraction(value)) for word, value in (_ROUND | _PARTS | _DOZENS).items())
_UNDER_ONE = {fold(word): Fraction(1, value) for word, value in _DENOMINATORS.items()}
_SEVERAL = {fold(word): Fraction(1, value) for word, value in _SEVERAL_PARTS.items()}
_TWELVES = {fold(word): value for word, value in _DOZENS.items()}

_GLYPH_NUMBER = re.compile(rf"\s*(?:(\d{{1,6}})\s?)?([{_ANY_GLYPH}])")
_MIXED = re.compile(
    rf"\s*(?:(\d{{1,6}})(?:\s+(?:(?:i|and|&)\s+)?|{_DASH}))?(\d{{1,4}})\s?{_SLASH}\s?(\d{{1,4}})(?![\d/])", re.ASCII
)
_DECIMAL = re.compile(r"\s*(\d{1,3}(?: 000)+|\d{1,15})(?:[.,](\d{1,6}))?(?![.,]?\d)", re.ASCII)
_FRACTION_FOLLOWS = re.compile(rf"\s*(?:\d+\s?)?{_SLASH}\s?\d")
_WORD = re.compile(r"\s*(&|[^\W\d_]+)")
_RANGE = re.compile(rf"\s*(?:{_DASH}|(?:do|lub|albo|czy|to|or)\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Count:
    """A number read from text: `high` is the other end of a range or None, `end` is where the reading stopped."""

    low: Fraction
    high: Fraction | None
    end: int


def parse_count(text: str) -> Fraction | None:
    """Return the number that the whole text tells, such as "1 1/2", "półtorej" or "half a dozen"; else None.

    A range has no single number: see `parse_range`. Words without a number ("kilka", "some") have none either.
    """
    found = read_count(text)
    return found.low if found and found.high is None and not text[found.end :].strip(" .") else None


def parse_range(text: str) -> tuple[Fraction, Fraction] | None:
    """Return both ends of what the whole text tells; a single number is both of them."""
    found = read_count(text)
    if found is None or text[found.end :].strip(" ."):
        return None
    return found.low, found.low if found.high is None else found.high


def read_count(text: str, start: int = 0) -> Count | None:
    """Return the number or range that `text` begins with at `start`; None when it begins otherwise.

    A range must rise: of "3-2" nothing is read.
    """
    first = _number(text, start)
    if first is None:
        return None
    low, end = first
    between = _RANGE.match(text, end)
    if between is None or (second := _number(text, between.end())) is None:
        return Count(low, None, end)
    return Count(low, second[0], second[1]) if second[0] > low else None


def polish_form(number: Fraction | int, one: str, few: str, many: str, of_one: str) -> str:
    """Return the form that a Polish noun takes after a number: 1 jajko, 2 jajka, 5 jajek, 1,5 jajka.

    Two to four take `few`, except twelve to fourteen; fractions take the genitive singular, `of_one`.
    """
    value = Fraction(number)
    if value.denominator != 1:
        return of_one
    if value == 1:
        return one
    last_two = abs(value.numerator) % 100
    return few if last_two % 10 in (2, 3, 4) and last_two not in (12, 13, 14) else many


def _number(text: str, start: int) -> tuple[Fraction, int] | None:
    return _glyph(text, start) or _mixed(text, start) or _decimal(text, start) or _spelled(text, start)


def _glyph(text: str, start: int) -> tuple[Fraction, int] | None:
    match = _GLYPH_NUMBER.match(text, start)
    return (Fraction(match[1] or 0) + Fraction(_GLYPHS[match[2]]), match.end()) if match else None


def _mixed(text: str, start: int) -> tuple[Fraction, int] | None:
    match = _MIXED.match(text, start)
    if match is None or int(match[3]) == 0:
        return None
    part = Fraction(int(match[2]), int(match[3]))
    if match[1] is None:
        return part, match.end()
    return (int(match[1]) + part, match.end()) if part < 1 else None


def _decimal(text: str, start: int) -> tuple[Fraction, int] | None:
    match = _DECIMAL.match(text, start)
    if match is None or _FRACTION_FOLLOWS.match(text, match.end()):  # such as 1/0 and 1 3/2
        return None
    value = Fraction(f"{match[1].replace(' ', '')}.{match[2] or 0}")
    return _portioned(text, match.end(), value) or _with_part(text, match.end(), value)


def _spelled(text: str, start: int) -> tuple[Fraction, int] | None:
    match = _WORD.match(text, start)
    if match is None:
        return None
    word = fold(match[1])
    if word in _ARTICLES:
        return _after_article(text, match.end())
    if (value := _WORDS.get(word)) is None:
        return None
    if value.denominator != 1:
        return _of_dozen(text, _without_article(text, match.end()), value)
    if (under := _next(text, match.end(), _UNDER_ONE)) and value < under[0].denominator:
        return value * under[0], _without_article(text, under[1])
    if value in (20, 30, 40, 50) and (units := _next(text, match.end(), _WORDS)) and 0 < units[0] < 10:
        return value + units[0], units[1]
    if value == 0:
        return None
    portioned = _portioned(text, match.end(), value) if word not in _TWELVES else None
    return portioned or _with_part(text, match.end(), value)


def _portioned(text: str, end: int, value: Fraction) -> tuple[Fraction, int] | None:
    """Read what a number of dozens, halves or quarters makes: "2 dozen", "3 ćwiartki"."""
    if dozens := _next(text, end, _TWELVES):
        return value * dozens[0], dozens[1]
    if pieces := _next(text, end, _SEVERAL):
        return value * pieces[0], _without_article(text, pieces[1])
    return None


def _after_article(text: str, end: int) -> tuple[Fraction, int]:
    """Read what follows "a": a half, a quarter, a dozen, or one of anything."""
    following = _next(text, end, _WORDS)
    if following and (following[0].denominator != 1 or following[0] == 12):
        return following[0], _without_article(text, following[1])
    return Fraction(1), end


def _of_dozen(text: str, end: int, part: Fraction) -> tuple[Fraction, int]:
    dozens = _next(text, end, _TWELVES)
    return (part * dozens[0], dozens[1]) if dozens else (part, end)


def _with_part(text: str, end: int, whole: Fraction) -> tuple[Fraction, int]:
    """Add what "and a half" or "i ćwierć" tells after a whole number."""
    joining = _WORD.match(text, end)
    if joining is None or fold(joining[1]) not in _AND or whole.denominator != 1:
        return whole, end
    part = _number(text, joining.end())
    if part is None or part[0] >= 1:
        return whole, end
    return whole + part[0], part[1]


def _next(text: str, end: int, table: Mapping[str, _Value]) -> tuple[_Value, int] | None:
    match = _WORD.match(text, end)
    if match is None or (value := table.get(fold(match[1]))) is None:
        return None
    return value, match.end()


def _without_article(text: str, end: int) -> int:
    """Pass over the words of "half a", "a quarter of a"."""
    for words in (("of",), _ARTICLES):
        match = _WORD.match(text, end)
        if match and fold(match[1]) in words:
            end = match.end()
    return end
