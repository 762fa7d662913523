"""Faults of the paper: the ink fades, the back shows through, the slip was crumpled."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]


def _clipped(values: NDArray[np.floating]) -> Pixels:
    return np.asarray(np.clip(values, 0, 255), np.uint8)


def fade(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Bleach the print in vertical stripes, as a worn thermal head does."""
    width = image.shape[1]
    x = np.arange(width)
    ink = np.ones(width)
    for _ in range(int(rng.integers(2, 5))):
        middle, spread = rng.uniform(0, width), rng.uniform(0.02, 0.07) * width
        ink *= 1 - rng.uniform(0.3, 0.55) * np.exp(-((x - middle) ** 2) / (2 * spread**2))
    ink *= rng.uniform(0.75, 0.95)
    return _clipped(255 - (255 - image.astype(np.float32)) * ink[None, :, None])


def show_through(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Let a mirrored advert on the back shine through."""
    height, width = image.shape[:2]
    back = np.full((height, width), 255, np.uint8)
    step = max(60, height // 12)
    for y in range(step, height, step):
        scale = float(rng.uniform(1.2, 2.6))
        place = (int(rng.integers(0, max(1, width // 3))), y)
        cv2.putText(back, "RABAT NA KOLEJNE ZAKUPY", place, cv2.FONT_HERSHEY_DUPLEX, scale, 0, 3)
    blurred = cv2.GaussianBlur(np.ascontiguousarray(back[:, ::-1]), (0, 0), 2.5)
    strength = rng.uniform(0.1, 0.2)
    return _clipped(image.astype(np.float32) * (1 - strength * (255 - blurred.astype(np.float32))[:, :, None] / 255))


def _creases(shape: tuple[int, int], rng: np.random.Generator) -> NDArray[np.float32]:
    height, width = shape
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    relief = np.zeros(shape, np.float32)
    for _ in range(int(rng.integers(6, 11))):
        angle = rng.uniform(0, np.pi)
        far = np.cos(angle) * (xx - rng.uniform(0, width)) + np.sin(angle) * (yy - rng.uniform(0, height))
        relief += np.clip(1 - np.abs(far) / (0.25 * width), 0, 1).astype(np.float32) * rng.choice((-1.0, 1.0))
    return relief


def crumple(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Bend the paper along creases and shade their sides."""
    relief = cv2.GaussianBlur(_creases((image.shape[0], image.shape[1]), rng), (0, 0), 3)
    slope_x = cv2.Sobel(relief, cv2.CV_32F, 1, 0, ksize=5)
    slope_y = cv2.Sobel(relief, cv2.CV_32F, 0, 1, ksize=5)
    peak = max(1e-6, float(np.abs(slope_x).max()), float(np.abs(slope_y).max()))
    yy, xx = np.mgrid[0 : image.shape[0], 0 : image.shape[1]].astype(np.float32)
    bend = rng.uniform(1.5, 3.0) / peak
    bent = cv2.remap(image, xx + slope_x * bend, yy + slope_y * bend, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    light = 1 - rng.uniform(0.18, 0.3) * np.abs(slope_x + 0.6 * slope_y) / (1.6 * peak)
    return _clipped(bent.astype(np.float32) * light[:, :, None])


def curl(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Bow the rows, as paper does that comes from a narrow roll."""
    height, width = image.shape[:2]
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    across = 2 * xx / width - 1
    bow = np.float32(rng.uniform(0.01, 0.022) * width * rng.choice((-1, 1)))
    bent = cv2.remap(image, xx, yy + bow * (across**2 - 0.5), cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return _clipped(bent.astype(np.float32) * (1 - np.float32(0.2) * across**2)[:, :, None])


def inverted(image: Pixels, _rng: np.random.Generator) -> Pixels:
    """Show white print on black, as dark phone themes do."""
    return 255 - image
