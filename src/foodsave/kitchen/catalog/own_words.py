"""A household's own words for what it buys, and which of them a name follows. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, Protocol, TypeVar

from foodsave.errors import Invalid
from foodsave.kit.text import fold

Rule = Literal["name", "words"]
GENERIC_CHAIN = "generic"
KEY_LENGTH = 200


class OwnWord(Protocol):
    """An alias (`rule` name: the whole name) or a rule (words: all words of `key` are in the name), of one chain or,
    with `GENERIC_CHAIN`, of all."""

    @property
    def id(self) -> str: ...
    @property
    def chain(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def updated_at(self) -> datetime: ...


Word = TypeVar("Word", bound=OwnWord)


def name_key(name: str) -> str:
    """Return the folded form under which a name is remembered; empty when it has no letter or digit."""
    return fold(name)[:KEY_LENGTH]


def word_key(name: str, rule: Rule) -> str:
    """Return the key of an alias or rule that people write.

    Raises:
        Invalid: the name has no letter or digit, or is too long.
    """
    key = fold(name)
    if not key:
        raise Invalid(f"{name!r} has neither a letter nor a digit; write the words to know it by", code="invalid_alias")
    if len(key) > KEY_LENGTH:
        raise Invalid(f"this name is longer than {KEY_LENGTH} characters; shorten it", code="invalid_alias")
    return key if rule == "name" else " ".join(dict.fromkeys(key.split()))


def first_word(key: str, chain: str | None, words: Iterable[Word]) -> Word | None:
    """Return the alias or rule that a folded name at a chain follows.

    An alias of the chain wins over one of the household, and that over rules; of the rules wins the one with most
    words, then the longest, then the chain's own, then the newest.
    """
    fitting = [word for word in words if _fits(word, key, chain)]
    return max(fitting, key=_rank, default=None)


def _fits(word: OwnWord, key: str, chain: str | None) -> bool:
    if not key or word.chain not in (GENERIC_CHAIN, chain):
        return False
    if word.rule == "name":
        return word.key == key
    return set(word.key.split()) <= set(key.split())


def _rank(word: OwnWord) -> tuple[bool, int, int, bool, datetime, str]:
    whole, own = word.rule == "name", word.chain != GENERIC_CHAIN
    count, length = (0, 0) if whole else (len(word.key.split()), len(word.key))
    return whole, count, length, own, word.updated_at, word.id
