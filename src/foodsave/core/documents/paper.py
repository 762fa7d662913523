"""Telling the print of the paper from what stands around it: the table, a map, another sheet."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from foodsave.core.documents.view import Image
from foodsave.infra.ocr.layout import Word

# Grey levels (0..255) between two grounds that are not the same sheet in one light.
_OTHER_GROUND = 60.0
_FEWEST = 8


def words_on_paper(view: Image, words: Sequence[Word]) -> tuple[Word, ...]:
    """Leave out words that stand on another ground than most of the text and outside the area of that text.

    A dark heading within the receipt and a shadow across it stay: they lie between words on the common ground.
    """
    if len(words) < _FEWEST:
        return tuple(words)
    ground = _grounds(np.asarray(cv2.cvtColor(view, cv2.COLOR_RGB2GRAY)), words)
    common = _weighted_middle(ground, np.array([len(word.text) for word in words]))
    same = np.abs(ground - common) < _OTHER_GROUND
    corners = np.array([word.quad for word in words])
    centres = corners.mean(axis=1)
    low, high = corners[same].min(axis=(0, 1)), corners[same].max(axis=(0, 1))
    inside = ((centres >= low) & (centres <= high)).all(axis=1)
    return tuple(word for word, keep in zip(words, same | inside, strict=True) if keep)


def _grounds(grey: NDArray[np.uint8], words: Sequence[Word]) -> NDArray[np.float64]:
    """Return the middle grey around each word's print: ink covers less than half of a box."""
    height, width = grey.shape
    values = []
    for word in words:
        xs, ys = zip(*word.quad, strict=True)
        x0, y0 = int(np.clip(min(xs), 0, width - 1)), int(np.clip(min(ys), 0, height - 1))
        part = grey[y0 : max(y0 + 1, int(max(ys))), x0 : max(x0 + 1, int(max(xs)))]
        values.append(float(np.median(part)))
    return np.array(values)


def _weighted_middle(values: NDArray[np.float64], weights: NDArray[np.int_]) -> float:
    order = np.argsort(values)
    reached = np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2)
    return float(values[order][min(int(reached), len(order) - 1)])
