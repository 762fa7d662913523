"""From a printed word, which may be inflected, shortened, cut, run together or misread, to words of the lexicon."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from foodsave.core.language.folding import fold
from foodsave.core.language.morphology import lemmas
from foodsave.core.language.stems import looks_adjectival, stem
from foodsave.kitchen.catalog.lexicon import Entry, Lexicon
from foodsave.kitchen.catalog.till_names import LOST_LETTER, TAX_LETTERS, TillWord

_SHORTEST_PREFIX = 3
_MOST_COMPLETIONS = 80
_SHORTEST_ROOT = 5
_CUT_BRAND = 0.8
_SHORT_NAME = 4
_SHORTEST_LEMMA = 4
_SHORTEST_RUN = 7
_SHORTEST_MISREAD = 5  # shorter words have too many neighbours
_SHORT_MISREAD = 6  # below that only letters that look alike count
_SHORTEST_WITH_GAP = 7  # below that no letter may be missing
_LONG = 10  # may hold two wrong letters
_LOOK_ALIKE = 0.8
_ABBREVIATED = 0.85
_LIKELIEST, _LESS_LIKELY = 0.7, 0.58  # of several readings of an abbreviation
_WITHOUT_DIACRITICS = 0.6  # "SOL" is more often cut than "sól"
_WRONG_LETTER = {1: 0.63, 2: 0.58}
_SHAPES = str.maketrans(
    {"i": "l", "j": "l", "t": "l", "k": "l", "e": "c", "o": "c", "h": "n", "v": "u", "q": "g", "z": "s"}
)
_MISREAD = 0.6
_MODIFIER_WEIGHT = 20.0
_PREFIX_QUALITY = {3: 0.6, 4: 0.75, 5: 0.85}


def _shape(folded: str) -> str:
    return folded.replace("rn", "m").translate(_SHAPES)


@dataclass(frozen=True, slots=True)
class Reading:
    """A word of the lexicon that a printed word may stand for; `quality` 0..1."""

    word: str
    quality: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A one-word name that a printed word may stand for; `quality` counts the rivals that it beats."""

    entry: Entry
    quality: float


