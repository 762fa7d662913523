"""How steep the print runs at each place of a page: skew, perspective, curl and bow."""

from __future__ import annotations

import statistics
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

_NEIGHBOURS = 8  # samples on either side
_FEWEST = 4
_GRID = 12.0  # pixels within which the slope counts as constant


@dataclass(frozen=True, slots=True, order=True)
class SlopeSample:
    """A stretch of print around x, y: its slope, weighted by its length in pixels."""

    y: float
    x: float
    slope: float
    weight: float


class SlopeField:
    """The weighted median slope of the samples nearest in height, left and right half apart; level without any.

    The chord between two places of a bowed row rises by the mean of the slopes at its ends.
    """

    def __init__(self, samples: Sequence[SlopeSample]) -> None:
        self._middle = statistics.median(sample.x for sample in samples) if samples else 0.0
        everywhere = sorted(samples)
        halves = [[s for s in everywhere if (s.x > self._middle) == right] for right in (False, True)]
        self._halves = [half if len(half) >= _FEWEST else everywhere for half in halves]
        self._known: dict[tuple[int, bool], float] = {}

    def between(self, y: float, x0: float, x1: float) -> float:
        """Return the rise per pixel of the row at height `y` from `x0` to `x1`."""
        return (self._at(y, x0 > self._middle) + self._at(y, x1 > self._middle)) / 2

    def _at(self, y: float, right: bool) -> float:
        cell = int(y // _GRID)
        if (cell, right) not in self._known:
            self._known[cell, right] = _median(self._halves[right], cell * _GRID)
        return self._known[cell, right]


def _median(samples: Sequence[SlopeSample], y: float) -> float:
    middle = bisect_left(samples, y, key=lambda sample: sample.y)
    near = sorted(samples[max(0, middle - _NEIGHBOURS) : middle + _NEIGHBOURS], key=lambda sample: sample.slope)
    half = sum(sample.weight for sample in near) / 2
    passed = 0.0
    for sample in near:
        passed += sample.weight
        if passed >= half:
            return sample.slope
    return 0.0
