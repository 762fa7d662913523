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
_PACKING = ("luz", "luzem", "szt", "sztuk", "kg", "op")
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


def _unabbreviated(word: TillWord, lexicon: Lexicon, named: frozenset[str]) -> str | None:
    """Return what an abbreviation stands for; of several readings only the one that decided the group."""
    full = lexicon.abbreviations.get(word.folded, ())
    if word.folded in named or word.folded in lexicon.singles:
        return None
    roots = {stem(name) for name in named}
    meant = [long for long in full if stem(long) in roots] or (full if len(full) == 1 else ())
    return lexicon.written.get(meant[0]) if meant else None


def _spelled_out(word: TillWord, vocabulary: Vocabulary, lexicon: Lexicon, named: frozenset[str]) -> str:
    if full := _unabbreviated(word, lexicon, named):
        return full
    printed = word.text.replace(LOST_LETTER, "")
    readings = vocabulary.readings(word.folded, word.text)
    if not readings or (word.folded in lexicon.abbreviations and word.folded not in lexicon.written):
        return printed
    if meant := _misread_name(word, [reading.word for reading in readings if reading.word in named]):
        return lexicon.written.get(meant, word.text)
    best = max(readings, key=lambda reading: (reading.quality, -len(reading.word)))
    written = lexicon.written.get(best.word, word.text)
    if best.word == word.folded:
        return written
    if best.word.startswith(word.folded) and lemmas(word.text):  # a whole word is not the beginning of another
        return word.text
    has_signs = fold(word.text.lower()) != word.text.lower()
    if word.text != word.folded and has_signs and not written.lower().startswith(word.text.lower()):
        return word.text
    alone = {lexicon.written.get(reading.word) for reading in readings if reading.quality == best.quality}
    if best.quality < _SURE or len(alone) > 1 or len(word.folded) < _SHORTEST_CUT:
        return printed
    return written


def product_name(parsed: TillName, vocabulary: Vocabulary, lexicon: Lexicon, named: frozenset[str]) -> str:
    """Return a name for people, first letter in capitals; empty when nothing but sizes and noise was printed.

    `named` are the words that decided the group: numbers and noise stay only among them ("7 Days", "Alpen Gold").
    """
    spelled: list[str] = []
    noun, noun_at = "", None
    for word in parsed.words:
        if (word.noise or word.text.isdigit()) and not _is_part_of_name(word, named):
            continue
        text = _cased(word, _spelled_out(word, vocabulary, lexicon, named), lexicon)
        is_spelled_out = text.lower() != word.text.lower()
        if noun and is_spelled_out:
            text = _agreeing(text, noun)
        elif noun_at == len(spelled) - 1 and text.endswith("e") and looks_adjectival(text):
            noun = spelled[-1] = vocabulary.plural(fold(noun)) or noun
        spelled.extend((word.preposition, text) if word.preposition else (text,))
        if not noun and (fold(text) in lexicon.singles or not looks_adjectival(text)):
            noun, noun_at = text.lower(), len(spelled) - 1 if is_spelled_out else None
    joined = " ".join(spelled)
    return joined[:1].upper() + joined[1:]


def _is_part_of_name(word: TillWord, named: frozenset[str]) -> bool:
    return word.folded in named and word.folded not in _PACKING


def _cased(word: TillWord, text: str, lexicon: Lexicon) -> str:
    if word.noise:
        return word.text
    if fold(text) in lexicon.proper:
        return text.capitalize() if text.islower() or text.isupper() else text
    return text if lexicon.written.get(fold(text), "").isupper() else text.lower()
