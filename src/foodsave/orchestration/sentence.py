"""A message as words: spelled as the dictionary has them, folded for rules, with the places where they stood."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from foodsave.core.language.folding import fold

_APOSTROPHE = re.compile(r"(?<=\w)['’`´](?=\w)")
_WORD = re.compile(r"\d+(?:[.,/:-]\d+)*%?|[^\W\d_]+|[,;&+]|[.!?…]+(?=\s)")
_MOST_WORDS = 200
_SPAN = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SentenceWord:
    """A word from character `start` of the sentence's text up to `end`; `parted` by a mark from the one before."""

    text: str
    start: int
    end: int
    parted: bool = False


@dataclass(frozen=True)
class Sentence:
    """Words with one blank between them. `folded` has them without diacritics, letter for letter."""

    words: tuple[SentenceWord, ...]

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    def folded_word(self, number: int) -> str:
        """Return a word without diacritics."""
        word = self.words[number]
        return self.folded[word.start : word.end]

    def numbers_within(self, span: _SPAN) -> set[int]:
        """Return the numbers of the words that overlap a span of characters."""
        start, end = span
        return {number for number, word in enumerate(self.words) if word.start < end and word.end > start}


def read_sentence(message: str, spell: Callable[[str], str] = lambda word: word) -> Sentence:
    """Return a message as a sentence, each word as `spell` has it; what follows the 200th word is ignored."""
    plain = _APOSTROPHE.sub("", message)
    words: list[SentenceWord] = []
    start, parted = 0, False
    for match in _WORD.finditer(plain):
        if not match[0][0].isalnum():
            parted = True
            continue
        text = spell(match[0].casefold())
        if len(fold(text)) != len(text):  # ligatures: the folded text must keep its places
            text = fold(text)
        words.append(SentenceWord(text, start, start + len(text), parted))
        parted = False
        start += len(text) + 1
        if len(words) == _MOST_WORDS:
            break
    return Sentence(tuple(words))
