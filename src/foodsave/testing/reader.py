"""A reader that answers as told, for tests of everything around reading."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from foodsave.errors import FoodSaveError
from foodsave.kitchen.receipts.outcome import PageImage, ReadOutcome
from foodsave.kitchen.receipts.reading import ReadLine, ReceiptReading


def read_line(name: str, total_minor: int, *, qty: str | None = "1", discount_minor: int = 0) -> ReadLine:
    """Return a clearly legible line."""
    return ReadLine(name, qty, total_minor, total_minor, "C", discount_minor, 0.97, 0, (0.1, 0.2, 0.9, 0.22))


def reading_of(
    lines: Sequence[ReadLine],
    *,
    store: str | None = "Biedronka",
    date: str | None = "2026-03-09",
    time: str | None = "17:05",
    number: str | None = "4711",
) -> ReceiptReading:
    """Return a balanced reading of `lines`."""
    return ReceiptReading(
        store=store,
        chain=store,
        nip=None,
        date=date,
        time=time,
        number=number,
        total_minor=sum(line.line_total_minor - line.discount_minor for line in lines),
        currency="PLN",
        deposit_minor=None,
        payable_minor=None,
        lines=tuple(lines),
        balanced=True,
        confidence=0.97,
    )


@dataclass
class ScriptedReader:
    """Stands in for `ReceiptReader`: gives `answers` in turn and repeats the last one."""

    answers: list[ReceiptReading | FoodSaveError]
    phash: str | None = None
    rss_bytes: int = 0
    restarts: int = 0
    read_files: list[Path] = field(default_factory=list)

    async def read(self, path: Path, *, images_dir: Path | None = None) -> ReadOutcome:
        """Return or raise the next answer, with one small picture when pictures are wanted.

        Raises:
            FoodSaveError: the one that was scripted.
        """
        self.read_files.append(path)
        answer = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        if isinstance(answer, FoodSaveError):
            raise answer
        pages: tuple[PageImage, ...] = ()
        if images_dir is not None:
            picture = images_dir / "page-0.jpg"
            await asyncio.to_thread(Image.new("RGB", (40, 90), "white").save, picture)
            pages = (PageImage(picture, 40, 90),)
        return ReadOutcome(answer, "scripted", 0.01, 0.01, self.phash, pages, 0)

    async def aclose(self) -> None:
        """Do nothing: there is no child to end."""
