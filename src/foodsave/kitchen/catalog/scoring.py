"""How strongly the words of a till name point at each entry of the lexicon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.catalog.lexicon import Entry, Kind, Lexicon
from foodsave.kitchen.catalog.till_names import TillName, TillWord
from foodsave.kitchen.catalog.vocabulary import Candidate, Vocabulary

_PHRASE_BONUS = 14.0
_PER_POSITION = 2.5
_OUT_OF_ORDER = 8.0
_GOVERNED = 0.35  # "sałatka z serem" is no cheese
_UNSURE = 0.6  # a cut of few letters far back says little
_SHORT_CUT = 4
_BEHIND_FOOD = 0.7  # what starts with a food is that food: "pomarańcze deser"
_PHRASE_BEHIND_HEAD = 0.7  # "jogurt mleczna czekolada" is no chocolate
_HEAD_BEHIND_HEAD = 0.85
_BEHIND_CHILLED_BRAND = 0.7  # "activia musli" is no cereal: who makes chilled food names a flavour
_FLAVOUR_BEHIND_NAME = 0.35  # "rewersy pomidor": one tomato behind an unknown name is a flavour
_SURE_HEAD = 0.8
_SURE_LEAD = 0.8
_PLURAL = ("y", "i", "e", "s", "o")  # one fruit flavours, many are sold; some fruits know no plural

Readings = dict[str, list[tuple[TillWord, float]]]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that the name mentions; `quality` 0..1 tells how surely, `position` where it begins."""

    entry: Entry
    score: float
    quality: float
    position: int


def score_entries(parsed: TillName, vocabulary: Vocabulary, lexicon: Lexicon) -> list[Hit]:
    """Return every entry that the name may mean, best first."""
    singles = list(_single_hits(parsed, vocabulary))
    heads = {hit.entry.group for hit in singles if _is_leading(hit, Kind.HEAD)}
    chilled = any(_is_leading(hit, Kind.BRAND) and _is_chilled(hit.entry.group) for hit in singles)
    hits = [_behind(heads, hit, _HEAD_BEHIND_HEAD) for hit in singles]
    if chilled:
        hits = [_behind_chilled_brand(hit) for hit in hits]
    readings: Readings = defaultdict(list)
    for word in parsed.words:
        if word.noise:
            readings[word.folded].append((word, 1.0))
            continue
        for reading in vocabulary.readings(word.folded, word.text):
            readings[reading.word].append((word, reading.quality))
    entries = [entry for known in readings for entry in lexicon.phrases.get(known, ())]
    hits.extend(_behind(heads, hit, _PHRASE_BEHIND_HEAD) for entry in entries if (hit := _phrase_hit(entry, readings)))
    return sorted(hits, key=lambda hit: -hit.score)


def _is_name(first: list[TillWord], vocabulary: Vocabulary) -> bool:
    """Tell whether a name begins with a maker or with a word that nobody knows, which is most likely one."""
    readings = [reading.word for word in first for reading in vocabulary.readings(word.folded, word.text)]
    return all(vocabulary.is_proper(word) for word in readings)


def _is_leading(hit: Hit, kind: Kind) -> bool:
    return hit.position == 0 and hit.entry.kind is kind and hit.quality >= _SURE_HEAD


def _is_chilled(group: str) -> bool:
    return storage_groups()[group].place == "fridge"


def _behind_chilled_brand(hit: Hit) -> Hit:
    if hit.position == 0 or hit.entry.kind is not Kind.HEAD or _is_chilled(hit.entry.group):
        return hit
    return replace(hit, score=hit.score * _BEHIND_CHILLED_BRAND)


def _single_hits(parsed: TillName, vocabulary: Vocabulary) -> Iterator[Hit]:
    carrying = [word for word in parsed.words if not word.noise]
    leading = {
        candidate.entry.kind
        for word in carrying[:1]
        for candidate in vocabulary.candidates(word.folded, word.text)
        if candidate.quality >= _SURE_LEAD
    }
    named = all(kind is Kind.MAKER for kind in leading) and _is_name(carrying[:1], vocabulary)
    for word in carrying:
        for candidate in vocabulary.candidates(word.folded, word.text):
            score = candidate.entry.kind.value * candidate.quality - _PER_POSITION * word.position
            weight = _weight(word) * _single_weight(word, candidate, leading)
            if named and candidate.entry.kind is Kind.FOOD and not word.folded.endswith(_PLURAL):
                weight *= _FLAVOUR_BEHIND_NAME
            yield Hit(candidate.entry, score * weight, candidate.quality, word.position)


def _behind(heads: set[str], hit: Hit, weight: float) -> Hit:
    """Weaken what comes after a head noun of another group."""
    if hit.position == 0 or not heads - {hit.entry.group}:
        return hit
    return replace(hit, score=hit.score * weight)


def _weight(word: TillWord) -> float:
    return _GOVERNED if word.governed and word.position > 0 else 1.0


def _single_weight(word: TillWord, candidate: Candidate, leading: set[Kind]) -> float:
    weight = 1.0
    if word.position == 0:
        return weight
    if Kind.FOOD not in leading and candidate.quality < 1.0 and len(word.folded) <= _SHORT_CUT:
        weight *= _UNSURE
    if Kind.FOOD in leading and (candidate.entry.kind is Kind.GENERAL or candidate.entry.group == "non_food"):
        weight *= _BEHIND_FOOD
    return weight


def _phrase_hit(entry: Entry, readings: Readings) -> Hit | None:
    used: list[TillWord] = []
    quality = 0.0
    for part in entry.words:
        free = [(word, sure) for word, sure in readings.get(part, ()) if word not in used]
        if not free:
            return None
        word, sure = max(free, key=lambda pair: (pair[1], -pair[0].position))
        used.append(word)
        quality += sure / len(entry.words)
    positions = [word.position for word in used]
    first = min(used, key=lambda word: word.position)
    gaps = max(0, max(positions) - min(positions) - len(used) + 1)
    score = (entry.kind.value + _PHRASE_BONUS * (len(used) - 1)) * quality - _PER_POSITION * (first.position + gaps)
    if any(before > after for before, after in pairwise(positions)):
        score -= _OUT_OF_ORDER
    return Hit(entry, score * min(_weight(first), _weight(used[0])), quality, first.position)
