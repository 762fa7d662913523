"""How tills shorten the name of a good."""

from __future__ import annotations

import re

_PLAIN = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")


def without_diacritics(text: str) -> str:
    """Replace Polish letters by the plain ones that older tills print."""
    return text.translate(_PLAIN)


def cut(text: str, width: int) -> str:
    """Cut a name at the till's width, without a blank at the end."""
    return text[:width].rstrip(" -.,")


def upper(name: str, width: int) -> str:
    """Capital letters, cut: `MLEKO ŚWIEŻE 2% 1`."""
    return cut(name.upper(), width)


def camel(name: str, width: int) -> str:
    """Words run together with capitals, shortened so that the size survives: `SerŻółtyMorPl150g`."""
    words = name.split()
    size = words.pop() if len(words) > 1 and re.match(r"\d", words[-1]) else ""
    room = width - len(size)
    joined = "".join(word[:1].upper() + word[1:] for word in words)
    if len(joined) > room:
        keep = max(3, room // max(1, len(words)))
        joined = "".join(word[:1].upper() + word[1:keep] for word in words)
    return cut(joined[:room] + size, width)


def ellipsis(name: str, width: int) -> str:
    """The name as it is, cut with an ellipsis as phone apps do: `Kefir naturaln…`."""
    return name if len(name) <= width else cut(name, width - 1) + "…"
