"""From a till name to a storage group: phrases, head nouns, brands, foods, states, then a vote, else unknown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from foodsave.kitchen.catalog.lexicon import Entry, Kind, Lexicon, lexicon
from foodsave.kitchen.catalog.product_names import product_name
from foodsave.kitchen.catalog.till_names import TillName, TillWord, parse_till_name
from foodsave.kitchen.catalog.vocabulary import Candidate, Vocabulary

_LEAST_SCORE = 15.0
_PHRASE_BONUS = 14.0
_OUT_OF_ORDER = 8.0
_PER_POSITION = 2.5
_GOVERNED = 0.35
_SURE_MARGIN = 20.0
_SHORT_CUT = 4
_UNSURE = 0.6
_BEHIND_FOOD = 0.7
_STATE_QUALITY = 0.75


@dataclass(frozen=True, slots=True)
class Match:
    """What a till name stands for. `group` None means unknown; `confidence` 0..1; `reason` is for people."""

    group: str | None
    product: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Hit:
    entry: Entry
    score: float
    quality: float


class Matcher:
    """Matches names against one lexicon. Safe to share between threads."""

    def __init__(self, words: Lexicon) -> None:
        self._lexicon = words
        self._vocabulary = Vocabulary(words)

    def match(self, name: str) -> Match:
        """Return the group and product that `name` stands for; unknown rather than a guess."""
        parsed = self._parse(name)
        product = product_name(parsed, self._vocabulary, self._lexicon)
        hits = sorted(self._hits(parsed), key=lambda hit: -hit.score)
        if not hits or hits[0].score < _LEAST_SCORE:
            return Match(None, product, 0.0, "no word of the name is known well enough")
        best = hits[0]
        group, why = self._in_its_state(best.entry, parsed)
        rival = next((hit.score for hit in hits if hit.entry.group != best.entry.group), 0.0)
        margin = min(1.0, (best.score - rival) / _SURE_MARGIN)
        strength = min(1.0, best.entry.kind.value / Kind.BRAND.value)
        confidence = round(best.quality * (0.6 + 0.4 * margin) * strength, 3)
        return Match(group, product, min(confidence, 0.99), f"{best.entry.text!r}{why}")

    def _parse(self, name: str) -> TillName:
        parsed = parse_till_name(name, self._lexicon)
        words = [part for word in parsed.words for part in self._vocabulary.split_run(word)]
        return TillName(tuple(words), parsed.grams)

    def _hits(self, parsed: TillName) -> list[_Hit]:
        hits: list[_Hit] = []
        names_food = self._starts_with_food(parsed)
        found: dict[str, list[tuple[TillWord, float]]] = defaultdict(list)
        for word in parsed.words:
            for reading in self._vocabulary.readings(word.folded, word.text):
                found[reading.word].append((word, reading.quality))
            for candidate in self._vocabulary.candidates(word.folded, word.text):
                score = candidate.entry.kind.value * candidate.quality - _PER_POSITION * word.position
                hits.append(_Hit(candidate.entry, score * _weight(word, candidate, names_food), candidate.quality))
        for known in found:
            for entry in self._lexicon.phrases.get(known, ()):
                if hit := _phrase_hit(entry, found):
                    hits.append(hit)
        return hits

    def _starts_with_food(self, parsed: TillName) -> bool:
        first = parsed.words[0].folded if parsed.words else ""
        return any(entry.kind is Kind.FOOD for entry in self._lexicon.singles.get(first, ()))

    def _in_its_state(self, entry: Entry, parsed: TillName) -> tuple[str, str]:
        group = entry.group
        said = {
            reading.word
            for word in parsed.words
            for reading in self._vocabulary.readings(word.folded, word.text)
            if reading.quality >= _STATE_QUALITY
        } - set(entry.words)
        for state in self._lexicon.states:
            if group in state.becomes and state.words & said:
                return state.becomes[group], f", {state.name}"
        for rule in self._lexicon.weights:
            if group != rule.group or parsed.grams is None or parsed.grams in rule.not_at:
                continue
            if rule.at_least <= parsed.grams <= rule.at_most and (not rule.only or rule.only & {*entry.words, *said}):
                return rule.becomes, f", pack of {parsed.grams} g"
        return group, ""


def _weight(word: TillWord, candidate: Candidate | None = None, names_food: bool = False) -> float:
    """A word counts less when it describes: after a preposition, a short cut far back, a brand behind a food."""
    if word.position == 0:
        return 1.0
    weight = _GOVERNED if word.governed else 1.0
    if candidate and candidate.quality < 1.0 and len(word.folded) <= _SHORT_CUT:
        weight *= _UNSURE
    if candidate and names_food and candidate.entry.kind is Kind.BRAND:
        weight *= _BEHIND_FOOD
    return weight


def _phrase_hit(entry: Entry, found: dict[str, list[tuple[TillWord, float]]]) -> _Hit | None:
    used: list[TillWord] = []
    quality = 0.0
    for part in entry.words:
        free = [(word, sure) for word, sure in found.get(part, ()) if word not in used]
        if not free:
            return None
        word, sure = max(free, key=lambda pair: (pair[1], -pair[0].position))
        used.append(word)
        quality += sure / len(entry.words)
    score = (entry.kind.value + _PHRASE_BONUS * (len(used) - 1)) * quality
    first = min(used, key=lambda word: word.position)
    gaps = abs(used[-1].position - used[0].position) - len(used) + 1
    in_order = all(before.position <= after.position for before, after in zip(used, used[1:], strict=False))
    score -= _PER_POSITION * (first.position + max(0, gaps)) + (0.0 if in_order else _OUT_OF_ORDER)
    return _Hit(entry, score * _weight(first), quality)


@cache
def _matcher() -> Matcher:
    return Matcher(lexicon())


def match_name(name: str, *, chain: str | None = None) -> Match:  # noqa: ARG001 - aliases per chain come first, elsewhere
    """Return what a till name stands for.

    `chain` is accepted so that callers need not care whether chains differ; today the rules are the same for all.
    """
    return _matcher().match(name)
