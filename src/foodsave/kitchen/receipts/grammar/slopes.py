"""How steep the print runs at each height of a page: skew, perspective and curl as one function of y."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

_NEIGHBOURS = 8  # samples on either side
_GRID = 12.0  # pixels within which the slope counts as constant


@dataclass(frozen=True, slots=True, order=True)
class SlopeSample:
    """A stretch of print seen at height `y`: its slope, weighted by its length in pixels."""

    y: float
    slope: float
    weight: float


class SlopeField:
    """The weighted median slope of the samples nearest to a height; level where there is none."""

    def __init__(self, samples: Iterable[SlopeSample]) -> None:
        self._samples = sorted(samples)
        self._heights = [sample.y for sample in self._samples]
        self._known: dict[int, float] = {}

    def at(self, y: float) -> float:
        """Return the rise per pixel to the right of print at height `y`."""
        cell = int(y // _GRID)
        if cell not in self._known:
            self._known[cell] = self._median(cell * _GRID)
        return self._known[cell]

    def _median(self, y: float) -> float:
        middle = bisect_left(self._heights, y)
        near = self._samples[max(0, middle - _NEIGHBOURS) : middle + _NEIGHBOURS]
        near.sort(key=lambda sample: sample.slope)
        half = sum(sample.weight for sample in near) / 2
        passed = 0.0
        for sample in near:
            passed += sample.weight
            if passed >= half:
                return sample.slope
        return 0.0
