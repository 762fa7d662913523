"""From a name as people or tills write it to the food that it means; unknown rather than a guess.

The noun that names the thing decides: in Polish it comes first, in English last. Other words either say nothing about
which food it is (sizes, cuts, brands) or make another thing of it (flavours, states, another product's name).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from foodsave.core.language.detection import Language, language_of
from foodsave.core.language.folding import fold
from foodsave.kitchen.catalog.food_names import name_index
from foodsave.kitchen.catalog.food_occurrences import Found, NameWord, find_names, read_words
from foodsave.kitchen.catalog.food_words import food_words, is_common_noun, product_named
from foodsave.kitchen.catalog.foods import food, lineage
from foodsave.kitchen.catalog.matcher import match_name

LONGEST_NAME = 500
_STRANGE_WORD, _SURE_ENOUGH = 0.9, 0.5
_TILL_IS_SURE = 0.5
_TOGETHER = ("z", "ze", "with")
_WITHIN = ("w", "we", "in")
_LACKING = ("bez", "without")
_FLESH = ("meat", "fish")
_SIZE = re.compile(
    r"\d+\s?[x×*]\s?\d+(?:[.,]\d+)?\s?(?:g|kg|ml|l)\b|(?<![\w,.])\d+(?:[.,]\d+)?\s?(?:kg|dag|gr?|ml|cl|l|szt|oz|lb|cm|mm)\b\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoodMatch:
    """The food that a name means. `name` are the words that matched, `reason` is for people, confidence 0..1."""

    food_id: str | None
    name: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class FoodMention:
    """A food named in a text, from character `start` up to `end`."""

    food_id: str
    start: int
    end: int


def match_food(name: str, *, language: str | None = None) -> FoodMatch:
    """Return the food that a product's or an ingredient's name means, the most exact one that the table has.

    Inflection, missing diacritics, word order, sizes and brands are borne. Without `language` both are tried.
    What follows the 500th character is ignored.
    """
    return _match(name[:LONGEST_NAME].strip(), language)


def foods_named(text: str, *, language: str | None = None) -> tuple[FoodMention, ...]:
    """Return every food that a sentence mentions, in order; of overlapping names the longest."""
    if language is None:
        language = language_of(text) or "pl"
    index = name_index("en" if language == "en" else "pl")
    words = read_words(text[: LONGEST_NAME * 4])
    taken: set[int] = set()
    mentions: list[FoodMention] = []
    found = [
        one for one in find_names(words, index) if one.last - one.first < len(one.at) and one.quality >= _SURE_ENOUGH
    ]
    for one in sorted(found, key=lambda one: (-len(one.at), -one.quality, one.first)):
        if taken.isdisjoint(one.at):
            taken.update(one.at)
            mentions.append(FoodMention(one.name.food_id, words[one.first].start, words[one.last].end))
    return tuple(sorted(mentions, key=lambda mention: mention.start))


@lru_cache(maxsize=16_384)
def _match(name: str, language: str | None) -> FoodMatch:
    if language is not None:
        return _match_in("en" if language == "en" else "pl", name)
    first: Language = language_of(name) or "pl"
    match = _match_in(first, name)
    if match.name and (match.food_id is None or match.confidence >= _SURE_ENOUGH):
        return match
    other = _match_in("en" if first == "pl" else "pl", name)
    return other if other.confidence > match.confidence else match


def _match_in(language: Language, name: str) -> FoodMatch:
    words = read_words(_SIZE.sub(lambda size: " " * len(size[0]), name))
    found = [one for one in find_names(words, name_index(language)) if language == "pl" or _in_order(one, words)]
    head = _head(found, words, language)
    if head is None:
        return FoodMatch(None, "", 0.0, "no food of the table is named")
    meant = _most_exact(head, found, words, language)
    said = " ".join(words[number].text for number in sorted(meant.at))
    if objection := _objection(meant, found, words, name, language):
        return FoodMatch(None, said, 0.0, objection)
    confidence = meant.quality * _STRANGE_WORD ** len(_strange(_named(meant, found), words, language))
    return FoodMatch(meant.name.food_id, said, round(confidence, 3), f"named {said!r}")


def _head(found: list[Found], words: list[NameWord], language: Language) -> Found | None:
    free = [one for one in found if any(not words[number].governed for number in one.at)]
    free = [one for one in free if _telling(one.at, words, language)] or free
    if language == "en":
        part = min((words[one.first].part for one in free), default=0)
        free = [one for one in free if words[one.first].part == part]
        return max(
            free, key=lambda one: (_last_of_part(one, words, part), *_strength(one, words, language)), default=None
        )
    return max(
        free, key=lambda one: (-_first_free(one, words, language), *_strength(one, words, language)), default=None
    )


def _in_order(one: Found, words: list[NameWord]) -> bool:
    """Tell whether an English name stands in its own order, or turned around a comma: "onions, red"."""
    return one.at == tuple(sorted(one.at)) or words[one.last].part != words[one.first].part


def _last_of_part(one: Found, words: list[NameWord], part: int) -> int:
    return max(number for number in one.at if words[number].part == part)


def _first_free(one: Found, words: list[NameWord], language: Language) -> int:
    free = [number for number in one.at if not words[number].governed]
    return min(_telling(free, words, language) or free)


def _telling(numbers: Iterable[int], words: list[NameWord], language: Language) -> list[int]:
    """Return the words that tell which food it is: of "główka kapusty" the cabbage."""
    listed = food_words().neutral[language]
    return [number for number in numbers if fold(words[number].text) not in listed]


def _strength(one: Found, words: list[NameWord], language: Language) -> tuple[int, int, float, bool, bool, str]:
    known = food(one.name.food_id)
    return (
        len(_telling(one.at, words, language)),
        len(one.at),
        one.quality,
        known.staple,
        not one.name.derived,
        known.id,
    )


def _most_exact(head: Found, found: list[Found], words: list[NameWord], language: Language) -> Found:
    """Return the name that stands for the head's food most exactly: of "ser żółty Gouda" that of Gouda."""
    kinds = [
        one
        for one in found
        if head.name.food_id in lineage(one.name.food_id)
        and one.name.food_id != head.name.food_id
        and not any(words[number].governed for number in one.at)
        and one.quality >= _SURE_ENOUGH
    ]
    return max(kinds, key=lambda one: (len(lineage(one.name.food_id)), *_strength(one, words, language)), default=head)


