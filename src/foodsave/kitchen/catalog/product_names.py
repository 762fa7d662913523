"""A readable product name from a printed one: abbreviations spelled out, diacritics back, sizes gone."""

from __future__ import annotations

from foodsave.core.language.folding import fold
from foodsave.core.language.morphology import lemmas
from foodsave.core.language.stems import looks_adjectival, stem
from foodsave.kitchen.catalog.lexicon import Lexicon
from foodsave.kitchen.catalog.till_names import LOST_LETTER, TillName, TillWord
from foodsave.kitchen.catalog.vocabulary import Vocabulary

_SURE = 0.75
_SHORTEST_CUT = 5
_ADJECTIVES = ("y", "i")
_FEMININE, _NEUTER, _PLURAL = "a", ("o", "e"), ("y", "i")


def _agreeing(adjective: str, noun: str) -> str:
    """Put a masculine adjective into the gender that the noun's last letter suggests."""
    if not adjective.endswith(_ADJECTIVES) or not looks_adjectival(adjective):
        return adjective
    root = adjective[:-1]
    soft = adjective.endswith(("ki", "gi"))
    if noun.endswith(_FEMININE):
        return f"{root}a"
    if noun.endswith((*_NEUTER, *_PLURAL)):
        return f"{root}ie" if soft else f"{root}e"
    return adjective


def _misread_name(word: TillWord, named: list[str]) -> str | None:
    """Return the word that decided the group when the printed one is that word with a wrong letter."""
    if not named or lemmas(word.text) or stem(word.folded) == stem(named[0]) or word.folded.startswith(named[0]):
        return None
    return named[0] if abs(len(named[0]) - len(word.folded)) <= 1 else None


def _spelled_out(word: TillWord, vocabulary: Vocabulary, lexicon: Lexicon, named: frozenset[str]) -> str:
    if word.folded in lexicon.abbreviations and word.folded not in lexicon.written:
        full = lexicon.abbreviations[word.folded]
        return lexicon.written.get(full[0], word.text) if len(full) == 1 else word.text
    readings = vocabulary.readings(word.folded, word.text)
    if not readings:
        return word.text.replace(LOST_LETTER, "")
    if meant := _misread_name(word, [reading.word for reading in readings if reading.word in named]):
        return lexicon.written.get(meant, word.text)
    best = max(readings, key=lambda reading: (reading.quality, -len(reading.word)))
    if best.word == word.folded:
        return lexicon.written.get(best.word, word.text)
    if best.word.startswith(word.folded) and lemmas(word.text):  # a whole word is not the beginning of another
        return word.text
    if word.text != word.folded and fold(word.text.lower()) != word.text.lower():
        return word.text
    alone = {lexicon.written.get(reading.word) for reading in readings if reading.quality == best.quality}
    if best.quality < _SURE or len(alone) > 1 or len(word.folded) < _SHORTEST_CUT:
        return word.text.replace(LOST_LETTER, "")
    return lexicon.written.get(best.word, word.text)


def product_name(parsed: TillName, vocabulary: Vocabulary, lexicon: Lexicon, named: frozenset[str]) -> str:
    """Return a name for people, first letter in capitals; empty when nothing but sizes and noise was printed.

    `named` are the words that decided the group: numbers and noise stay only among them ("7 Days", "Alpen Gold").
    """
    spelled: list[str] = []
    noun = ""
    for word in parsed.words:
        if (word.noise or word.text.isdigit()) and word.folded not in named:
            continue
        text = _cased(word, _spelled_out(word, vocabulary, lexicon, named), lexicon)
        text = _agreeing(text, noun) if noun and text.lower() != word.text.lower() else text
        noun = noun or text.lower()
        spelled.extend((word.preposition, text) if word.preposition else (text,))
    joined = " ".join(spelled)
    return joined[:1].upper() + joined[1:]


def _cased(word: TillWord, text: str, lexicon: Lexicon) -> str:
    if word.noise:
        return word.text
    if fold(text) in lexicon.proper:
        return text.capitalize() if text.islower() or text.isupper() else text
    return text if lexicon.written.get(fold(text), "").isupper() else text.lower()