class Vocabulary:
    """Looks words up, best evidence first: spelling, stem, lemma, abbreviation, beginning, derivation, likeness."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words = sorted(lexicon.written)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self._by_shape: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            self._by_stem[stem(word)].append(word)
            self._by_shape[_shape(word)].append(word)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._words:
            self._by_length[len(word)].append(word)
        self._alike = lru_cache(maxsize=2048)(self._look_alike)
        self.readings = lru_cache(maxsize=8192)(self._readings)
        self.candidates = lru_cache(maxsize=8192)(self._candidates)

    def without_tax_letter(self, word: TillWord) -> TillWord:
        """Return the first word of a name without the column letter A-G that a scanner glued to it ("CBUŁKA")."""
        rest = word.folded[1:]
        glued = word.text[:1] in TAX_LETTERS and len(rest) >= _SHORTEST_LEMMA
        if not glued or self._known(word.folded) or self._completions(word.folded) or lemmas(word.text):
            return word
        if not (rest in self._lexicon.written or stem(rest) in self._by_stem):
            return word
        return replace(word, text=word.text[1:], folded=rest)

    def split_run(self, word: TillWord) -> list[TillWord]:
        """Return the words of a run such as "SERGOUDA", or the word alone when it is known or cannot be split."""
        folded = word.folded
        if len(folded) < _SHORTEST_RUN or self._known(folded) or self._completions(folded) or self._misread(word):
            return [word]
        for at in range(len(folded) - _SHORTEST_PREFIX, _SHORTEST_PREFIX - 1, -1):
            left, right = folded[:at], folded[at:]
            if left in self._lexicon.proper and right not in self._lexicon.written:
                continue  # a name before half a word is more likely another name
            if self._starts_run(left) and self._ends_run(right):
                return [
                    TillWord(word.text[:at], left, word.position, word.governed, word.preposition),
                    TillWord(word.text[at:], right, word.position + 1, word.governed),
                ]
        return [word]

    def _starts_run(self, left: str) -> bool:
        return left in self._lexicon.written and (len(left) > _SHORTEST_PREFIX or left in self._lexicon.singles)

    def _ends_run(self, right: str) -> bool:
        if right in self._lexicon.written or right in self._lexicon.abbreviations:
            return True
        return len(right) > _SHORTEST_PREFIX and (stem(right) in self._by_stem or bool(self._completions(right)))

    def _misread(self, word: TillWord) -> bool:
        return any(reading.quality > _MISREAD for reading in self._alike(word.folded, word.text))

    def _known(self, folded: str) -> bool:
        return folded in self._lexicon.written or folded in self._lexicon.abbreviations or stem(folded) in self._by_stem

    def _readings(self, folded: str, text: str) -> tuple[Reading, ...]:
        if folded.isdigit():
            return (Reading(folded, 1.0),)
        if LOST_LETTER in folded:
            return self._with_lost_letters(folded)
        for found in (self._spelled(folded, text), self._shortened(folded), self._lemmatised(text)):
            if found:
                return found
        return self._completed(folded) or self._derived(folded) or self._alike(folded, text)

    def _spelled(self, folded: str, text: str) -> tuple[Reading, ...]:
        mates = [word for word in self._by_stem.get(stem(folded), ()) if word != folded and self._inflects(word)]
        if folded.endswith("s") and folded[:-1] in self._lexicon.singles:
            mates.append(folded[:-1])
        if folded in self._lexicon.written:
            is_name = folded in self._lexicon.singles and len(folded) <= _SHORT_NAME  # "mak" is not "maka"
            near = [] if is_name else [Reading(word, 0.9) for word in mates]
            plain = self._is_cut_short(folded, text)
            exact = Reading(folded, _WITHOUT_DIACRITICS if plain else 1.0)
            return (exact, *near, *self._shortened(folded))
        if folded in self._lexicon.abbreviations:
            return ()
        joined = [Reading(word, 0.95 if len(folded) > _SHORTEST_PREFIX else 0.7) for word in mates]
        may_be_cut = bool(joined) and len(stem(folded)) <= _SHORTEST_PREFIX < len(folded)  # "owsi" is owsa or owsiane
        if not may_be_cut:
            return tuple(joined)
        twins = (Reading(word, _LOOK_ALIKE) for word in self._by_shape.get(_shape(folded), ()))
        return (*joined, *self._completed(folded), *twins)

    def _is_cut_short(self, folded: str, text: str) -> bool:
        """Tell whether letters such as "SOL" are more likely an abbreviation than the word "sól" without its sign."""
        is_short = len(folded) <= _SHORTEST_PREFIX and folded in self._lexicon.abbreviations
        return is_short and self._lexicon.written[folded] != text.lower()

    def _inflects(self, word: str) -> bool:
        return word not in self._lexicon.proper and (len(word) > _SHORTEST_PREFIX or word in self._lexicon.singles)

    def plural(self, noun: str) -> str | None:
        """Return the plural of a folded noun as it is written, if the lexicon has it."""
        mates = [word for word in self._by_stem.get(stem(noun), ()) if word.endswith(("i", "y")) and word != noun]
        return self._lexicon.written[min(mates, key=len)] if mates else None

    def is_proper(self, word: str) -> bool:
        """Tell whether a word of the lexicon is a brand or maker, or occurs in their names only."""
        return word in self._lexicon.names

    def _has_lemma(self, word: str) -> bool:
        return self._inflects(word) or not looks_adjectival(word)  # "luksusowy" is no brand, "pampersy" are

    def _shortened(self, folded: str) -> tuple[Reading, ...]:
        full = self._lexicon.abbreviations.get(folded, ())
        sure = [_ABBREVIATED if len(full) == 1 else _LIKELIEST, *(_LESS_LIKELY for _ in full[1:])]
        return tuple(
            Reading(mate, quality)
            for word, quality in zip(full, sure, strict=False)
            for mate in self._by_stem.get(stem(word), (word,))
        )

    def _lemmatised(self, text: str) -> tuple[Reading, ...]:
        found = (fold(lemma) for lemma in lemmas(text))
        return tuple(
            Reading(word, 0.95)
            for word in found
            if len(word) >= _SHORTEST_LEMMA and word in self._lexicon.written and self._has_lemma(word)
        )

    def _completions(self, folded: str) -> list[str]:
        if len(folded) < _SHORTEST_PREFIX:
            return []
        start = bisect_left(self._words, folded)
        end = start
        while end < len(self._words) and self._words[end].startswith(folded):
            end += 1
        return self._words[start:end] if end - start <= _MOST_COMPLETIONS else []

    def _completed(self, folded: str) -> tuple[Reading, ...]:
        quality = _PREFIX_QUALITY.get(len(folded), 0.9)
        return tuple(
            Reading(word, quality if self._inflects(word) else quality * _CUT_BRAND)
            for word in self._completions(folded)
        )

    def _derived(self, folded: str) -> tuple[Reading, ...]:
        root = folded[: max(5, len(folded) - 3)]
        if len(folded) <= 5 or looks_adjectival(folded):
            return ()
        return tuple(
            Reading(word, 0.6)
            for word in self._completions(root)
            if len(word) <= len(folded) + 2 and self._inflects(word)
        )

    def _look_alike(self, folded: str, text: str) -> tuple[Reading, ...]:
        """Return what a scanner may have misread: letters of like shape first, then one or two wrong letters."""
        if len(folded) < _SHORTEST_MISREAD or lemmas(text):  # a word of the dictionary was read well
            return ()
        if twins := self._by_shape.get(_shape(folded)):
            return tuple(Reading(word, _LOOK_ALIKE) for word in twins)
        if (best := self._nearest(folded)) is None:
            return ()
        return (Reading(best[0], _WRONG_LETTER[max(1, round(best[1]))]),)

    def _nearest(self, folded: str) -> tuple[str, float, int] | None:
        length, limit = len(folded), 2 if len(folded) >= _LONG else 1
        if length < _SHORT_MISREAD:
            return None
        reach = limit if length >= _SHORTEST_WITH_GAP else 0
        peers = [word for near in range(length - reach, length + reach + 1) for word in self._by_length.get(near, ())]
        return process.extractOne(folded, peers, scorer=OSA.distance, score_cutoff=limit)

    def _with_lost_letters(self, folded: str) -> tuple[Reading, ...]:
        pattern = re.compile(re.escape(folded).replace(LOST_LETTER, "."))
        found = [word for word in self._words if pattern.match(word)]
        return tuple(Reading(word, 0.8) for word in found[:_MOST_COMPLETIONS])

    def _candidates(self, folded: str, text: str) -> tuple[Candidate, ...]:
        readings = self.readings(folded, text)
        best = max((reading.quality for reading in readings), default=0.0)
        weight_by_group: dict[str | None, float] = defaultdict(float)
        found: list[tuple[Entry, float]] = []
        named: set[str] = set()
        if len(folded) <= _SHORTEST_PREFIX and best == _PREFIX_QUALITY[_SHORTEST_PREFIX]:
            return ()  # three letters that no table explains are no evidence by themselves
        for reading in sorted(readings, key=lambda reading: reading.word not in self._lexicon.singles):
            closeness = reading.quality**4 * min(1.0, len(folded) / len(reading.word))
            entries = self._lexicon.singles.get(reading.word, ())
            named.update(stem(reading.word) for _ in entries[:1])
            found.extend((entry, reading.quality) for entry in entries)
            for entry in entries:
                weight_by_group[entry.group] += closeness * entry.kind.value
            if not entries and not any(reading.word.startswith(root) for root in named):
                weight_by_group[None] += closeness * _MODIFIER_WEIGHT if best < 1.0 else 0.0
        total = sum(weight_by_group.values())
        if folded in self._lexicon.singles:
            return tuple(Candidate(entry, quality) for entry, quality in found if quality == 1.0)
        return tuple(Candidate(entry, quality * weight_by_group[entry.group] / total) for entry, quality in found)
