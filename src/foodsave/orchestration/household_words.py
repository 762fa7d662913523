"""What a household calls the things that it buys: its products, and its own words for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from foodsave.core.language.folding import fold
from foodsave.core.language.morphology import lemmas
from foodsave.core.language.stems import stem
from foodsave.infra.db.scope import Scope
from foodsave.kit.text import fold as fold_text
from foodsave.kitchen.catalog.food_names import PREPOSITIONS
from foodsave.kitchen.catalog.groups import category_of, storage_groups
from foodsave.kitchen.catalog.own_words import GENERIC_CHAIN, first_word
from foodsave.kitchen.catalog.product_facts import food_of
from foodsave.kitchen.catalog.repository import EVERY_PRODUCT, CatalogRepository
from foodsave.kitchen.receipts.repository import ReceiptRepository

MOST_PRODUCTS = 5_000
_LONGEST_RUN = 4


@dataclass(frozen=True)
class NamedThing:
    """A product of the household with the words that it can be known by."""

    id: str
    name: str
    key: str
    food_id: str | None
    group_id: str | None

    @cached_property
    def roots(self) -> frozenset[str]:
        """The roots of the words of its name."""
        return _roots_of(self.name)

    @cached_property
    def called(self) -> frozenset[str]:
        """The roots of what people call it in Polish: by its name, its food, its group or its category."""
        group, known = storage_groups().get(self.group_id or ""), food_of(self.food_id)
        told = [self.name, category_of(self.group_id).name_pl, *([known.pl.one] if known else [])]
        return frozenset().union(*map(_roots_of, [*told, group.name_pl] if group else told))

    @cached_property
    def described(self) -> frozenset[str]:
        """The roots of all that tells of it: its name, its food, its group, in both languages."""
        group, known = storage_groups().get(self.group_id or ""), food_of(self.food_id)
        told = [self.name, *((known.pl.one, known.en) if known else ())]
        told += [group.name_pl, group.name_en] if group else []
        return frozenset().union(*map(_roots_of, told))


@dataclass(frozen=True, slots=True)
class SaidWord:
    """An alias or rule of the household."""

    id: str
    chain: str
    key: str
    rule: str
    updated_at: datetime
    product_id: str


@dataclass(frozen=True, slots=True)
class HouseholdWords:
    """The products of a household, its own words for them, and the shops that it has receipts of."""

    products: tuple[NamedThing, ...] = ()
    own: tuple[SaidWord, ...] = ()
    stores: tuple[str, ...] = ()

    def meant_by(self, words: Iterable[str]) -> str | None:
        """Return the product that people said these words mean, in any case of theirs; None when they did not."""
        spoken = list(words)
        bases = [next(map(fold, lemmas(word)), fold(word)) for word in spoken]
        for key in (fold_text(" ".join(spoken)), fold_text(" ".join(bases))):
            if (said := first_word(key, None, self.own)) is not None:
                return said.product_id
        return None

    def named(self, words: Iterable[str]) -> list[NamedThing]:
        """Return the products whose names have all of these words, in any form."""
        wanted = [roots(word) for word in words]
        return [thing for thing in self.products if wanted and all(not root.isdisjoint(thing.roots) for root in wanted)]

    def alike(self, words: Iterable[str]) -> list[NamedThing]:
        """Return the products whose names have one of these words, those with most of them first."""
        wanted = [roots(word) for word in words]
        shared = [(sum(not root.isdisjoint(thing.roots) for root in wanted), thing) for thing in self.products]
        return [thing for count, thing in sorted(shared, key=lambda pair: -pair[0]) if count]


def roots(word: str) -> frozenset[str]:
    """Return what the forms of a word have in common, in either language."""
    folded = fold(word)
    found = {folded, stem(folded), *(fold(lemma) for lemma in lemmas(word))}
    if len(folded) > 3 and folded.endswith("s"):
        found.add(folded.removesuffix("s"))
    return frozenset(found)


def _roots_of(name: str) -> frozenset[str]:
    words = (word for word in re.findall(r"[^\W_]+", name) if fold(word) not in PREPOSITIONS)
    return frozenset().union(*map(roots, words))


def keys_of(message: str) -> set[str]:
    """Return every run of up to four words of a message, also in the dictionary's form: what an alias may be."""
    words = message.split()
    bases = [next(map(fold, lemmas(word)), word) for word in words]
    return {
        fold_text(" ".join(run[start : start + length]))
        for run in (words, bases)
        for start in range(len(run))
        for length in range(1, _LONGEST_RUN + 1)
    } - {""}


async def load_household_words(scope: Scope, keys: set[str]) -> HouseholdWords:
    """Return the products and shops of the household, with its rules and those of its aliases that are among `keys`."""
    repository = CatalogRepository(scope)
    rows = await repository.products(EVERY_PRODUCT, None, MOST_PRODUCTS)
    said = await repository.own_words(GENERIC_CHAIN, keys)
    stores = await ReceiptRepository(scope).stores()
    return HouseholdWords(
        tuple(NamedThing(row.id, row.name, row.key, row.food_id, row.group_id) for row in rows),
        tuple(
            SaidWord(alias.id, alias.chain, alias.key, alias.rule, alias.updated_at, product.id)
            for alias, product in said
        ),
        tuple(stores),
    )
