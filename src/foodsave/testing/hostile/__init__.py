"""Files that try to break a reader: each is what its name says, made in memory and the same on every run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from foodsave.testing.hostile.documents import encrypted_pdf, pdf_of_pages, slow_pdf, truncated_pdf
from foodsave.testing.hostile.pictures import (
    animated_gif_bomb,
    garbage_with_jpeg_head,
    huge_png,
    jpeg_with_gps,
    photo_without_receipt,
    truncated_jpeg,
    truncated_png,
    two_receipts_photo,
)
from foodsave.testing.hostile.printed import HOSTILE_NAMES, receipt_with_hostile_names
from foodsave.testing.hostile.streams import byte_stream, byte_stream_async, not_an_image

HOSTILE_FILES: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "not_an_image.txt": not_an_image,
        "empty.jpg": bytes,
        "garbage.jpg": garbage_with_jpeg_head,
        "truncated.jpg": truncated_jpeg,
        "truncated.png": truncated_png,
        "truncated.pdf": truncated_pdf,
        "encrypted.pdf": encrypted_pdf,
        "no_pages.pdf": lambda: pdf_of_pages(0),
        "hundred_pages.pdf": lambda: pdf_of_pages(100),
        "slow.pdf": slow_pdf,
        "huge.png": huge_png,
        "bomb.gif": animated_gif_bomb,
        "no_receipt.jpg": photo_without_receipt,
        "two_receipts.jpg": two_receipts_photo,
    }
)

__all__ = [
    "HOSTILE_FILES",
    "HOSTILE_NAMES",
    "animated_gif_bomb",
    "byte_stream",
    "byte_stream_async",
    "encrypted_pdf",
    "garbage_with_jpeg_head",
    "huge_png",
    "jpeg_with_gps",
    "not_an_image",
    "pdf_of_pages",
    "photo_without_receipt",
    "receipt_with_hostile_names",
    "slow_pdf",
    "truncated_jpeg",
    "truncated_pdf",
    "truncated_png",
    "two_receipts_photo",
]
