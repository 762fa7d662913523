"""The cascade of readers, inside the reading child: the cheapest engine whose answer can be checked wins.

A PDF's own text counts only when it balances. Then pictures of the pages are read by RapidOCR; what does not balance
is looked at once more at another size. Tesseract reads where RapidOCR is not installed. It does not go first anywhere:
on clean e-receipts it takes 0.6 to 1.15 of RapidOCR's CPU, balances as often, and spoils names that the catalog needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from foodsave.core.documents.document import Document, open_document
from foodsave.core.documents.fingerprint import perceptual_hash
from foodsave.core.documents.limits import DocumentLimits
from foodsave.core.documents.page_images import save_page_image
from foodsave.core.documents.pdf import PdfFile
from foodsave.core.documents.transcription import Transcript, survey, transcribe
from foodsave.core.documents.view import Image, cut_view
from foodsave.errors import FoodSaveError, Invalid, Unavailable
from foodsave.infra.ocr.engines import list_engines
from foodsave.infra.ocr.rapid import RapidOcr
from foodsave.infra.ocr.tesseract import Segmentation, Tesseract
from foodsave.kitchen.receipts.grammar import parse_receipt
from foodsave.kitchen.receipts.outcome import RAW_OUTCOME, PageImage, RawOutcome
from foodsave.kitchen.receipts.reading import ReadLine, ReceiptReading

_PRINT_HEIGHT = 30.0
_SECOND_LOOK = 42.0
_SMALL_PRINT = 34.0
_TESSERACT_WIDTH = 1100
_SEGMENTATIONS: tuple[Segmentation, Segmentation] = (6, 4)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One engine's reading, its boxes in fractions of the pages, and the upright print it was read from."""

    engine: str
    reading: ReceiptReading
    print_area: Image | None = None


def read_receipt(payload: dict[str, object]) -> dict[str, object]:
    """Read the file that `payload` names and return a RawOutcome in its form for JSON."""
    document = open_document(Path(str(payload["path"])), _limits(payload))
    try:
        attempt = _read(document, _names(payload))
        if not _legible(attempt.reading):
            raise Invalid(
                "No receipt can be read here. Lay it flat, fill the frame with it, and take a sharp picture.",
                code="no_receipt",
            )
        folder = payload.get("images_dir")
        images = _save_images(document, Path(str(folder))) if folder else ()
    finally:
        document.close()
    phash = perceptual_hash(attempt.print_area) if attempt.print_area is not None else None
    outcome = RawOutcome(attempt.reading, attempt.engine, phash, images)
    answer: dict[str, object] = RAW_OUTCOME.dump_python(outcome, mode="json")
    return answer


def _limits(payload: dict[str, object]) -> DocumentLimits:
    limits = payload.get("limits")
    return DocumentLimits(**limits) if isinstance(limits, dict) else DocumentLimits()


def _names(payload: dict[str, object]) -> frozenset[str]:
    names = payload.get("engines")
    return frozenset(map(str, names)) if isinstance(names, list) else frozenset({"pdf-text", "rapidocr", "tesseract"})


def _read(document: Document, allowed: frozenset[str]) -> Attempt:
    engines = {engine.name: engine for engine in list_engines() if engine.name in allowed}
    if "pdf-text" in engines and isinstance(document, PdfFile):
        attempt = _by_text_layer(document)
        if attempt:
            return attempt
    for name, read in (("rapidocr", _by_rapidocr), ("tesseract", _by_tesseract)):
        if name in engines and engines[name].available:
            return read(document)
    remedies = " or ".join(f"`{engine.remedy}`" for engine in engines.values() if engine.remedy)
    raise Unavailable(
        f"No engine for pictures is installed here; install one by {remedies or 'the steps of the README'}.",
        code="no_engine",
    )


def _by_text_layer(document: PdfFile) -> Attempt | None:
    """Trust a text layer only when its sums come out: scanners write layers that are garbage."""
    pages = document.text_layer()
    if pages is None:
        return None
    try:
        reading = parse_receipt(pages)
    except FoodSaveError:
        return None
    return Attempt("pdf-text", reading) if reading.balanced and not reading.repairs else None


