"""Reading a receipt file from the caller's side: limits, one child, and what comes back."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from foodsave.core.documents.limits import DocumentLimits
from foodsave.infra.child import ChildLimits, ReaderChild
from foodsave.kitchen.receipts.outcome import ReadOutcome, outcome_of

ENGINES = ("pdf-text", "rapidocr", "tesseract")
_ENTRY = "foodsave.kitchen.receipts.cascade:read_receipt"
_MEGA = 1_000_000


class ReceiptReader:
    """Reads receipt files one after another in one killable child that starts with the first file.

    `engines` names what may be used, best first. A page of a PDF may take a third of `wall_s`.
    """

    def __init__(
        self,
        *,
        cpu_s: int = 60,
        wall_s: float = 120.0,
        memory_mb: int = 2048,
        megapixels: int = 60,
        pages: int = 20,
        engines: Sequence[str] = ENGINES,
        temp_dir: Path | None = None,
    ) -> None:
        self._wall_s = wall_s
        self._engines = list(engines)
        self._limits = DocumentLimits(pixels=megapixels * _MEGA, pages=pages, render_timeout_s=min(20.0, wall_s / 3))
        self._child = ReaderChild(
            _ENTRY, limits=ChildLimits(memory_bytes=memory_mb * _MEGA, cpu_s=cpu_s), temp_dir=temp_dir
        )

    @property
    def rss_bytes(self) -> int:
        """Memory of the reading child after its last receipt."""
        return self._child.rss_bytes

    @property
    def restarts(self) -> int:
        """How often the reading child had to be replaced."""
        return self._child.restarts

    async def read(self, path: Path, *, images_dir: Path | None = None) -> ReadOutcome:
        """Read one file; pictures of its pages go to `images_dir` when it is given.

        A receipt that does not balance is a reading like any other. Raises a FoodSaveError whose reason is one of
        unsupported_type, damaged_file, encrypted_pdf, no_pages, too_many_pages, too_many_pixels, animated, no_receipt,
        several_receipts, timed_out, out_of_memory, reader_crashed, no_engine, storage, internal; its message says what
        to do.
        """
        started = time.perf_counter()
        answer = await self._child.call(self._request(path, images_dir), timeout_s=self._wall_s)
        raw, use = outcome_of(answer, images_dir), self._child.last_use
        return ReadOutcome(
            reading=raw.reading,
            engine=raw.engine,
            seconds=time.perf_counter() - started,
            cpu_s=use.cpu_s,
            phash=raw.phash,
            pages=raw.pages,
            rss_bytes=use.rss_bytes,
            peak_rss_bytes=use.peak_rss_bytes,
        )

    def _request(self, path: Path, images_dir: Path | None) -> dict[str, object]:
        return {
            "path": str(path.absolute()),
            "images_dir": str(images_dir.absolute()) if images_dir else None,
            "engines": self._engines,
            "limits": asdict(self._limits),
        }

    async def aclose(self) -> None:
        """End the reading child."""
        await self._child.aclose()
