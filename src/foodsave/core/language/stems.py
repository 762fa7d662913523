"""A light stem for Polish nouns and adjectives: enough to join the forms that shops print."""

from __future__ import annotations

from functools import lru_cache

from foodsave.core.language.folding import fold

_SHORTEST = 3
_ENDINGS = ("iego", "iemu", "iami", "iach", "ego", "emu", "ymi", "imi", "ami", "ach", "iej", "iem", "ych", "ich")
_SHORT_ENDINGS = ("om", "em", "ej", "ym", "im", "ie", "ia", "io", "iu", "a", "e", "o", "u", "y", "i")
_ADJECTIVE_ENDINGS = (
    "owy", "owa", "owe", "owych", "owym", "owego", "owej", "ny", "na", "ne", "nych", "nym", "nego", "nej",
    "ski", "ska", "skie", "skich", "cki", "cka", "ckie", "ty", "ta", "te", "any", "ana", "ane", "ony", "ona", "one",
    "aly", "ala", "ale",
)  # fmt: skip


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Return `word` folded and without its inflection: "ogórki" and "ogórek" share "ogork"."""
    folded = fold(word)
    for ending in (*_ENDINGS, *_SHORT_ENDINGS):
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST:
            folded = folded[: -len(ending)]
            break
    if folded.endswith("ek") and len(folded) > _SHORTEST + 1:
        folded = f"{folded[:-2]}k"
    return folded


def looks_adjectival(word: str) -> bool:
    """Tell whether `word` ends as Polish adjectives do, so that it more likely describes than names."""
    folded = fold(word)
    return len(folded) > _SHORTEST + 2 and folded.endswith(_ADJECTIVE_ENDINGS)
