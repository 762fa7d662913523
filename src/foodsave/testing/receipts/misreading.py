"""Misreading on purpose: what character recognition does to the words of a page, without running it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from types import MappingProxyType

from foodsave.infra.ocr.layout import PageText, Point, Word

# What engines take for what on thermal print, digits first; a letter may come back as several or none.
_MISTAKEN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "0": ("O", "8", "6"),
        "1": ("7", "l", "I"),
        "2": ("7", "Z"),
        "3": ("8", "9"),
        "4": ("A", "1"),
        "5": ("6", "S"),
        "6": ("8", "5"),
        "7": ("1", "2"),
        "8": ("B", "3", "6"),
        "9": ("3", "g", "8"),
        ",": (".", "", ", "),
        "x": ("×", "X"),
        "*": ("x", ""),
        "A": ("4", "R"),
        "B": ("8", "6"),
        "C": ("0", "G", "("),
        "D": ("0", "O"),
        "l": ("1", "I"),
        "u": ("v", "n"),
        "m": ("n", "rn"),
        "w": ("u", "v"),
    }
)
_PLAIN = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")


def mistake_letters(text: str, rng: Random, rate: float) -> str:
    """Replace letters and digits by what they are mistaken for, each with probability `rate`."""
    read = (rng.choice(_MISTAKEN[c]) if c in _MISTAKEN and rng.random() < rate else c for c in text)
    return "".join(c.translate(_PLAIN) if rng.random() < 10 * rate else c for c in read)


def misread(pages: Sequence[PageText], rng: Random, rate: float) -> tuple[PageText, ...]:
    """Misread pages: letters are mistaken at `rate`, words are lost at a tenth of it, boxes tremble."""
    return tuple(replace(page, words=tuple(_misread_words(page.words, rng, rate))) for page in pages)


def _misread_words(words: Sequence[Word], rng: Random, rate: float) -> Iterator[Word]:
    for word in words:
        text = mistake_letters(word.text, rng, rate)
        if text.strip() and rng.random() >= rate / 10:
            height = word.quad[2][1] - word.quad[1][1]
            quad = tuple((x + rng.gauss(0, 0.04) * height, y + rng.gauss(0, 0.04) * height) for x, y in word.quad)
            yield Word(text, (quad[0], quad[1], quad[2], quad[3]), rng.uniform(0.7, 0.99))


def change_one_digit(pages: Sequence[PageText], rng: Random) -> tuple[PageText, ...]:
    """Read exactly one digit of one word wrong and everything else right."""
    places = [(p, w) for p, page in enumerate(pages) for w, word in enumerate(page.words) if _digits(word.text)]
    at_page, at_word = rng.choice(places)
    word = pages[at_page].words[at_word]
    at = rng.choice(_digits(word.text))
    digit = rng.choice([d for d in "0123456789" if d != word.text[at]])
    changed = replace(word, text=word.text[:at] + digit + word.text[at + 1 :])
    words = pages[at_page].words
    page = replace(pages[at_page], words=(*words[:at_word], changed, *words[at_word + 1 :]))
    return (*pages[:at_page], page, *pages[at_page + 1 :])


def _digits(text: str) -> list[int]:
    return [index for index, letter in enumerate(text) if letter.isdecimal()]


def turned(page: PageText, degrees: float) -> PageText:
    """Turn the words of a page around its centre, clockwise, as a photo held at an angle shows them."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    middle_x, middle_y = page.width / 2, page.height / 2

    def turn(point: Point) -> Point:
        x, y = point[0] - middle_x, point[1] - middle_y
        return middle_x + x * cos - y * sin, middle_y + x * sin + y * cos

    words = (replace(w, quad=(turn(w.quad[0]), turn(w.quad[1]), turn(w.quad[2]), turn(w.quad[3]))) for w in page.words)
    return replace(page, words=tuple(words))
