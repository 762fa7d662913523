"""Cutting a long page into tiles a detector can take, and joining what it found at the seams."""

from __future__ import annotations

from collections.abc import Sequence
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


def join_tiles(found: Sequence[Quads]) -> Quads:
    """Join the boxes of tiles that follow each other; of two on the same print of a seam the longer stays.

    Boxes repeat each other when they run along each other for most of the shorter one and lie on one line. Their
    upright hulls would not tell: those of neighbouring lines overlap as soon as the page is askew.
    """
    joined = np.empty((0, 4, 2), dtype=np.float32)
    for quads in found:
        stays, comes = np.ones(len(joined), dtype=bool), np.ones(len(quads), dtype=bool)
        for one, other in zip(*np.nonzero(_repeats(joined, quads)), strict=True):
            shorter = comes if _length(joined[one]) >= _length(quads[other]) else stays
            shorter[other if shorter is comes else one] = False
        joined = np.concatenate([joined[stays], quads[comes]])
    return joined


def _length(quad: Quads) -> float:
    return float(np.hypot(*(quad[1] - quad[0])))


def _repeats(upper: Quads, lower: Quads) -> NDArray[np.bool_]:
    """Tell for every pair of boxes (n x m) whether they lie on the same print."""
    apart = lower.mean(axis=1)[None, :] - upper.mean(axis=1)[:, None]
    run = (upper[:, 1] - upper[:, 0])[:, None]
    length = np.maximum(np.hypot(run[..., 0], run[..., 1]), 1e-6)
    along = np.abs((apart * run).sum(axis=2)) / length
    across = np.abs(apart[..., 0] * run[..., 1] - apart[..., 1] * run[..., 0]) / length
    lengths = length, np.hypot(*(lower[:, 1] - lower[:, 0]).T)[None, :]
    heights = np.hypot(*(upper[:, 3] - upper[:, 0]).T)[:, None], np.hypot(*(lower[:, 3] - lower[:, 0]).T)[None, :]
    shared = (lengths[0] + lengths[1]) / 2 - along
    return np.asarray((across < np.minimum(*heights) / 2) & (shared > np.minimum(*lengths) / 2))
