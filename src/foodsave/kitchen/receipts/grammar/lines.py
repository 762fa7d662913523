"""Words grouped to printed lines, whatever the skew, the perspective or the curl of the paper."""

from __future__ import annotations

import math
import statistics
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from foodsave.infra.ocr.layout import PageText, Word

_SLOPE_WIDTH = 2.5  # a box this many times as wide as high tells the slope of its line
_SLOPE_NEIGHBOURS = 9
_MAX_SLOPE = math.tan(math.radians(25))


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its centre, extent and slope in page pixels."""

    text: str
    x0: float
    x1: float
    y: float
    height: float
    slope: float
    confidence: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0


@dataclass(slots=True)
class Line:
    """One printed line: tokens from left to right; `page` counts from 0."""

    page: int
    page_width: int
    page_height: int
    tokens: list[Token] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(token.text for token in self.tokens)

    @property
    def x0(self) -> float:
        return min(token.x0 for token in self.tokens)

    @property
    def x1(self) -> float:
        return max(token.x1 for token in self.tokens)

    @property
    def y(self) -> float:
        return statistics.fmean(token.y for token in self.tokens)

    @property
    def height(self) -> float:
        return statistics.median(token.height for token in self.tokens)

    @property
    def confidence(self) -> float:
        weights = [max(1, len(token.text)) for token in self.tokens]
        return sum(t.confidence * w for t, w in zip(self.tokens, weights, strict=True)) / sum(weights)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 as fractions of the page."""
        top = min(token.y - token.height / 2 for token in self.tokens)
        bottom = max(token.y + token.height / 2 for token in self.tokens)
        width, height = max(1, self.page_width), max(1, self.page_height)
        return (_unit(self.x0 / width), _unit(top / height), _unit(self.x1 / width), _unit(bottom / height))


def group_lines(pages: Sequence[PageText]) -> list[Line]:
    """Order the words of all pages as printed lines, top to bottom."""
    return [line for number, page in enumerate(pages) for line in _page_lines(number, page)]


def _unit(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 4)


def _page_lines(number: int, page: PageText) -> list[Line]:
    tokens = _without_repeats([token for word in page.words if (token := _token(word)) is not None])
    slopes = _slope_field(tokens)
    lines: list[Line] = []
    for token in sorted(tokens, key=lambda t: t.x0):
        slope = slopes(token.y)
        best, best_gap = None, 0.5
        for line in lines:
            gap = _gap(line.tokens, token, slope)
            if gap is not None and gap < best_gap:
                best, best_gap = line, gap
        if best is None:
            best = Line(number, page.width, page.height)
            lines.append(best)
        best.tokens.append(token)
    return sorted(lines, key=lambda line: line.y - slopes(line.y) * (line.x0 + line.x1) / 2)


def _token(word: Word) -> Token | None:
    text = " ".join(unicodedata.normalize("NFKC", word.text).split())
    if not text:
        return None
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = word.quad
    width = math.hypot(bx - ax, by - ay)
    height = max(1.0, (math.hypot(dx - ax, dy - ay) + math.hypot(cx - bx, cy - by)) / 2)
    run, rise = (bx + cx) - (ax + dx), (by + cy) - (ay + dy)
    wide = width >= _SLOPE_WIDTH * height and abs(run) > 1
    slope = rise / run if wide else math.nan
    if abs(slope) > _MAX_SLOPE:
        slope = math.nan
    x0, x1 = min(ax, dx), max(bx, cx)
    return Token(text, x0, max(x1, x0 + 1), (ay + by + cy + dy) / 4, height, slope, word.confidence)


def _slope_field(tokens: Sequence[Token]) -> Callable[[float], float]:
    """Return the function y -> slope: the median of the widest boxes near that height."""
    known = sorted((t for t in tokens if not math.isnan(t.slope)), key=lambda t: t.y)

    def slope(y: float) -> float:
        near = sorted(known, key=lambda t: abs(t.y - y))[:_SLOPE_NEIGHBOURS]
        return statistics.median(t.slope for t in near) if near else 0.0

    return slope


def _gap(tokens: Sequence[Token], token: Token, slope: float) -> float | None:
    """How far `token` stands from the line, in its heights; None when it cannot belong to it."""
    last = max(tokens, key=lambda t: t.x1)
    if token.x0 < last.x1 - 0.5 * min(token.width, last.width):
        return None
    tall = max(token.height, last.height)
    if tall > 2.6 * min(token.height, last.height):
        return None
    middle = (token.x0 + token.x1) / 2 - (last.x0 + last.x1) / 2
    return abs(token.y - (last.y + slope * middle)) / (0.5 * (token.height + last.height))


def _without_repeats(tokens: list[Token]) -> list[Token]:
    """Drop what two overlapping tiles both read."""
    kept: list[Token] = []
    for token in sorted(tokens, key=lambda t: (-t.width, -t.confidence)):
        if not any(_covers(other, token) for other in kept):
            kept.append(token)
    return kept


def _covers(big: Token, small: Token) -> bool:
    if abs(big.y - small.y) > 0.5 * max(big.height, small.height):
        return False
    shared = min(big.x1, small.x1) - max(big.x0, small.x0)
    return shared > 0.7 * small.width
