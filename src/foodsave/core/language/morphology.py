"""Polish dictionary forms from Morfeusz (SGJP), loaded once when a word first needs it (about 45 MB, 0.1 s).

Morfeusz has no wheel for every platform (none for Linux on arm64). Without it there are no forms, and the log says so.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Any

import structlog

_NOMINAL = ("subst", "adj", "ppas", "pact")
_DECLINED = ("subst", "adj")
_NUMBER, _CASE, _GENDER = 1, 2, 3
_MODULE = "morfeusz2"
log = structlog.stdlib.get_logger(__name__)


class _NoDictionary:
    """Knows no word."""

    def analyse(self, _word: str) -> list[Any]:
        return []


def dictionary_installed() -> bool:
    """Tell whether Morfeusz is there, without loading it."""
    return find_spec(_MODULE) is not None


@cache
def _morfeusz() -> Any:  # noqa: ANN401 - the wheel ships no types
    try:
        import morfeusz2
    except ImportError:
        log.warning("dictionary_missing", package=_MODULE, effect="till names are matched without their lemmas")
        return _NoDictionary()
    return morfeusz2.Morfeusz(generate=False)


@cache
def _is_readable(char: str) -> bool:
    return char.isalpha() and ord(char) < 0x250


@lru_cache(maxsize=16_384)
def lemmas(word: str) -> tuple[str, ...]:
    """Return the dictionary forms of a Polish noun, adjective or participle; empty when the word is unknown.

    "jabłek" yields ("jabłko",). Without Morfeusz every word is unknown; words without their diacritics mostly
    are to its dictionary.
    """
    lowered = word.lower()
    if not lowered or not all(map(_is_readable, lowered)):
        return ()
    analyses = _morfeusz().analyse(lowered)
    found = [lemma for start, _, (_, lemma, tag, _, _) in analyses if start == 0 and tag.startswith(_NOMINAL)]
    return tuple(dict.fromkeys(lemma.partition(":")[0] for lemma in found))


@cache
def _generator() -> Any:  # noqa: ANN401 - the wheel ships no types
    import morfeusz2

    return morfeusz2.Morfeusz(analyse=False)


@lru_cache(maxsize=8_192)
def is_noun(word: str) -> bool:
    """Tell whether the Polish dictionary has a word as a noun, in any case."""
    lowered = word.lower()
    if not lowered or not all(map(_is_readable, lowered)):
        return False
    return any(start == 0 and tag.startswith("subst") for start, _, (_, _, tag, _, _) in _morfeusz().analyse(lowered))


def genitive(name: str) -> str | None:
    """Return a Polish name in the genitive of its own number: "Ser żółty" yields "sera żółtego".

    Words that the dictionary does not know stay as they are; None when it knows no noun of the name in the nominative.
    """
    words = name.split()
    nominatives = [_nominatives(word) for word in words]
    noun = next((tag for tags in nominatives for _, tag in tags if tag[0] == "subst"), None)
    if noun is None:
        return None
    return " ".join(_genitive_of(tags, noun) or word for word, tags in zip(words, nominatives, strict=True))


def _nominatives(word: str) -> list[tuple[str, list[str]]]:
    """Return the lemmas and tags (part, number, cases, genders) that a nominative may have; singular first."""
    lowered = word.lower()
    if not lowered or not all(map(_is_readable, lowered)):
        return []
    analyses = (
        (lemma, tag.split(":")) for start, _, (_, lemma, tag, _, _) in _morfeusz().analyse(lowered) if start == 0
    )
    found = [(lemma, tag) for lemma, tag in analyses if tag[0] in _DECLINED and "nom" in tag[_CASE].split(".")]
    return sorted(found, key=lambda one: one[1][_NUMBER], reverse=True)


def _genitive_of(nominatives: list[tuple[str, list[str]]], noun: list[str]) -> str | None:
    for lemma, tag in nominatives:
        if tag[0] == "adj" and (tag[_NUMBER] != noun[_NUMBER] or not _shared(tag, noun, _GENDER)):
            continue
        for form, _, other, _, _ in _generator().generate(lemma):
            kind = other.split(":")
            if kind[0] != tag[0] or kind[_NUMBER] != tag[_NUMBER] or "gen" not in kind[_CASE].split("."):
                continue
            if tag[0] == "subst" or _shared(kind, noun, _GENDER):
                return str(form)
    return None


def _shared(tag: list[str], other: list[str], place: int) -> bool:
    return not set(tag[place].split(".")).isdisjoint(other[place].split("."))
