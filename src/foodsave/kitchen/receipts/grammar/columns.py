"""The paper's edges, told from the amounts: what lies beside them is table cloth, not receipt."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Sequence

from foodsave.kitchen.receipts.grammar.amounts import normalise
from foodsave.kitchen.receipts.grammar.lines import Line

_AMOUNT_END = re.compile(r"\d[.,]\d{2}\s?[A-G0-9°']{0,2}$")
_FEWEST = 4
_MARGIN = 1.5  # line heights
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
    ends = [(t.y, t.x1) for line in lines for t in line.tokens[-2:] if _AMOUNT_END.search(normalise(t.text))]
    if len(ends) < _FEWEST:
        return list(lines)
    right = _edge(_cluster(ends))
    if right is None:
        return list(lines)
    starts = [
        (line.tokens[0].y, line.tokens[0].x0)
        for line in lines
        if len(line.tokens) > 1 and abs(line.tokens[-1].x1 - right(line.tokens[-1].y)) < 2 * line.height
    ]
    left = _edge(_cluster(starts)) if len(starts) >= _FEWEST else None
    for line in lines:
        margin = _MARGIN * line.height
        inside = [
            t for t in line.tokens if t.x0 < right(t.y) + margin / 3 and (left is None or t.x1 > left(t.y) - margin / 3)
        ]
        line.tokens = inside or line.tokens
    return [line for line in lines if _overlaps(line, left, right)]


def _overlaps(line: Line, left: Edge | None, right: Edge) -> bool:
    return line.x0 < right(line.y) and (left is None or line.x1 > left(line.y))


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
