"""Polish dictionary forms from Morfeusz (SGJP), loaded once when a word first needs it (about 45 MB, 0.1 s).

Morfeusz has no wheel for every platform (none for Linux on arm64). Without it there are no forms, and the log says so.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any

import structlog

_NOMINAL = ("subst", "adj", "ppas", "pact")
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
