"""The paper's edges, told from the amounts: what lies beside them is table cloth, not receipt."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Sequence
from itertools import pairwise

from foodsave.kitchen.receipts.grammar.amounts import normalise
from foodsave.kitchen.receipts.grammar.lines import Line, Token

_AMOUNT_END = re.compile(r"\d[.,]\d{2}\s?[A-Z0-9°']{0,2}$")
_NUMBERS = re.compile(r"\d\s?[.,:/-]\s?\d")
_WORDS = re.compile(r"(?!PLN|EUR|zł)[^\W\d_]{3}", re.IGNORECASE)
_FEWEST = 4
_MAJORITY = 0.6
_RIGHT_MARGIN = 0.1  # line heights
_NUMBERS_MARGIN = 3.0
_LEFT_MARGIN = 1.2
Edge = Callable[[float], float]


def without_background(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without the words that stand clearly left or right of the printed columns."""
    kept: list[Line] = []
    pages = {line.page for line in lines}
    for page in sorted(pages):
        own = [line for line in lines if line.page == page]
        kept.extend(_trimmed(own))
    return kept


def _trimmed(lines: Sequence[Line]) -> list[Line]:
    ends = [end for line in lines if (end := _amount_end(line)) is not None]
    if len(ends) < _FEWEST:
        return list(lines)
    column = _cluster(ends)
    right = _edge(column)
    if right is None or len(column) < _MAJORITY * len(ends):
        return list(lines)
    left = _left_edge(lines, right)
    for line in lines:
        line.tokens = _inside(line.tokens, left, right)
    return [line for line in lines if line.tokens]


def _inside(tokens: Sequence[Token], left: Edge, right: Edge) -> list[Token]:
    """The words between the edges, and those that run on from them without a gap."""
    tokens = tokens[: _row_end(tokens, right)]
    inside = [_belongs(token, left, right) for token in tokens]
    for number, (one, other) in enumerate(pairwise(tokens)):
        near = other.x0 - one.x1 < min(one.height, other.height)
        inside[number + 1] |= near and inside[number]
    for number in range(len(tokens) - 2, -1, -1):
        one, other = tokens[number], tokens[number + 1]
        inside[number] |= other.x0 - one.x1 < min(one.height, other.height) and inside[number + 1]
    return [token for token, kept in zip(tokens, inside, strict=True) if kept]


def _row_end(tokens: Sequence[Token], right: Edge) -> int:
    """How many words there are before the ones that follow the last column: another paper close by."""
    for number, (one, other) in enumerate(pairwise(tokens), start=1):
        in_column = abs(one.x1 - right(one.y)) < one.height and _ends_in_amount(one)
        if in_column and other.x0 > one.x1 and _WORDS.search(other.text):
            return number
    return len(tokens)


def _ends_in_amount(token: Token) -> bool:
    return _AMOUNT_END.search(normalise(token.text)) is not None


def _belongs(token: Token, left: Edge, right: Edge) -> bool:
    """Whether a word lies between the edges; dates, amounts and tax letters must lie far off to be dropped."""
    letter = len(token.text) <= 2
    margin = _NUMBERS_MARGIN if letter or _NUMBERS.search(token.text) else _RIGHT_MARGIN
    return token.x0 < right(token.y) + margin * token.height and token.x1 > left(token.y)


def _left_edge(lines: Sequence[Line], right: Edge) -> Edge:
    """Where most lines may start: parallel to the amounts, well left of nine lines in ten."""
    widths = sorted(right(line.y) - line.x0 for line in lines)
    width = widths[int(0.9 * (len(widths) - 1))] + _LEFT_MARGIN * statistics.median(line.height for line in lines)
    return lambda y: right(y) - width


def _amount_end(line: Line) -> tuple[float, float] | None:
    """Where the last amount of a line ends: y and x."""
    for token in reversed(line.tokens):
        if _ends_in_amount(token):
            return token.y, token.x1
    return None


def _cluster(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points of the main column: those near the median line through all of them."""
    edge = _edge(points)
    if edge is None:
        return list(points)
    off = [abs(x - edge(y)) for y, x in points]
    limit = max(12.0, 3 * statistics.median(off))
    return [point for point, distance in zip(points, off, strict=True) if distance <= limit]


def _edge(points: Sequence[tuple[float, float]]) -> Edge | None:
    """The straight line x(y) with the median slope and offset (Theil-Sen)."""
    if len(points) < 2:
        return None
    step = max(1, len(points) // 25)
    sample = sorted(points)[::step]
    slopes = [(bx - ax) / (by - ay) for i, (ay, ax) in enumerate(sample) for by, bx in sample[i + 1 :] if by - ay > 1]
    slope = statistics.median(slopes) if slopes else 0.0
    offset = statistics.median(x - slope * y for y, x in points)
    return lambda y: slope * y + offset
