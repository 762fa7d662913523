"""Text strips: the upright picture of one text box, scaled to the height a recogniser wants."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Quad = NDArray[np.float32]


def cut_strip(image: Image, quad: Quad, height: int, *, longest: int) -> Image:
    """Return the text inside `quad` as an upright strip `height` pixels high and at most `longest` wide.

    The corners run clockwise from the text's own top left, so a quad in any direction gives an upright strip.
    """
    across = max(_span(quad[0], quad[1]), _span(quad[3], quad[2]))
    down = max(_span(quad[0], quad[3]), _span(quad[1], quad[2]))
    width = int(np.clip(np.ceil(across * height / max(down, 1.0)), 8, longest))
    part, corners = _neighbourhood(image, quad, down / height)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    strip = cv2.warpPerspective(part, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(strip, dtype=np.uint8)


def _span(one: Quad, other: Quad) -> float:
    return float(np.hypot(*(one - other)))


def _neighbourhood(image: Image, quad: Quad, excess: float) -> tuple[Image, Quad]:
    # Plain bilinear sampling of text much larger than the strip would alias: average it down first.
    edge = np.array([image.shape[1], image.shape[0]])
    low = np.clip(np.floor(quad.min(axis=0)).astype(int) - 2, 0, edge - 1)
    high = np.clip(np.ceil(quad.max(axis=0)).astype(int) + 3, low + 1, edge)
    part = image[low[1] : high[1], low[0] : high[0]]
    local = np.asarray(quad - low, dtype=np.float32)
    if excess > 1.5:
        size = (max(1, round(part.shape[1] / excess)), max(1, round(part.shape[0] / excess)))
        scale = np.array([size[0] / part.shape[1], size[1] / part.shape[0]], dtype=np.float32)
        return np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), dtype=np.uint8), local * scale
    return part, local
