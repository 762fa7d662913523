"""A perceptual hash: pictures of the same print have hashes that differ in few bits."""

from __future__ import annotations

import imagehash
from PIL import Image as Pillow

from foodsave.core.documents.view import Image


def perceptual_hash(upright: Image) -> str:
    """Return the 64-bit DCT hash of an upright picture as 16 hexadecimal digits."""
    return str(imagehash.phash(Pillow.fromarray(upright)))
