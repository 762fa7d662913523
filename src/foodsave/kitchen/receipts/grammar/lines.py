"""Words grouped to printed lines, whatever the skew, the perspective or the curl of the paper."""

from __future__ import annotations

import math
import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from foodsave.infra.ocr.layout import PageText, Word
from foodsave.kitchen.receipts.grammar.slopes import SlopeField, SlopeSample

_SLOPE_WIDTH = 2.5  # a box this many times as wide as high tells the slope of its line
_FAR = 4.0  # row heights between words whose positions tell the slope
_FEW_ROWS = 6
_TALL = 2.6  # the total is printed up to this many times as high as its neighbours
_PITCH_SHARE = 1.05
_LONGEST_WORD = 160  # letters; a till prints 60 in a row
_MOST_WORDS = 4000  # a page; more is no receipt
_BAND = 80.0  # pixels: no two readings of one word lie farther apart
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

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


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
    tokens = _without_repeats([token for word in page.words[:_MOST_WORDS] if (token := _token(word)) is not None])
    boxes = [SlopeSample(t.y, t.middle, t.slope, t.width) for t in tokens if not math.isnan(t.slope)]
    rough = _rows(number, page, tokens, SlopeField(boxes), math.inf)
    slopes = SlopeField([*boxes, *_spans(rough)])
    return _rows(number, page, tokens, slopes, _pitch(rough))


def _rows(number: int, page: PageText, tokens: Sequence[Token], slopes: SlopeField, pitch: float) -> list[Line]:
    """Add every word, from left to right, to the row that runs into it."""
    rows: list[Line] = []
    for token in sorted(tokens, key=lambda t: t.x0):
        best, best_gap = None, 0.5
        for row in rows:
            gap = _gap(row.tokens[-1], token, slopes, pitch)
            if gap is not None and gap < best_gap:
                best, best_gap = row, gap
        if best is None:
            best = Line(number, page.width, page.height)
            rows.append(best)
        best.tokens.append(token)
    return sorted(rows, key=lambda row: row.y - slopes.between(row.y, row.x0, row.x1) * (row.x0 + row.x1) / 2)


def _spans(rows: Sequence[Line]) -> Iterator[SlopeSample]:
    """What far apart words of one row tell about its slope: more than the corners of their boxes."""
    for row in rows:
        for left, right in pairwise(row.tokens):
            run = right.middle - left.middle
            if run > _FAR * row.height:
                for token in (left, right):
                    yield SlopeSample(token.y, token.middle, (right.y - left.y) / run, run / 2)


def _pitch(rows: Sequence[Line]) -> float:
    """The usual distance between rows; boxes may be higher than that."""
    steps = [below.tokens[0].y - above.tokens[0].y for above, below in pairwise(rows)]
    steps = [step for step in steps if step > 1]
    return statistics.median(steps) if len(steps) >= _FEW_ROWS else math.inf


def _token(word: Word) -> Token | None:
    # Text layers may carry control characters: what cannot be seen on paper is not part of a receipt.
    kept = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFKC", word.text[:_LONGEST_WORD]))
    text = " ".join(kept.split())
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


def _gap(last: Token, token: Token, slopes: SlopeField, pitch: float) -> float | None:
    """How far `token` stands off the row that ends with `last`, in row heights; None when it cannot belong to it."""
    height = 0.5 * (token.height + last.height)
    if abs(token.y - last.y) > height + _MAX_SLOPE * (token.x1 - last.x0):
        return None
    start, end = last.middle, token.middle
    off = abs(token.y - (last.y + slopes.between(token.y, start, end) * (end - start)))
    if off > height or token.x0 < last.x1 - 0.6 * min(token.width, last.width):
        return None
    if max(token.height, last.height) > _TALL * min(token.height, last.height):
        return None
    return off / min(height, _PITCH_SHARE * pitch)


def _without_repeats(tokens: Sequence[Token]) -> list[Token]:
    """Drop what two overlapping tiles both read."""
    kept: list[Token] = []
    bands: dict[int, list[Token]] = {}
    for token in sorted(tokens, key=lambda t: (-t.width, -t.confidence)):
        band = int(token.y // _BAND)
        near = (other for number in (band - 1, band, band + 1) for other in bands.get(number, ()))
        if not any(_covers(other, token) for other in near):
            kept.append(token)
            bands.setdefault(band, []).append(token)
    return kept


def _covers(big: Token, small: Token) -> bool:
    slope = 0.0 if math.isnan(big.slope) else big.slope
    off = abs(big.y + slope * (small.middle - big.middle) - small.y) / max(big.height, small.height)
    shared = min(big.x1, small.x1) - max(big.x0, small.x0)
    if off > 0.5 or shared <= 0.7 * small.width:
        return False
    return off < 0.42 or small.text in big.text
