"""Words on a page and the lines they form: what every OCR engine and every PDF text layer hands on."""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Word:
    """A run of text as an engine reports it (one word, or several that stand together).

    `quad` holds the corners clockwise from the top left of the text, in pixels of the page that was read;
    `confidence` lies in 0..1.
    """

    text: str
    quad: Quad
    confidence: float


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of one upright page of `width` x `height` pixels, in no promised order."""

    width: int
    height: int
    words: tuple[Word, ...]
