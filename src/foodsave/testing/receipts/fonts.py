"""The fonts that receipts are drawn with: DejaVu, because it has Polish letters and a free licence."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from foodsave.errors import Unavailable

_FOLDERS = (
    Path("/usr/share/fonts/truetype/dejavu"),
    Path("/usr/share/fonts/TTF"),
    Path("/usr/share/fonts/dejavu-sans-mono-fonts"),
    Path("/usr/share/fonts/dejavu-sans-fonts"),
    Path("/Library/Fonts"),
)
_FILES = {
    ("mono", False): "DejaVuSansMono.ttf",
    ("mono", True): "DejaVuSansMono-Bold.ttf",
    ("sans", False): "DejaVuSans.ttf",
    ("sans", True): "DejaVuSans-Bold.ttf",
}


def font_path(face: str, *, bold: bool = False) -> Path:
    """Find the font file of a face (mono, sans).

    Raises `Unavailable` where DejaVu is not installed: Pillow's own font has no Polish letters.
    """
    name = _FILES[face, bold]
    for folder in _FOLDERS:
        if (folder / name).is_file():
            return folder / name
    raise Unavailable(
        f"Drawing receipts needs the font {name}, which has Polish letters; "
        "on Debian or Ubuntu: apt install fonts-dejavu-core",
        code="font_missing",
    )


@lru_cache(maxsize=64)
def load_font(face: str, size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Load a face at a pixel size."""
    return ImageFont.truetype(str(font_path(face, bold=bold)), size, layout_engine=ImageFont.Layout.BASIC)
