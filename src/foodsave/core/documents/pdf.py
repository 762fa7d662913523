"""PDF files: how many pages, what their text layer says, and what they look like."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from shutil import which

import numpy as np
import pdf2image
import pypdfium2
from pdf2image.exceptions import PDFPageCountError, PDFPopplerTimeoutError, PDFSyntaxError
from PIL import Image as Pillow

from foodsave.core.documents.limits import DocumentLimits
from foodsave.core.documents.view import Image
from foodsave.errors import DeadlineExceeded, Invalid, TooLarge
from foodsave.infra.ocr.layout import PageText, Word

_LONGEST_PAGE = 16
_FEWEST_LETTERS = 40
# FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY.
_LOCKED = (4, 5)
_SEARCHED_BYTES = 1_000_000
_COUNT_ZERO, _PAGE = re.compile(rb"/Count\s+0\b"), re.compile(rb"/Type\s*/Page\b")
_Box = tuple[float, float, float, float]


class PdfFile:
    """An open PDF. Pages count from 0.

    Raises Invalid(encrypted_pdf, damaged_file, no_pages) or TooLarge(too_many_pages) when it is opened.
    """

    def __init__(self, path: Path, limits: DocumentLimits) -> None:
        self._path, self._limits = path, limits
        self._pdf = _opened(path)
        self.page_count = len(self._pdf)
        if self.page_count > limits.pages:
            raise TooLarge(
                f"This PDF has {self.page_count} pages; a receipt may have {limits.pages}. Send only its own pages.",
                code="too_many_pages",
            )

    def page(self, index: int, *, detail: int = 1) -> Image:
        """Draw one page on white as height x width x 3, by poppler where it is installed, else by pdfium.

        `detail` multiplies the size, for print that is small on a large page.
        """
        scale = self._scale(index) * detail
        picture = self._by_poppler(index, scale) if which("pdftoppm") else self._by_pdfium(index, scale)
        return np.array(picture.convert("RGB"), dtype=np.uint8)

    def text_layer(self) -> tuple[PageText, ...] | None:
        """Return the words every page carries as text, or None when there are next to none."""
        pages = tuple(self._page_text(index) for index in range(self.page_count))
        return pages if sum(len(word.text) for page in pages for word in page.words) >= _FEWEST_LETTERS else None

    def close(self) -> None:
        """Let the file go."""
        self._pdf.close()

    def _scale(self, index: int) -> float:
        """Return pixels per point: a page is `page_width` wide, and smaller when it is absurdly long."""
        try:
            width, height = self._pdf.get_page_size(index)
        except pypdfium2.PdfiumError as error:
            raise _damaged() from error
        longest = self._limits.page_width * _LONGEST_PAGE
        return min(self._limits.page_width / max(float(width), 1e-3), longest / max(float(height), 1e-3))

    def _by_poppler(self, index: int, scale: float) -> Pillow.Image:
        try:
            pictures = pdf2image.convert_from_path(
                self._path,
                dpi=72.0 * scale,  # type: ignore[arg-type]  # passed on as text
                first_page=index + 1,
                last_page=index + 1,
                use_cropbox=True,
                timeout=max(1, round(self._limits.render_timeout_s)),
            )
        except PDFPopplerTimeoutError as error:
            raise DeadlineExceeded(
                "Drawing this PDF takes too long. Send a picture of the receipt instead.", code="timed_out"
            ) from error
        except (PDFPageCountError, PDFSyntaxError, OSError, ValueError) as error:
            raise _damaged() from error
        if not pictures:
            raise _damaged()
        return pictures[0]

    def _by_pdfium(self, index: int, scale: float) -> Pillow.Image:
        try:
            drawn: Pillow.Image = self._pdf[index].render(scale=scale).to_pil()
        except pypdfium2.PdfiumError as error:
            raise _damaged() from error
        return drawn

    def _page_text(self, index: int) -> PageText:
        page = self._pdf[index]
        left, bottom, right, top = page.get_cropbox()
        if page.get_rotation() or right <= left or top <= bottom:
            return PageText(1, 1, ())
        scale = self._limits.page_width / (right - left)
        layer = page.get_textpage()
        words = [
            _word(text, ((x0 - left) * scale, (top - y1) * scale, (x1 - left) * scale, (top - y0) * scale))
            for text, (x0, y0, x1, y1) in _words(layer)
        ]
        layer.close()
        page.close()
        return PageText(self._limits.page_width, round((top - bottom) * scale), tuple(words))


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in _LOCKED and b"/Encrypt" in path.read_bytes():
            raise Invalid(
                "This PDF is locked with a password. Save it without one, or send a picture.", code="encrypted_pdf"
            ) from error
        if _tells_no_page(path):
            raise Invalid("This PDF has no pages. Save or export the receipt again.", code="no_pages") from error
        raise _damaged() from error


def _tells_no_page(path: Path) -> bool:
    # pdfium opens nothing without a page and leaves the error code of an earlier file, so the file itself must say it.
    with path.open("rb") as file:
        start = file.read(_SEARCHED_BYTES)
    return bool(_COUNT_ZERO.search(start)) and not _PAGE.search(start)


def _damaged() -> Invalid:
    return Invalid("This PDF is damaged. Export the receipt again, or send a picture of it.", code="damaged_file")


def _words(layer: pypdfium2.PdfTextPage) -> list[tuple[str, _Box]]:
    """Join characters to words: blanks, new lines and jumps to the left end one."""
    found: list[tuple[str, _Box]] = []
    text, box = "", (0.0, 0.0, 0.0, 0.0)
    for index in range(layer.count_chars()):
        letter = unicodedata.normalize("NFKC", layer.get_text_range(index, 1))
        here: _Box = layer.get_charbox(index)
        ends = not letter.strip() or (text and (here[0] < box[0] or here[3] < box[1] or here[1] > box[3]))
        if ends and text:
            found.append((text, box))
            text = ""
        if letter.strip():
            box = (
                (min(box[0], here[0]), min(box[1], here[1]), max(box[2], here[2]), max(box[3], here[3]))
                if text
                else here
            )
            text += letter
    return [*found, (text, box)] if text else found


def _word(text: str, box: _Box) -> Word:
    x0, y0, x1, y1 = box
    return Word(text, ((x0, y0), (x1, y0), (x1, y1), (x0, y1)), 1.0)
