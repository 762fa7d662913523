"""From a till name to a storage group, with a readable product name; unknown rather than a guess."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from foodsave.kitchen.catalog.lexicon import Entry, Kind, Lexicon, lexicon
from foodsave.kitchen.catalog.product_names import product_name
from foodsave.kitchen.catalog.scoring import Hit, score_entries
from foodsave.kitchen.catalog.till_names import TillName, parse_till_name, tidy
from foodsave.kitchen.catalog.vocabulary import Vocabulary

_LEAST_SCORE = 13.0
_SURE_MARGIN = 20.0
_SURE_STATE = 0.75
_PURPOSES = ("do", "dla", "for")  # onions for pickling are not pickled
_MOST_CONFIDENT = 0.99


@dataclass(frozen=True, slots=True)
class Match:
    """What a till name stands for. `group` None means unknown; `confidence` 0..1; `reason` is for people."""

    group: str | None
    product: str
    confidence: float
    reason: str


class Matcher:
    """Matches names against one lexicon. Safe to share between threads."""

    def __init__(self, words: Lexicon) -> None:
        self._lexicon = words
        self._vocabulary = Vocabulary(words)

    def match(self, name: str) -> Match:
        """Return the group and product that `name` stands for."""
        parsed = self._parse(name)
        hits = score_entries(parsed, self._vocabulary, self._lexicon)
        named = frozenset(hits[0].entry.words) if hits else frozenset()
        product = product_name(parsed, self._vocabulary, self._lexicon, named) or tidy(name)
        if not hits or hits[0].score < _LEAST_SCORE:
            return Match(None, product, 0.0, "no word of the name is known well enough")
        group, why = self._in_its_state(hits[0].entry, parsed)
        return Match(group, product, _confidence(hits), f"{hits[0].entry.text!r}{why}")

    def _parse(self, name: str) -> TillName:
        parsed = parse_till_name(name, self._lexicon)
        whole = [self._vocabulary.without_tax_letter(word) for word in parsed.words[:1]] + list(parsed.words[1:])
        words = [part for word in whole for part in self._vocabulary.split_run(word)]
        return TillName(tuple(words), parsed.grams)

    def _in_its_state(self, entry: Entry, parsed: TillName) -> tuple[str, str]:
        said = self._descriptions(parsed) - set(entry.words)
        for state in self._lexicon.states:
            if entry.group in state.becomes and state.words & said:
                return state.becomes[entry.group], f", {state.name}"
        for rule in self._lexicon.weights:
            if rule.applies(entry.group, parsed.grams, said.union(entry.words)):
                return rule.becomes, f", pack of {parsed.grams} g"
        return entry.group, ""

    def _descriptions(self, parsed: TillName) -> set[str]:
        return {
            reading.word
            for word in parsed.words
            if not word.noise and word.preposition not in _PURPOSES
            for reading in self._vocabulary.readings(word.folded, word.text)
            if reading.quality >= _SURE_STATE
        }


def _confidence(hits: list[Hit]) -> float:
    best = hits[0]
    rival = next((hit.score for hit in hits if hit.entry.group != best.entry.group), 0.0)
    margin = min(1.0, (best.score - rival) / _SURE_MARGIN)
    strength = min(1.0, best.entry.kind.value / Kind.BRAND.value)
    return round(min(_MOST_CONFIDENT, best.quality * (0.6 + 0.4 * margin) * strength), 3)


@cache
def _matcher() -> Matcher:
    return Matcher(lexicon())


def match_name(name: str, *, chain: str | None = None) -> Match:  # noqa: ARG001 - see the docstring
    """Return what a till name stands for.

    `chain` is accepted so that callers need not care whether chains differ; today the rules are the same for all.
    """
    return _matcher().match(name)
