"""A name as a till prints it, taken apart: words, net weight, what is only an article number."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from foodsave.core.language.folding import fold
from foodsave.kitchen.catalog.lexicon import Lexicon, split_words

LONGEST_NAME = 200

_ARTICLE_NUMBER = re.compile(r"(?<!\d)\d{5,}(?:[A-H]\b)?")
_PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s*%(?:\s*tł\w*)?", re.IGNORECASE)
_SIZE = re.compile(
    r"(?:(?P<count>\d+)\s*[xX*]\s*)?(?P<amount>\d+(?:[.,-]\d+)?)\s*"
    r"(?P<unit>kg|dag|gr|g|ml|cl|l|szt|pak|tabl|kaps|mm|cm|mb|m|t|w|rolek|rolki|torebek|tor)\.?(?![a-ząćęłńóśźż])",
    re.IGNORECASE,
)
_GRAMS = {"kg": 1000.0, "dag": 10.0, "gr": 1.0, "g": 1.0, "ml": 1.0, "cl": 10.0, "l": 1000.0}
_CAMEL = re.compile(
    r"(?<=[a-ząćęłńóśźż])(?=[A-ZĄĆĘŁŃÓŚŹŻ])|(?<=[A-ZĄĆĘŁŃÓŚŹŻ]{2})(?=[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]{2})"
    r"|(?<=[a-ząćęłńóśźż][ZWIO])(?=[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż])"
)
_ZERO_IN_CAPITALS = re.compile(r"(?<=[A-ZĄĆĘŁŃÓŚŹŻ])0(?=[A-ZĄĆĘŁŃÓŚŹŻ])")
_WITHOUT = re.compile(r"\bb/(?=[^\W\d_]{3})", re.IGNORECASE)
_SLASHED = re.compile(r"(?<!\w)(\w)/(\w{1,3})(?!\w)")
_UNPRINTABLE = re.compile(r"(?<=\w)[#?�](?=\w)")
LOST_LETTER = "ʔ"
TAX_LETTERS = "ABCDEFG"
_MIXED_WORD = re.compile(r"(?=\w*[^\W\d_]{2})\w*[0158]\w*")
_MISREAD_DIGITS = (str.maketrans("0158", "OLSB"), str.maketrans("0158", "OISB"))


@dataclass(frozen=True, slots=True)
class TillWord:
    """One word: `governed` words follow a preposition, so they describe; `position` counts the words that carry.

    `preposition` is the one printed right before the word, or empty. `noise` such as "luz" counts inside phrases only.
    """

    text: str
    folded: str
    position: int
    governed: bool
    preposition: str = ""
    noise: bool = False


@dataclass(frozen=True, slots=True)
class TillName:
    """The words of a printed name and its net weight (millilitres count as grams)."""

    words: tuple[TillWord, ...]
    grams: int | None


def tidy(name: str) -> str:
    """Return `name` without control characters and odd spaces, at most 200 characters of it."""
    text = unicodedata.normalize("NFKC", name[:LONGEST_NAME])
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _clean(name: str) -> str:
    text = _UNPRINTABLE.sub(LOST_LETTER, tidy(name))
    return _ZERO_IN_CAPITALS.sub("O", text)


def _with_letters_for_digits(text: str, lexicon: Lexicon) -> str:
    """Repair words such as "MAS1O", but only where that makes a known word."""

    def repaired(found: re.Match[str]) -> str:
        words = (found[0].translate(letters) for letters in _MISREAD_DIGITS)
        return next((word for word in words if fold(word) in lexicon.written), found[0])

    return _MIXED_WORD.sub(repaired, text)


def _net_grams(text: str) -> int | None:
    for found in _SIZE.finditer(text):
        grams_per_unit = _GRAMS.get(found["unit"].lower())
        if grams_per_unit is None:
            continue
        amount = float(found["amount"].replace(",", ".").partition("-")[0])
        return round(min(amount * grams_per_unit * int((found["count"] or "1")[:4]), 1e9))
    return None


def parse_till_name(name: str, lexicon: Lexicon) -> TillName:
    """Take a printed name apart. Any text is accepted; what follows the 200th character is ignored."""
    text = _WITHOUT.sub("bez ", name)
    text = _SLASHED.sub(r"\1\2", _with_letters_for_digits(_clean(text), lexicon))
    text = _CAMEL.sub(" ", text)
    grams = _net_grams(text)
    for pattern in (_ARTICLE_NUMBER, _PERCENT, _SIZE):
        text = pattern.sub(" ", text)
    words: list[TillWord] = []
    governed, lacking, position, preposition = False, False, 0, ""
    for word in split_words(text):
        folded = fold(word)
        if folded in ("bez", "without"):
            lacking, preposition = bool(words), word.lower()
        elif folded in lexicon.prepositions:
            governed, preposition = bool(words), word.lower()
        elif folded in lexicon.noise:
            words.append(TillWord(word, folded, position, governed, noise=True))
        else:
            describes = governed or lacking  # "bez" tells of one word only
            words.append(TillWord(word, folded, position, describes, preposition if words else ""))
            lacking, preposition = False, ""
            position += not word.isdigit()
    return TillName(tuple(words), grams)
