"""Cutting a long page into tiles a detector can take, and joining what it found at the seams."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Quads = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tile:
    """Rows `top`..`bottom` of a page; only boxes centred in `keep_from`..`keep_to` are this tile's own."""

    top: int
    bottom: int
    keep_from: float
    keep_to: float


def plan_tiles(height: int, *, tile: int, overlap: int) -> tuple[Tile, ...]:
    """Cut `height` rows into tiles of about equal height, none taller than `tile`, each sharing `overlap` rows."""
    if height <= tile:
        return (Tile(0, height, float("-inf"), float("inf")),)
    count = -(-(height - overlap) // (tile - overlap))
    step = -(-(height - overlap) // count)
    tops = [index * step for index in range(count)]
    seams = [top + overlap / 2 for top in tops[1:]]
    return tuple(
        Tile(top, min(top + step + overlap, height), low, high)
        for top, low, high in zip(tops, [float("-inf"), *seams], [*seams, float("inf")], strict=True)
    )


def drop_repeats(quads: Quads, *, share: float = 0.5) -> Quads:
    """Keep the larger of two boxes that cover each other by `share` of the smaller one: a seam was read twice."""
    if len(quads) < 2:
        return quads
    low, high = quads.min(axis=1), quads.max(axis=1)
    area = np.prod(high - low, axis=1)
    kept: list[int] = []
    for index in np.argsort(-area, kind="stable"):
        if not kept or _covered(low, high, area, int(index), kept) < share:
            kept.append(int(index))
    return quads[sorted(kept)]


def _covered(
    low: NDArray[np.float32], high: NDArray[np.float32], area: NDArray[np.float32], one: int, others: list[int]
) -> float:
    span = np.minimum(high[one], high[others]) - np.maximum(low[one], low[others])
    shared = np.prod(np.clip(span, 0, None), axis=1)
    return float((shared / np.maximum(1.0, np.minimum(area[one], area[others]))).max())
