"""Printed words reduced to what survives fonts, diacritics and OCR: the form in which keywords are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

_PLAIN = str.maketrans({"Ł": "L", "ł": "l", "ß": "ss", "×": "x", "Ø": "O", "ø": "o"})
_LETTER_FOR_DIGIT = str.maketrans({"0": "O", "1": "I", "5": "S", "8": "B", "|": "I", "!": "I", "6": "G"})
_SHORT = 5
_GAP = re.compile(r"[^A-Z0-9%#]+")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return `text` in upper-case ASCII words, everything else as single blanks."""
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    bare = "".join(char for char in plain if not unicodedata.combining(char)).upper()
    return _GAP.sub(" ", bare).strip()


@lru_cache(maxsize=4096)
def fold_word(text: str) -> str:
    """Return `text` folded, without blanks, and with digits read as the letters they resemble."""
    return fold(text).replace(" ", "").translate(_LETTER_FOR_DIGIT)


def starts_like(folded: str, keyword: str) -> bool:
    """Tell whether `folded` (from `fold_word`) begins with `keyword`, one misread letter in five allowed.

    Short keywords are the start of too many other words (rabat, rabarbar): they must be right, or be the whole text.
    """
    if folded.startswith(keyword):
        return True
    if len(keyword) <= _SHORT or len(folded) < len(keyword) - 1:
        return len(folded) == len(keyword) == _SHORT and Levenshtein.distance(folded, keyword, score_cutoff=1) <= 1
    budget = len(keyword) // 5
    return Levenshtein.distance(folded[: len(keyword)], keyword, score_cutoff=budget) <= budget
