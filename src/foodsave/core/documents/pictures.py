"""Pictures as people see them: decoded within limits, turned by EXIF, flattened on white, eight bits a channel."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image as Pillow
from PIL import ImageOps

from foodsave.core.documents.kinds import DocumentKind
from foodsave.core.documents.limits import DocumentLimits
from foodsave.core.documents.view import Image
from foodsave.errors import Invalid, TooLarge, UnsupportedMedia

_FORMATS = {
    DocumentKind.JPEG: ("JPEG", "MPO"),
    DocumentKind.PNG: ("PNG",),
    DocumentKind.WEBP: ("WEBP",),
    DocumentKind.HEIC: ("HEIF",),
    DocumentKind.TIFF: ("TIFF",),
}
_DAMAGE = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, struct.error, EOFError, OverflowError)
# A JPEG decodes at a half, a quarter or an eighth for little; larger than this the file itself is the burden.
_DRAFT_FACTOR = 4


class PictureFile:
    """A picture of one page, or a TIFF of several."""

    def __init__(self, path: Path, kind: DocumentKind, limits: DocumentLimits) -> None:
        self._path, self._kind, self._limits = path, kind, limits
        with self._opened() as picture:
            self.page_count = self._checked_frames(picture)

    def page(self, index: int, *, detail: int = 1) -> Image:
        """Decode one page as height x width x 3, red first.

        `detail` raises the size to which large pictures are reduced. The size is checked before anything is decoded.
        Raises Invalid(damaged_file) or TooLarge(too_many_pixels).
        """
        with self._opened() as picture:
            if index:
                picture.seek(index)
            self._check_pixels(picture)
            useful_side = self._limits.useful_side * detail
            if self._kind is DocumentKind.JPEG:
                picture.draft(None, _draft_size(picture.size, useful_side))
            seen = ImageOps.exif_transpose(picture)
            return _within(_flattened(seen), useful_side)

    def close(self) -> None:
        """Let the file go: a picture is held open only while it is decoded."""

    @contextmanager
    def _opened(self) -> Iterator[Pillow.Image]:
        if self._kind is DocumentKind.HEIC:
            _register_heif()
        # The product's own limit stands in `_check_pixels`, with its own words.
        Pillow.MAX_IMAGE_PIXELS = None
        try:
            with Pillow.open(self._path, formats=_FORMATS[self._kind]) as picture:
                yield picture
        except _DAMAGE as error:
            raise Invalid(
                "The picture is damaged or incomplete. Send it again, or take a new picture.", code="damaged_file"
            ) from error

    def _checked_frames(self, picture: Pillow.Image) -> int:
        frames = int(getattr(picture, "n_frames", 1))
        if self._kind in {DocumentKind.JPEG, DocumentKind.HEIC}:
            return 1
        if self._kind is DocumentKind.TIFF:
            if frames > self._limits.pages:
                raise TooLarge(
                    f"This file has {frames} pages; a receipt may have {self._limits.pages}. Send only its own pages.",
                    code="too_many_pages",
                )
            return frames
        if frames > 1:
            raise UnsupportedMedia("This is a moving picture. Send a still picture of the receipt.", code="animated")
        return 1

    def _check_pixels(self, picture: Pillow.Image) -> None:
        width, height = picture.size
        factor = _DRAFT_FACTOR if self._kind is DocumentKind.JPEG and not picture.info.get("progressive") else 1
        if width * height > self._limits.pixels * factor:
            raise TooLarge(
                f"The picture has {width} x {height} pixels, more than can be read. Send a smaller one.",
                code="too_many_pixels",
            )


def _register_heif() -> None:
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False)


def _draft_size(size: tuple[int, int], useful_side: int) -> tuple[int, int]:
    scale = useful_side / min(size)
    return (max(1, int(size[0] * scale)), max(1, int(size[1] * scale))) if scale < 1 else size


def _flattened(picture: Pillow.Image) -> Pillow.Image:
    if picture.mode.startswith(("I", "F")):
        return _eight_bits(picture).convert("RGB")
    if picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        ground = Pillow.new("RGB", layered.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    return picture.convert("RGB")


def _eight_bits(picture: Pillow.Image) -> Pillow.Image:
    values = np.nan_to_num(np.asarray(picture, dtype=np.float32))
    top = float(values.max(initial=0.0))
    # Scanners store eight, twelve or sixteen bits in the same wide sample.
    full = next((bits for bits in (255.0, 4095.0, 65535.0) if top <= bits), max(top, 1.0))
    return Pillow.fromarray(np.clip(values * (255.0 / full), 0, 255).astype(np.uint8))


def _within(picture: Pillow.Image, useful_side: int) -> Image:
    factor = min(picture.size) // useful_side
    if factor >= 2:
        picture = picture.reduce(factor)
    return np.array(picture, dtype=np.uint8)
