"""Where names of foods stand in a text: its words with their prepositions, and the names that they make up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foodsave.core.language.folding import fold
from foodsave.kitchen.catalog.food_names import PREPOSITIONS, FoodName, NameIndex, without_apostrophes, words_of

_WIDEST_GAP = 3
_REORDERED, _WITH_GAP, _SYNONYM = 0.97, 0.96, 0.99
_BOUNDED = frozenset(("do", "dla", "na", "for", "bez", "without"))  # they govern one word
_BREAK = re.compile(r"[,;:()\[\]/]|\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class NameWord:
    """A word of a name: `part` counts the pieces between commas, `clause` the prepositions before it."""

    text: str
    start: int
    end: int
    part: int
    clause: int
    governed: bool
    preposition: str


@dataclass(frozen=True, slots=True)
class Found:
    """A food's name in a text: the numbers of its words in the order of the name."""

    name: FoodName
    at: tuple[int, ...]
    quality: float

    @property
    def first(self) -> int:
        return min(self.at)

    @property
    def last(self) -> int:
        return max(self.at)


def read_words(text: str) -> list[NameWord]:
    """Return the words of a text that may belong to names, with the prepositions that govern them."""
    plain = without_apostrophes(text)
    breaks = [match.start() for match in _BREAK.finditer(plain)]
    words: list[NameWord] = []
    clause, bounded, governed, part, preposition = 0, False, False, 0, ""
    for match in words_of(plain):
        now = sum(at < match.start() for at in breaks)
        if now != part:
            part, governed, bounded, clause = now, False, False, clause + 1
        folded = fold(match[0])
        if folded in PREPOSITIONS:
            governed = folded not in ("of", "the", "i", "and") or governed
            bounded = folded in _BOUNDED
            clause += folded not in ("of", "the")
            preposition = folded
            continue
        words.append(
            NameWord(
                match[0].casefold(), match.start(), match.end(), part, clause, governed, preposition if governed else ""
            )
        )
        if bounded:
            governed, bounded, clause = False, False, clause + 1
    return words


def find_names(words: list[NameWord], index: NameIndex) -> list[Found]:
    """Return every place of every name in a text whose words stand near each other, in any order."""
    readings = [{reading.word: reading.quality for reading in index.readings(word.text)} for word in words]
    places: dict[str, list[int]] = {}
    for number, meanings in enumerate(readings):
        for meaning in meanings:
            places.setdefault(meaning, []).append(number)
    found: dict[tuple[str, tuple[int, ...]], Found] = {}
    for meaning, numbers in places.items():
        for name in index.anchored(meaning):
            if not all(word in places for word in name.words):
                continue
            for anchor in numbers:
                one = _placed(name, meaning, anchor, places, readings, words)
                if one is not None:
                    found.setdefault((name.food_id, one.at), one)
    return list(found.values())


def _placed(
    name: FoodName,
    meaning: str,
    anchor: int,
    places: dict[str, list[int]],
    readings: list[dict[str, float]],
    words: list[NameWord],
) -> Found | None:
    """Give every word of a name its nearest place around the anchor; None when it does not hold together."""
    at: list[int] = []
    for word in name.words:
        free = [number for number in places[word] if number not in at and (word == meaning or number != anchor)]
        if word == meaning and anchor in free:
            at.append(anchor)
        elif free:
            at.append(min(free, key=lambda number: abs(number - anchor)))
        else:
            return None
    gap = max(at) - min(at) + 1 - len(at)
    if gap > _WIDEST_GAP or not (name.prepositional or len({words[number].governed for number in at}) == 1):
        return None
    if at != sorted(at) and any(words[number].governed for number in at):
        return None  # "kawa ze śmietanką" is no cream for coffee
    quality = min(readings[number][word] for number, word in zip(at, name.words, strict=True))
    quality *= (_REORDERED if at != sorted(at) else 1.0) * (_WITH_GAP if gap else 1.0)
    return Found(name, tuple(at), quality * (_SYNONYM if name.derived else 1.0))
