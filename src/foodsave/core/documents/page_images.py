"""Pictures of the pages for the review: as the person sees them, without the data that cameras add."""

from __future__ import annotations

from pathlib import Path

from PIL import Image as Pillow

from foodsave.core.documents.view import Image

_WIDEST = 1400
_LONGEST = 16_000


def save_page_image(page: Image, path: Path) -> tuple[int, int]:
    """Write a page as a JPEG without metadata and return its width and height."""
    picture = Pillow.fromarray(page)
    scale = min(1.0, _WIDEST / picture.width, _LONGEST / picture.height)
    if scale < 1.0:
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture = picture.resize(size, Pillow.Resampling.BILINEAR, reducing_gap=2.0)
    picture.save(path, "JPEG", quality=82)
    return picture.size
