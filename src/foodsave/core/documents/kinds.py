"""What a file is, by its content. A name or a declared type is never trusted; decoding is the proof."""

from __future__ import annotations

from enum import StrEnum

import puremagic

from foodsave.errors import UnsupportedMedia

HEAD_BYTES = 2048
_PDF_SEARCHED = 1024
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})


class DocumentKind(StrEnum):
    """The kinds of file a receipt may come in."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"
    TIFF = "image/tiff"
    PDF = "application/pdf"


def recognise_kind(head: bytes) -> DocumentKind:
    """Tell the kind from the first `HEAD_BYTES` of a file.

    Raises UnsupportedMedia(unsupported_type) for everything that no reader here takes.
    """
    kind = _signature(head)
    if kind is None:
        raise UnsupportedMedia(
            f"This is {_described(head)}, not a receipt picture. "
            "Send a JPEG, PNG, WebP, HEIC or TIFF picture, or a PDF.",
            code="unsupported_type",
        )
    return kind


def _signature(head: bytes) -> DocumentKind | None:
    if head.startswith(b"\xff\xd8\xff"):
        return DocumentKind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return DocumentKind.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return DocumentKind.WEBP
    if head[:4] in {b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"}:
        return DocumentKind.TIFF
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return DocumentKind.HEIC
    # Mail programs and tills put bytes before the header; readers accept it within the first kilobyte.
    if b"%PDF-" in head[:_PDF_SEARCHED]:
        return DocumentKind.PDF
    return None


def _described(head: bytes) -> str:
    if not head:
        return "an empty file"
    try:
        guess = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError):
        guess = ""
    return f"a file of type {guess}" if guess else "a file of unknown type"
