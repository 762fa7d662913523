"""Telling the print of the paper from what stands around it: the table, a map, another sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from foodsave.core.documents.view import Image
from foodsave.infra.ocr.layout import Word

# Grey levels (0..255) between two grounds that are not the same sheet in one light.
_OTHER_GROUND = 60.0
_CLEAR = 0.8  # line heights
_FEWEST = 8
_MOST_BESIDE = 0.3
_AMOUNT = re.compile(r"\d[.,]\d\d")


def words_on_paper(view: Image, words: Sequence[Word]) -> tuple[Word, ...]:
    """Leave out words that stand on another ground than most of the text and left, right or well above all that text.

    A shadow across the receipt changes the ground too: what holds amounts or much of the text stays.
    """
    if len(words) < _FEWEST:
        return tuple(words)
    letters = np.array([len(word.text) for word in words])
    ground = _grounds(np.asarray(cv2.cvtColor(view, cv2.COLOR_RGB2GRAY)), words)
    same = np.abs(ground - _weighted_middle(ground, letters)) < _OTHER_GROUND
    corners = np.array([word.quad for word in words])
    centres = corners[:, :, 0].mean(axis=1)
    beside = ~same & ((centres < corners[same][:, :, 0].min()) | (centres > corners[same][:, :, 0].max()))
    beside |= _apart_above(words, corners[:, :, 1], same)
    if letters[beside].sum() > _MOST_BESIDE * letters.sum() or _any_amount(words, beside):
        return tuple(words)
    return tuple(word for word, out in zip(words, beside, strict=True) if not out)


def _apart_above(words: Sequence[Word], down: NDArray[np.float64], same: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Words on another ground a clear gap above the paper; a heading with an address or a number is never that."""
    top, foot = down.min(axis=1), down.max(axis=1)
    above = ~same & (foot < top[same].min())
    gap = top[same].min() - foot[above].max() if above.any() else 0.0
    numbered = any(char.isdigit() for word, out in zip(words, above, strict=True) if out for char in word.text)
    clear = bool(gap > _CLEAR * np.median(foot - top)) and not numbered
    return above if clear else np.zeros_like(above)


def _any_amount(words: Sequence[Word], chosen: NDArray[np.bool_]) -> bool:
    return any(_AMOUNT.search(word.text) for word, taken in zip(words, chosen, strict=True) if taken)


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
