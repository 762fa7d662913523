"""Tax letters and marker columns: told apart from names, and settled by the tax table where OCR left them open."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from foodsave.kitchen.receipts.chains.profile import ChainProfile
from foodsave.kitchen.receipts.grammar.item_lines import letter_of

_LEADING = re.compile(r"^(?P<letter>[A-G])[ \-.](?=\S)")
_TRAILING = re.compile(r"\s(?P<letter>[A-G])$")
_BRACKETED = re.compile(r"\s?\((?P<letter>[A-G])\)")
_BACKSLASH = re.compile(r"[\\/](?P<letter>[A-G])[A-Z]?$")
_GLUED = re.compile(r"(?:\d{4,7}|-)(?P<letter>[A-G])$")
_MAX_OPEN_MARKS = 3


def part_letter(name: str, mark: str | None, profile: ChainProfile | None) -> tuple[str, str | None]:
    """Return the name without letter and marker columns, and the tax letter that the row prints."""
    printed, name = letter_of(mark), name.strip()
    if name in tuple("ABCDEFG"):
        return "", printed or name
    if profile is not None and profile.markers:
        name = re.sub(rf"\s(?i:[{profile.markers}]){{1,2}}$", "", name)
    for pattern in (_LEADING, _BACKSLASH, _BRACKETED, _TRAILING):
        match = pattern.search(name)
        if match and printed in (None, match["letter"]):
            return (name[: match.start()] + name[match.end() :]).strip(), match["letter"]
    glued = _GLUED.search(name)
    prefix = re.match(r"(?P<letter>[A-G])_", name)
    source = glued or prefix
    return name, printed or (source["letter"] if source else None)


def settle_letters(
    letters: Sequence[str | None], marks: Sequence[str | None], amounts: Sequence[int], sales: Mapping[str, int]
) -> list[str | None]:
    """Fill the letters that OCR left open where exactly one choice gives the printed sales of every letter.

    Rows with the same misread mark get the same letter; `amounts` are the rows' net amounts, minor units.
    """
    settled = list(letters)
    open_marks = sorted({marks[i] or "" for i, letter in enumerate(letters) if letter is None})
    names = sorted(sales)
    printed = any(letter is not None for letter in letters)
    if not open_marks or not names or not printed or len(open_marks) > _MAX_OPEN_MARKS:
        return settled
    fitting = []
    for choice in itertools.product(names, repeat=len(open_marks)):
        by_mark = dict(zip(open_marks, choice, strict=True))
        filled = [letter or by_mark[marks[i] or ""] for i, letter in enumerate(letters)]
        if sums_by_letter(filled, amounts) == {k: v for k, v in sales.items() if v}:
            fitting.append(filled)
    return list(fitting[0]) if len(fitting) == 1 else settled


def sums_by_letter(letters: Sequence[str | None], amounts: Sequence[int]) -> dict[str | None, int]:
    """Return the sum of the amounts of every letter, zero sums left out."""
    sums: dict[str | None, int] = {}
    for letter, amount in zip(letters, amounts, strict=True):
        sums[letter] = sums.get(letter, 0) + amount
    return {letter: value for letter, value in sums.items() if value}