def _by_rapidocr(document: Document) -> Attempt:
    first = _attempt("rapidocr", list(_transcripts(document, _PRINT_HEIGHT)))
    if not _deserves_another_look(first.reading):
        return first
    second = _attempt("rapidocr", list(_transcripts(document, _SECOND_LOOK)))
    better, other = sorted((first, second), key=lambda attempt: _worth(attempt.reading), reverse=True)
    return replace(better, reading=_completed(better.reading, other.reading))


def _transcripts(document: Document, print_height: float) -> Iterator[Transcript]:
    engine = _rapidocr()
    for index in range(document.page_count):
        page = document.page(index)
        overview = survey(page, engine)
        if isinstance(document, PdfFile) and 0 < overview.line_height < _SMALL_PRINT:
            page, overview = document.page(index, detail=2), overview.enlarged(2)
        yield transcribe(page, engine, overview, print_height=print_height)


def _by_tesseract(document: Document) -> Attempt:
    attempts = (
        _attempt("tesseract", list(_tesseract_pages(document, segmentation))) for segmentation in _SEGMENTATIONS
    )
    first = next(attempts)
    return first if first.reading.balanced else max(first, next(attempts), key=lambda attempt: _worth(attempt.reading))


def _tesseract_pages(document: Document, segmentation: Segmentation) -> Iterator[Transcript]:
    engine = _tesseract()
    for index in range(document.page_count):
        page = document.page(index)
        height, width = page.shape[:2]
        scale = min(1.0, _TESSERACT_WIDTH / width)
        view = cut_view(page, (0, 0, width, height), scale=scale, turns=0, skew=0.0)
        yield Transcript(engine.read(view.pixels, segmentation=segmentation), view, width, height)


def _attempt(engine: str, transcripts: list[Transcript]) -> Attempt:
    reading = parse_receipt([transcript.text for transcript in transcripts])
    lines = tuple(_placed(line, transcripts) for line in reading.lines)
    return Attempt(engine, replace(reading, lines=lines), _print_area(transcripts[0]))


def _placed(line: ReadLine, transcripts: list[Transcript]) -> ReadLine:
    return replace(line, box=transcripts[line.page].box_on_page(line.box))


def _print_area(transcript: Transcript) -> Image | None:
    if not transcript.text.words:
        return None
    corners = np.array([word.quad for word in transcript.text.words])
    (x0, y0), (x1, y1) = corners.min(axis=(0, 1)), corners.max(axis=(0, 1))
    area = transcript.view.pixels[max(0, int(y0)) : int(y1) + 1, max(0, int(x0)) : int(x1) + 1]
    return area if area.size else None


def _deserves_another_look(reading: ReceiptReading) -> bool:
    unbalanced = not reading.balanced and reading.total_minor is not None
    return bool(reading.lines) and (unbalanced or reading.date is None)


def _worth(reading: ReceiptReading) -> tuple[bool, bool, bool, float]:
    return reading.balanced, reading.total_minor is not None, reading.date is not None, reading.confidence


def _completed(reading: ReceiptReading, other: ReceiptReading) -> ReceiptReading:
    """Take from another look what stands on its own and could not be read in this one."""
    return replace(
        reading,
        date=reading.date or other.date,
        time=reading.time or other.time,
        number=reading.number or other.number,
        nip=reading.nip or other.nip,
    )


def _legible(reading: ReceiptReading) -> bool:
    return bool(reading.lines) or reading.total_minor is not None or reading.nip is not None


def _save_images(document: Document, folder: Path) -> tuple[PageImage, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    images = []
    for index in range(document.page_count):
        path = folder / f"page-{index + 1}.jpg"
        images.append(PageImage(path, *save_page_image(document.page(index), path)))
    return tuple(images)


@cache
def _rapidocr() -> RapidOcr:
    return RapidOcr()


@cache
def _tesseract() -> Tesseract:
    return Tesseract()
