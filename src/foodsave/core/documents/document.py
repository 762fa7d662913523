"""A file of receipt pages, whatever its kind."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from foodsave.core.documents.kinds import HEAD_BYTES, DocumentKind, recognise_kind
from foodsave.core.documents.limits import DocumentLimits
from foodsave.core.documents.pdf import PdfFile
from foodsave.core.documents.pictures import PictureFile
from foodsave.core.documents.view import Image
from foodsave.errors import NotFound


class Document(Protocol):
    """Pages that can be looked at one by one."""

    page_count: int

    def page(self, index: int, *, detail: int = 1) -> Image:
        """Return one page as height x width x 3, red first, as a person would see it."""

    def close(self) -> None:
        """Let the file go."""


def open_document(path: Path, limits: DocumentLimits) -> Document:
    """Open a file by its content; see `recognise_kind`, `PictureFile` and `PdfFile` for what is refused."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        raise NotFound(f"The file cannot be opened: {error.strerror}.") from error
    kind = recognise_kind(head)
    return PdfFile(path, limits) if kind is DocumentKind.PDF else PictureFile(path, kind, limits)
