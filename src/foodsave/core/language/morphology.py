"""Polish dictionary forms from Morfeusz (SGJP), loaded once when a word first needs it (about 45 MB, 0.1 s)."""

from __future__ import annotations

from functools import cache
from typing import Any

_NOMINAL = ("subst", "adj", "ppas", "pact")


@cache
def _morfeusz() -> Any:  # noqa: ANN401 - the wheel ships no types
    import morfeusz2

    return morfeusz2.Morfeusz(generate=False)


@cache
def _is_readable(char: str) -> bool:
    return char.isalpha() and ord(char) < 0x250


def lemmas(word: str) -> tuple[str, ...]:
    """Return the dictionary forms of a Polish noun, adjective or participle; empty when the word is unknown.

    "jabłek" yields ("jabłko",). Words without their diacritics are mostly unknown to the dictionary.
    """
    lowered = word.lower()
    if not lowered or not all(map(_is_readable, lowered)):
        return ()
    analyses = _morfeusz().analyse(lowered)
    found = [lemma for start, _, (_, lemma, tag, _, _) in analyses if start == 0 and tag.startswith(_NOMINAL)]
    return tuple(dict.fromkeys(lemma.partition(":")[0] for lemma in found))
