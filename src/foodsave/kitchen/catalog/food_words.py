"""The words beside the names of foods: which say nothing, which make another thing of a food, what tills tell."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from foodsave.core.language.declension import adjective_forms, guessed
from foodsave.core.language.detection import Language
from foodsave.core.language.folding import fold
from foodsave.core.language.morphology import is_noun, lemmas
from foodsave.core.language.stems import looks_adjectival
from foodsave.kitchen.catalog.food_names import name_index
from foodsave.kitchen.catalog.foods import Food
from foodsave.kitchen.catalog.lexicon import Kind, lexicon

_ANIMAL = ("animal", "meat", "fish")
_SHORTEST_ROOT = 3
_FLAVOUR_ENDINGS = ("owy", "owa", "owe", "owego", "owej", "owych", "owym", "owymi", "ową", "any", "ana", "ane", "anego",
                    "anej", "anych", "anym", "aną", "ny", "na", "ne", "nego", "nej", "nych", "nym", "ną")  # fmt: skip
_ENGLISH_PARTICIPLES = ("ed", "ly")


@dataclass(frozen=True, slots=True)
class FoodWords:
    """The table of such words, folded and in every case."""

    neutral: dict[Language, frozenset[str]]
    altering: dict[str, frozenset[str]]
    tolerant: frozenset[str]
    produce: frozenset[str]
    flavours: frozenset[str]
    families: tuple[frozenset[str], ...]

    def alters(self, word: str, food: Food) -> bool:
        """Tell whether a word beside a food's name makes another thing of the food: "suszone" of a plum."""
        groups = self.altering.get(fold(word), frozenset())
        if food.group in groups or "any" in groups or ("animal" in groups and food.origin in _ANIMAL):
            return True
        if food.group in self.tolerant or self.is_listed(word, "pl"):  # "drobna" does not taste of poultry, "drób"
            return False
        return is_flavour(word, self.flavours)

    def mixes(self, group: str) -> bool:
        """Tell whether foods of a storage group are pure, so that with another food they are a dish."""
        return group not in self.tolerant or group in self.produce

    def is_listed(self, word: str, language: Language) -> bool:
        """Tell whether the table itself has a word as one that says nothing, or it is a number or a single letter."""
        folded = fold(word)
        return folded in self.neutral[language] or folded[0].isdigit() or len(folded) == 1

    def is_neutral(self, word: str, language: Language) -> bool:
        """Tell whether a word beside a food's name only describes it: sizes, cuts, packs and adjectives."""
        folded = fold(word)
        if self.is_listed(word, language):
            return True
        if language == "en":
            return folded.endswith(_ENGLISH_PARTICIPLES)
        return looks_adjectival(folded) or (bool(lemmas(word)) and not is_noun(word))

    def akin(self, group: str, other: str) -> bool:
        """Tell whether two storage groups may hold the same food."""
        return group == other or any(group in family and other in family for family in self.families)


@lru_cache(maxsize=4_096)
def is_flavour(word: str, listed: frozenset[str]) -> bool:
    """Tell whether an adjective names a food that something tastes of: truskawkowy, kokosowe."""
    folded = fold(word)
    if folded in listed:
        return True
    for ending in _FLAVOUR_ENDINGS:
        root = folded.removesuffix(fold(ending))
        if root != folded and len(root) >= _SHORTEST_ROOT and _is_food_root(root):
            return True
    return False


def _is_food_root(root: str) -> bool:
    roots = name_index("pl").roots
    return root in roots or (len(root) > _SHORTEST_ROOT and root[:-1] in roots and root[-1] in "ijk")


@lru_cache(maxsize=8_192)
def product_named(word: str, *, brands: bool = False) -> str | None:
    """Return the storage group of the product that a word names at a till, or that is all that a brand sells."""
    kinds = (Kind.BRAND,) if brands else (Kind.HEAD, Kind.GENERAL, Kind.FOOD)
    known = lexicon().singles
    for spelling in dict.fromkeys((fold(word), *map(fold, lemmas(word)), fold(word).removesuffix("s"))):
        for entry in known.get(spelling, ()):
            if entry.kind in kinds:
                return entry.group
    return None


@lru_cache(maxsize=8_192)
def is_common_noun(word: str) -> bool:
    """Tell whether the Polish dictionary has a word as a noun that is no brand of the till lexicon."""
    return is_noun(word) and not looks_adjectival(word) and fold(word) not in lexicon().names


@cache
def food_words() -> FoodWords:
    """Return the shipped table, read once."""
    source = files("foodsave.kitchen.catalog").joinpath("data", "food_words.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    altering: dict[str, frozenset[str]] = {}
    for row in table["altering"]:
        for word in _items(row["words"]):
            for form in _forms(word):
                altering[form] = altering.get(form, frozenset()) | frozenset(_items(row["groups"]))
    return FoodWords(
        neutral={
            "pl": frozenset(form for word in _items(table["neutral"]["pl"]) for form in _forms(word)),
            "en": frozenset(map(fold, _items(table["neutral"]["en"]))),
        },
        altering=altering,
        tolerant=frozenset(_items(table["tolerant"]["groups"])),
        produce=frozenset(_items(table["families"]["produce"])),
        flavours=frozenset(form for word in _items(table["tolerant"]["adjectives"]) for form in _forms(word)),
        families=tuple(frozenset(_items(groups)) for groups in table["families"].values()),
    )


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def _forms(word: str) -> frozenset[str]:
    forms = guessed(word) | (adjective_forms(word) if word.endswith(("y", "i")) else frozenset())
    return frozenset(map(fold, forms))
