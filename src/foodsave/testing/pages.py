"""Receipts typed as text, set in words with boxes: perfect OCR of an exact layout."""

from __future__ import annotations

import math
import re
from typing import Literal

from foodsave.infra.ocr.layout import PageText, Point, Quad, Word

_LETTER_WIDTH = 14.0
_LETTER_HEIGHT = 24.0
_LEADING = 34.0
_MARGIN = 60.0
_SPLITS = {"runs": re.compile(r"\S+(?: \S+)*"), "words": re.compile(r"\S+")}


def page_of(
    text: str, *, unit: Literal["runs", "words"] = "runs", skew_degrees: float = 0.0, confidence: float = 0.98
) -> PageText:
    """Set rows of text in a fixed pitch.

    Two or more blanks part columns. `runs` keeps a column's words together as RapidOCR does, `words` parts them as
    Tesseract does. The last of several columns stands flush right, and so does a row that starts with `>`; a row that
    starts with `!` is printed large.
    """
    rows = _flush_right(text.strip("\n").splitlines())
    width = 2 * _MARGIN + _LETTER_WIDTH * max((len(row) for row in rows), default=1)
    height = 2 * _MARGIN + _LEADING * len(rows)
    words = []
    for number, row in enumerate(rows):
        scale = 2.0 if row.startswith("!") else 1.0
        printed = row.replace("!", " ", 1) if scale > 1 else row
        for match in _SPLITS[unit].finditer(printed):
            quad = _quad(match.start(), match.end(), number, scale)
            words.append(Word(match[0], _turned(quad, skew_degrees), confidence))
    return PageText(round(width), round(height), tuple(words))


def _flush_right(rows: list[str]) -> list[str]:
    width = max((len(row) for row in rows), default=0)
    flushed = []
    for row in rows:
        *left, last = re.split(r"(?<=\S) {2,}", row.replace(">", "", 1).strip() if row.startswith(">") else row)
        start = "".join(f"{column}  " for column in left)
        flushed.append(start + last.rjust(width - len(start)) if left or row.startswith(">") else row)
    return flushed


def _quad(start: int, end: int, row: int, scale: float) -> Quad:
    x0, x1 = _MARGIN + start * _LETTER_WIDTH, _MARGIN + end * _LETTER_WIDTH
    y1 = _MARGIN + row * _LEADING + _LETTER_HEIGHT
    y0 = y1 - _LETTER_HEIGHT * (1 + 0.5 * (scale - 1))
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def _turned(quad: Quad, degrees: float) -> Quad:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    first, second, third, fourth = ((x * cos - y * sin, x * sin + y * cos) for x, y in quad)
    return _point(first), _point(second), _point(third), _point(fourth)


def _point(point: Point) -> Point:
    return round(point[0], 2), round(point[1], 2)