def _objection(meant: Found, found: list[Found], words: list[NameWord], name: str, language: Language) -> str | None:
    """Return why the words beside the food's name make it another thing; None when they do not."""
    known, rules = food(meant.name.food_id), food_words()
    named = _named(meant, found)
    beside = [number for number, word in enumerate(words) if number not in named and word.preposition not in _LACKING]
    for number in beside:
        if rules.alters(words[number].text, known):
            return f"{words[number].text!r} makes another thing of {known.en}"
    for one in found:
        if _makes_a_dish(one, meant, words, language):
            return f"it names {food(one.name.food_id).en} too"
    agreed = False
    if any(not rules.is_listed(words[number].text, language) for number in beside):
        till = match_name(name)
        sure = till.group is not None and till.confidence >= _TILL_IS_SURE
        agreed = sure and rules.akin(known.group, till.group or "")
        if sure and not agreed:
            return f"at a till it is of the group {till.group}, not {known.group}"
    told = (_other_product(number, meant, words, language, agreed) for number in _strange(named, words, language))
    return next(filter(None, told), None)


def _makes_a_dish(one: Found, meant: Found, words: list[NameWord], language: Language) -> bool:
    """Tell whether another food beside the meant one makes something else of it: "marchewka z groszkiem"."""
    known, other = food(meant.name.food_id), food(one.name.food_id)
    if (
        not _telling(one.at, words, language)
        or not set(meant.at).isdisjoint(one.at)
        or words[one.first].part != words[meant.first].part
    ):
        return False
    if set(lineage(known.id)).intersection(lineage(other.id)):
        return False
    if not any(words[number].governed for number in one.at):
        return known.group not in food_words().tolerant
    if not any(words[number].preposition in _TOGETHER for number in one.at):
        return False
    of_an_animal = known.origin in _FLESH and other.origin in _FLESH  # "mielone z indyka"
    return food_words().mixes(known.group) and not of_an_animal


def _other_product(number: int, meant: Found, words: list[NameWord], language: Language, agreed: bool) -> str | None:
    """Return what a strange word where the naming noun stands says; a till that agrees knows Polish words better."""
    word, known, akin = words[number], food(meant.name.food_id), food_words().akin
    if word.part != words[meant.first].part:
        return None
    if word.governed:
        is_within = word.preposition in _WITHIN and food_words().mixes(known.group)
        return f"{word.text!r} makes a dish of {known.en}" if is_within else None
    if agreed and language == "pl":
        return None
    brand = product_named(word.text, brands=True)
    if brand is not None and not akin(brand, known.group):
        return f"{word.text!r} is a brand of other products"
    if number > meant.first if language == "pl" else number < meant.last:
        return None
    product = product_named(word.text)
    if product is not None:
        return None if akin(product, known.group) else f"{word.text!r} names another product"
    if language == "en" or is_common_noun(word.text):
        return f"{word.text!r} beside {known.en} names something unknown"
    return None


def _named(meant: Found, found: list[Found]) -> set[int]:
    """Return the words that belong to any name of the food or of what it is a kind of."""
    family = lineage(meant.name.food_id)
    related = (one for one in found if one.name.food_id in family and one.quality >= _SURE_ENOUGH)
    return set(meant.at).union(*(one.at for one in related))


def _strange(named: set[int], words: list[NameWord], language: Language) -> list[int]:
    rules = food_words()
    beside = (number for number in range(len(words)) if number not in named)
    return [
        number
        for number in beside
        if words[number].preposition not in _LACKING and not rules.is_neutral(words[number].text, language)
    ]
