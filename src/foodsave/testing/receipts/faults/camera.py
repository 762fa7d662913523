"""Faults of light and lens: shadow, coloured light, blur, noise, few pixels, strong compression."""

from __future__ import annotations

import cv2
import numpy as np

from foodsave.testing.receipts.faults.paper import Pixels


def shadow(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Darken the side of a soft edge, like a hand or a phone above the paper."""
    height, width = image.shape[:2]
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    far = np.cos(angle) * (xx / width - rng.uniform(0.3, 0.7)) + np.sin(angle) * (yy / height - rng.uniform(0.3, 0.7))
    dark = 1 - rng.uniform(0.35, 0.55) / (1 + np.exp(far * rng.uniform(12, 40)))
    return np.asarray(image * dark[:, :, None], np.uint8)


def coloured_light(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Tint the picture with a lamp's colour that falls off to one side."""
    warm, cold = (1.0, 0.85, 0.6), (0.7, 0.88, 1.0)
    gains = np.array(warm if rng.random() < 0.6 else cold, np.float32)
    fall = np.linspace(1, rng.uniform(0.6, 0.85), image.shape[1], dtype=np.float32)
    return (image * gains[None, None, :] * fall[None, :, None]).astype(np.uint8)


def blur(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Put the lens a little out of focus, or move it."""
    if rng.random() < 0.5:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), float(rng.uniform(1.0, 1.7))), np.uint8)
    size = int(rng.integers(3, 6))
    kernel = np.zeros((size, size), np.float32)
    kernel[size // 2, :] = 1 / size
    return np.asarray(cv2.filter2D(image, -1, kernel), np.uint8)


def noise(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Add the grain of a small sensor in a dim kitchen."""
    strength = np.float32(rng.uniform(7, 14))
    grain = rng.standard_normal(image.shape[:2], np.float32) * strength
    return np.asarray(np.clip(image + grain[:, :, None], 0, 255), np.uint8)


def low_resolution(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Shrink the picture as messengers do."""
    ratio = float(rng.uniform(0.55, 0.7))
    return np.asarray(cv2.resize(image, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA), np.uint8)


def twelve_megapixels(image: Pixels, _rng: np.random.Generator) -> Pixels:
    """Enlarge to the size of a phone's full picture."""
    ratio = max(1.0, float(np.sqrt(12e6 / (image.shape[0] * image.shape[1]))))
    return np.asarray(cv2.resize(image, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_CUBIC), np.uint8)


def jpeg_artefacts(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Compress as JPEG at quality 60 to 75 and decode again."""
    done, packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(60, 76))])
    decoded = cv2.imdecode(packed, cv2.IMREAD_COLOR) if done else None
    return image if decoded is None else np.asarray(decoded, np.uint8)
