"""The block of `key: value` lines between two `---` that may begin a text file: the plain part of YAML, no more."""

from __future__ import annotations

import re

_FENCE = re.compile(r"-{3,}\s*")
_PAIR = re.compile(r"([\w][\w .-]{0,40}?)\s{0,4}:(?:\s+(.*))?", re.DOTALL)
_MOST_LINES = 200
Facts = dict[str, list[str]]


def split_front_matter(text: str) -> tuple[Facts, str]:
    """Return the facts of the front matter, keys in lower case, and the rest of the text."""
    lines = text.lstrip("\ufeff \n\r\t").split("\n")
    if not _FENCE.fullmatch(lines[0]):
        return {}, text
    end = next((n for n, line in enumerate(lines[1:_MOST_LINES], 1) if _FENCE.fullmatch(line)), None)
    if end is None:
        return {}, text
    return _facts(lines[1:end]), "\n".join(lines[end + 1 :])


def _facts(lines: list[str]) -> Facts:
    facts: Facts = {}
    key = ""
    for line in lines:
        item = line.strip()
        if key and item.startswith("- "):
            facts[key].append(_plain(item[2:]))
        elif match := _PAIR.fullmatch(item):
            key = match[1].strip().lower()
            facts[key] = _values(match[2] or "")
    return facts


def _values(text: str) -> list[str]:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_plain(part) for part in text[1:-1].split(",") if part.strip()]
    return [_plain(text)] if text else []


def _plain(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
