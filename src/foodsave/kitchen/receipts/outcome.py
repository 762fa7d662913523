"""What a reader hands over besides the reading, and its form between processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from foodsave.kitchen.receipts.reading import ReceiptReading


@dataclass(frozen=True, slots=True)
class PageImage:
    """The picture of one page for the review: boxes of lines are fractions of it."""

    path: Path
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """A reading with the engine that gave it, what it cost, and the fingerprint of the print.

    `seconds` is wall time, `cpu_s` of all processes involved; `rss_bytes` is the reading child's memory afterwards
    and `peak_rss_bytes` its highest so far.
    """

    reading: ReceiptReading
    engine: str
    seconds: float
    cpu_s: float
    phash: str | None
    pages: tuple[PageImage, ...]
    rss_bytes: int
    peak_rss_bytes: int = 0


@dataclass(frozen=True, slots=True)
class RawOutcome:
    """What the child answers."""

    reading: ReceiptReading
    engine: str
    phash: str | None
    pages: tuple[PageImage, ...]


RAW_OUTCOME = TypeAdapter(RawOutcome)
