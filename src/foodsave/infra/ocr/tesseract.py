"""Tesseract in a process of its own: the reader that every distribution has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import cv2
import numpy as np
import pytesseract
from PIL import Image as Pillow

from foodsave.errors import DeadlineExceeded, Unavailable
from foodsave.infra.ocr.crops import Image
from foodsave.infra.ocr.layout import PageText, Word

# 6: one block of text of one size; 4: one column of texts of several sizes.
Segmentation = Literal[4, 6]
_BACKGROUND = 31


@dataclass(frozen=True)
class Tesseract:
    """Reads one upright page; each call is a process that ends after `timeout_s`."""

    timeout_s: float = 30.0
    name: str = "tesseract"

    @cached_property
    def languages(self) -> str:
        """Polish and English, or what of them is installed."""
        try:
            installed = pytesseract.get_languages()
        except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError) as error:
            raise _absent() from error
        return "+".join(language for language in ("pol", "eng") if language in installed) or "eng"

    def read(self, image: Image, *, segmentation: Segmentation) -> PageText:
        """Return the words of the page.

        Raises DeadlineExceeded(timed_out), or Unavailable(no_engine) where Tesseract or its languages are missing.
        """
        picture = Pillow.fromarray(even_out(image))
        picture.format = "PPM"  # handed over as a file: packing it as PNG would cost more than reading it
        try:
            table = pytesseract.image_to_data(
                picture,
                lang=self.languages,
                config=f"--oem 1 --psm {segmentation}",
                output_type=pytesseract.Output.DICT,
                timeout=self.timeout_s,
            )
        except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError) as error:
            raise _absent() from error
        except RuntimeError as error:
            raise DeadlineExceeded("Reading a page took too long. Try a smaller picture.", code="timed_out") from error
        columns = (table["text"], table["conf"], table["left"], table["top"], table["width"], table["height"])
        words = (_word(*row) for row in zip(*columns, strict=True) if str(row[0]).strip() and float(row[1]) >= 0)
        return PageText(image.shape[1], image.shape[0], tuple(words))


def even_out(image: Image) -> Image:
    """Return grey dark-on-light print with shadows and tinted paper evened out (no threshold: it feeds on creases)."""
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY))
    if np.median(grey) < 96:
        grey = 255 - grey
    paper = cv2.medianBlur(cv2.dilate(grey, np.ones((7, 7), np.uint8)), _BACKGROUND)
    return np.asarray(cv2.divide(grey, paper, scale=255), dtype=np.uint8)


def _word(text: str, confidence: float, left: int, top: int, width: int, height: int) -> Word:
    x0, y0, x1, y1 = float(left), float(top), float(left + width), float(top + height)
    return Word(str(text).strip(), ((x0, y0), (x1, y0), (x1, y1), (x0, y1)), float(confidence) / 100)


def _absent() -> Unavailable:
    return Unavailable(
        "Tesseract or its languages are not installed here; install tesseract-ocr and tesseract-ocr-pol.",
        code="no_engine",
    )
