"""Text folded for comparison."""

from __future__ import annotations

import unicodedata

_STROKES = str.maketrans({"ł": "l", "đ": "d", "ø": "o"})


def fold(text: str) -> str:
    """Return `text` lower-cased, without diacritics, with runs of anything but letters and digits as one blank."""
    lower = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold()).casefold()
    plain = unicodedata.normalize("NFKD", lower).translate(_STROKES)
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())
