"""Text reduced to the letters that every till can print."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "`": "'"})


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics: "Żółty SER" becomes "zolty ser"."""
    lowered = unicodedata.normalize("NFKC", text).casefold()
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFD", lowered.translate(_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
