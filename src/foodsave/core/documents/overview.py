"""Where the text of a page stands, how it runs and how large it is: from a cheap look at a small copy."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from foodsave.core.documents.view import Image, Points

_MARGIN_LINES = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """`boxes` (n x 4 x 2, page pixels); `sideways` text runs up or down; `skew` in degrees clockwise, within 45.

    `line_height` is that of the middle line in page pixels, 0 when the page has no text.
    """

    boxes: Points
    sideways: bool
    skew: float
    line_height: float

    def enlarged(self, factor: float) -> Overview:
        """Return the overview of the same page drawn `factor` times as large."""
        boxes = np.asarray(self.boxes * factor, dtype=np.float32)
        return replace(self, boxes=boxes, line_height=self.line_height * factor)

    def region(self, page: Image) -> tuple[int, int, int, int]:
        """Return the part of the page that holds its text, with a margin, as x0, y0, x1, y1."""
        height, width = page.shape[:2]
        if not len(self.boxes):
            return 0, 0, width, height
        margin = _MARGIN_LINES * self.line_height
        low = np.floor(self.boxes.min(axis=(0, 1)) - margin).astype(int)
        high = np.ceil(self.boxes.max(axis=(0, 1)) + margin).astype(int)
        return max(0, int(low[0])), max(0, int(low[1])), min(width, int(high[0])), min(height, int(high[1]))


def shrink(page: Image, short_side: int) -> tuple[Image, float]:
    """Return a copy whose shorter side has at most `short_side` pixels, and its scale."""
    scale = min(1.0, short_side / min(page.shape[:2]))
    if scale == 1.0:
        return page, 1.0
    size = (max(8, round(page.shape[1] * scale)), max(8, round(page.shape[0] * scale)))
    return np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA), dtype=np.uint8), scale


def look_over(boxes: Points) -> Overview:
    """Tell direction, skew and size of the text from its boxes (page pixels)."""
    if not len(boxes):
        return Overview(boxes, sideways=False, skew=0.0, line_height=0.0)
    run, length, depth = _long_axes(boxes)
    weight = np.where(length > 1.5 * depth, length, 0.0)
    angles = np.degrees(np.arctan2(run[:, 1], run[:, 0])) % 180.0
    steep = (angles > 45.0) & (angles < 135.0)
    sideways = bool(weight[steep].sum() > weight[~steep].sum())
    along = steep == sideways
    skews = (angles - 90.0) if sideways else ((angles + 90.0) % 180.0 - 90.0)
    return Overview(
        boxes,
        sideways=sideways,
        skew=_weighted_median(skews[along], weight[along]),
        line_height=_weighted_median(depth[along], weight[along]) or float(np.median(depth)),
    )


def start_towards(boxes: Points, direction: tuple[float, float]) -> Points:
    """Renumber the corners of each box so that its first side runs as nearly as possible in `direction`.

    The corners stay clockwise: text that reads in that direction then begins at the first corner.
    """
    sides = np.roll(boxes, -1, axis=1) - boxes
    along = sides @ np.array(direction, dtype=np.float32) / np.maximum(np.hypot(*np.moveaxis(sides, -1, 0)), 1e-6)
    first = along.argmax(axis=1)
    corners = (first[:, None] + np.arange(4)[None, :]) % 4
    return np.asarray(np.take_along_axis(boxes, corners[:, :, None], axis=1), dtype=np.float32)


def _long_axes(boxes: Points) -> tuple[Points, NDArray[np.float32], NDArray[np.float32]]:
    """Return the direction of each box's longer sides, their length and that of the shorter ones."""
    one = (boxes[:, 1] - boxes[:, 0] + boxes[:, 2] - boxes[:, 3]) / 2
    other = (boxes[:, 3] - boxes[:, 0] + boxes[:, 2] - boxes[:, 1]) / 2
    one_long, other_long = np.hypot(*one.T), np.hypot(*other.T)
    run = np.where((one_long >= other_long)[:, None], one, other)
    return run, np.maximum(one_long, other_long), np.minimum(one_long, other_long)


def _weighted_median(values: NDArray[np.float32], weights: NDArray[np.float32]) -> float:
    total = float(weights.sum())
    if total <= 0:
        return 0.0
    order = np.argsort(values)
    middle = np.searchsorted(np.cumsum(weights[order]), total / 2)
    return float(values[order][min(int(middle), len(order) - 1)])
