"""The words by which products are named, read from the package's own tables."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from foodsave.core.language.folding import fold


class Kind(Enum):
    """How strongly a name points at its group; the value is the score that it brings."""

    HEAD = 60.0
    BRAND = 50.0
    GENERAL = 44.0
    FOOD = 38.0
    MAKER = 18.0
    HINT = 17.0


_KINDS = {
    "heads": Kind.HEAD,
    "brands": Kind.BRAND,
    "general": Kind.GENERAL,
    "foods": Kind.FOOD,
    "makers": Kind.MAKER,
    "hints": Kind.HINT,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of one or more folded words that stands for a storage group."""

    words: tuple[str, ...]
    text: str
    group: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class StateRule:
    """A state such as frozen or pickled: fresh group -> the group that the food has in that state."""

    name: str
    words: frozenset[str]
    becomes: dict[str, str]


@dataclass(frozen=True, slots=True)
class WeightRule:
    """A pack whose net weight in grams lies within the bounds belongs to another group."""

    group: str
    becomes: str
    at_least: int
    at_most: int
    only: frozenset[str]
    unless: frozenset[str] = frozenset()

    def applies(self, group: str, grams: int | None, words: set[str]) -> bool:
        """Tell whether a name of `group` with this net weight and these words falls under the rule."""
        if group != self.group or grams is None or not self.at_least <= grams <= self.at_most:
            return False
        return (not self.only or bool(self.only & words)) and not self.unless & words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that the matcher knows. Words are folded; `written` gives a word as people spell it."""

    singles: dict[str, tuple[Entry, ...]]
    phrases: dict[str, tuple[Entry, ...]]
    written: dict[str, str]
    proper: frozenset[str]
    names: frozenset[str]
    abbreviations: dict[str, tuple[str, ...]]
    prepositions: frozenset[str]
    noise: frozenset[str]
    states: tuple[StateRule, ...]
    weights: tuple[WeightRule, ...]


def split_words(text: str) -> list[str]:
    """Return the words and numbers of `text`, unfolded; an apostrophe or ampersand inside a name joins it."""
    joined = re.sub(r"(?<=\w)['’`´&](?=\w)", "", text)
    return re.findall(r"[^\W\d_]+|\d+", joined)


def _items(text: str) -> Iterator[str]:
    for item in text.split(","):
        if item.strip():
            yield " ".join(item.split())


def _data(*path: str) -> Traversable:
    return files("foodsave.kitchen.catalog").joinpath("data", *path)


def _entries(stop_words: frozenset[str], written: dict[str, str], proper: set[str]) -> list[Entry]:
    entries: dict[tuple[str, ...], Entry] = {}
    for source in sorted(_data("lexicon").iterdir(), key=lambda path: path.name):
        for group, kinds in tomllib.loads(source.read_text(encoding="utf-8")).items():
            for kind, text in kinds.items():
                for item in _items(text):
                    pairs = [(fold(word), word) for word in split_words(item) if fold(word) not in stop_words]
                    words = tuple(folded for folded, _ in pairs)
                    entries.setdefault(words, Entry(words, item, group, _KINDS[kind]))
                    for folded, word in pairs:
                        if written.get(folded, "ą").endswith(("ą", "ę")):  # the nominative is the better spelling
                            written[folded] = word
                    if kind in ("brands", "makers") and len(words) == 1:
                        proper.add(words[0])
    return [entry for words, entry in entries.items() if words]


def _names(entries: list[Entry]) -> frozenset[str]:
    """Return the words that occur in brands and makers only."""
    own: set[str] = set()
    shared: set[str] = set()
    for entry in entries:
        (own if entry.kind in (Kind.BRAND, Kind.MAKER) else shared).update(entry.words)
    return frozenset(own - shared)


def _phrase_index(phrases: list[Entry]) -> dict[str, tuple[Entry, ...]]:
    use = Counter(word for entry in phrases for word in entry.words)
    by_rarest: dict[str, list[Entry]] = defaultdict(list)
    for entry in phrases:
        by_rarest[min(entry.words, key=lambda word: (use[word], word))].append(entry)
    return {word: tuple(entries) for word, entries in by_rarest.items()}


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(item) for item in _items(text))


def _states(table: dict[str, dict[str, str]]) -> tuple[StateRule, ...]:
    return tuple(
        StateRule(name, _words(row["words"]), {group: to for group, to in row.items() if group != "words"})
        for name, row in table.items()
    )


def _weights(rows: list[dict[str, Any]]) -> tuple[WeightRule, ...]:
    return tuple(
        WeightRule(
            group=row["group"],
            becomes=row["becomes"],
            at_least=row.get("at_least", 0),
            at_most=row["at_most"],
            only=_words(row.get("only", "")),
            unless=_words(row.get("unless", "")),
        )
        for row in rows
    )


@cache
def lexicon() -> Lexicon:
    """Return the shipped lexicon, read once."""
    table = tomllib.loads(_data("words.toml").read_text(encoding="utf-8"))
    prepositions = _words(table["prepositions"]["words"])
    written: dict[str, str] = {}
    proper: set[str] = set()
    entries = _entries(prepositions | {"bez"}, written, proper)
    for word in _items(table["modifiers"]["words"]):
        written.setdefault(fold(word), word)
    for state in table["states"].values():
        for word in _items(state["words"]):
            written.setdefault(fold(word), word)
    described = _words(table["modifiers"]["words"])
    singles: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if len(entry.words) == 1:
            singles[entry.words[0]].append(entry)
    return Lexicon(
        singles={word: tuple(found) for word, found in singles.items()},
        phrases=_phrase_index([entry for entry in entries if len(entry.words) > 1]),
        written={word: text for word, text in written.items() if not word.isdigit()},
        proper=frozenset(proper),
        names=(_names(entries) | proper) - described,
        abbreviations={
            short: tuple(fold(word) for word in full.split("|")) for short, full in table["abbreviations"].items()
        },
        prepositions=prepositions,
        noise=_words(table["noise"]["words"]),
        states=_states(table["states"]),
        weights=_weights(table["weights"]),
    )
