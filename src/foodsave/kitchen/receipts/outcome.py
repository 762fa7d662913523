"""What a reader hands over besides the reading, and its form between processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import structlog
from pydantic import TypeAdapter, ValidationError

from foodsave.errors import FoodSaveError
from foodsave.kitchen.receipts.reading import ReceiptReading

log = structlog.stdlib.get_logger(__name__)


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


def outcome_of(answer: dict[str, object], images_dir: Path | None) -> RawOutcome:
    """Return what the child answered, once it is what a child may answer: it opens files of strangers.

    Raises:
        FoodSaveError: it is something else, or names a picture outside `images_dir`. What it said is not quoted.
    """
    try:
        raw = RAW_OUTCOME.validate_python(answer)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['type']}" for fault in error.errors(include_input=False)]
        raise _unusable(faults) from None  # the original holds what the receipt says
    folder = images_dir.absolute() if images_dir else None
    if any(page.path.parent != folder for page in raw.pages):
        raise _unusable(["pages: a path outside the folder"])
    return raw


def _unusable(faults: list[str]) -> FoodSaveError:
    log.error("reading_unusable", faults=faults)
    return FoodSaveError("Reading failed through a fault of the program; the log of the server tells where.")
