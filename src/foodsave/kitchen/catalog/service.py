"""What a name means: the household's own words first, then its products, then the catalog, else unknown."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from foodsave.infra.db.database import hold_exclusively
from foodsave.infra.db.scope import Scope
from foodsave.kit.text import fold
from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.catalog.models import AliasRow, ProductRow
from foodsave.kitchen.catalog.own_words import GENERIC_CHAIN, first_word, name_key
from foodsave.kitchen.catalog.product_foods import match_product_food, matched_food
from foodsave.kitchen.catalog.repository import EVERY_PRODUCT, CatalogRepository, ProductFilter

Basis = Literal["alias", "rule", "product", "catalog", "unknown", "corrected"]
NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a line is proposed to be, and why: `basis` alias (a correction of `detail`, an ISO date), rule (of the words
    `detail`), product (one of the household's has this name), catalog (matched by `detail`) or unknown. `stocked` is
    false for what does not belong in a pantry."""

    product: str
    group: str | None
    place: str
    stocked: bool
    basis: Basis
    detail: str | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means to a household. `product` is None when it would be a new one, made as `proposal` tells."""

    product: ProductRow | None
    proposal: Proposal

    @property
    def basis(self) -> Basis:
        """Return why."""
        return self.proposal.basis


def match_names(chain: str | None, names: Sequence[str]) -> list[Proposal]:
    """Return what the catalog makes of each printed name, in order. Computes for a while: call it in a thread."""
    return [_match(name, chain) for name in names]


async def resolve_name(
    scope: Scope, name: str, *, chain: str | None = None, matched: Proposal | None = None
) -> Resolution:
    """Return what a name means to the household.

    An alias of the chain wins, then one of the household, its rule with most words, its product of that name, and
    last what the catalog makes of it: `matched`, for which it is asked, in a thread, unless it is given.
    """
    if matched is None:
        matched = (await asyncio.to_thread(match_names, chain, [name]))[0]
    return (await _resolve(scope, chain, [name], [matched]))[0]


async def prefer_aliases(
    scope: Scope, chain: str | None, names: Sequence[str], matched: Sequence[Proposal]
) -> list[Proposal]:
    """Return `matched`, the catalog's proposals for `names`, with what the household says put first."""
    return [resolution.proposal for resolution in await _resolve(scope, chain, names, matched)]


async def remember_correction(
    scope: Scope, chain: str | None, raw_name: str, product: ProductRow, *, place: str, stocked: bool, now: datetime
) -> None:
    """Keep a correction for the next receipt of the same chain. A name without letters or digits is not kept."""
    key = name_key(raw_name)
    if key:
        await CatalogRepository(scope).put_alias(
            chain or GENERIC_CHAIN, key, product.id, place=place, stocked=stocked, now=now
        )


async def ensure_product(
    scope: Scope, name: str, group_id: str | None, *, now: datetime, corrected: bool = False
) -> ProductRow:
    """Return the household's product of that name, made when it is new.

    A group fills an unknown one; it replaces a known one only when people said so (`corrected`).
    """
    await hold_exclusively(scope.session, f"products {scope.household_id}")
    repository = CatalogRepository(scope)
    key = product_key(name)
    row = await repository.product_by_key(key)
    if row is None:
        food_id = await asyncio.to_thread(matched_food, name, group_id)
        return await repository.add_product(name[:NAME_LENGTH], key, group_id, food_id, now)
    if row.group_id != group_id and (corrected or row.group_id is None):
        row.group_id = group_id
        await match_product_food(row)
    return row


async def list_products(
    scope: Scope, after: str | None, limit: int, wanted: ProductFilter = EVERY_PRODUCT
) -> list[ProductRow]:
    """Return up to `limit` products by name after the id of the last one seen."""
    return await CatalogRepository(scope).products(wanted, after, limit)


def default_place(group_id: str | None) -> str:
    """Return where a group is usually kept; what is unknown is put in the pantry."""
    known = storage_groups().get(group_id or "")
    return known.place if known else "pantry"


def product_key(name: str) -> str:
    """Return the folded form by which a household has one product of a name."""
    return fold(name)[:NAME_LENGTH] or name.casefold()[:NAME_LENGTH]


async def _resolve(
    scope: Scope, chain: str | None, names: Sequence[str], matched: Sequence[Proposal]
) -> list[Resolution]:
    repository = CatalogRepository(scope)
    called = [*names, *(proposal.product for proposal in matched)]
    said = await repository.own_words(chain or GENERIC_CHAIN, {name_key(name) for name in called})
    products = await repository.products_by_key({product_key(name) for name in called})
    known = _Known(chain, {alias.id: product for alias, product in said}, [alias for alias, _ in said], products)
    return [known.resolve(name, proposal) for name, proposal in zip(names, matched, strict=True)]


@dataclass(frozen=True, slots=True)
class _Known:
    """What a household knows of some names: its aliases and rules with their products, and its products by key."""

    chain: str | None
    meant: dict[str, ProductRow]
    words: list[AliasRow]
    products: dict[str, ProductRow]

    def resolve(self, name: str, matched: Proposal) -> Resolution:
        if (alias := first_word(name_key(name), self.chain, self.words)) is not None:
            return self._by_alias(alias)
        if (product := self.products.get(product_key(name))) is not None:
            return Resolution(product, _from_product(product, matched))
        # Tills cut words short: what people say holds for the readable name too, and so does an old name of a product.
        if (alias := first_word(name_key(matched.product), None, self.words)) is not None:
            return self._by_alias(alias)
        product = self.products.get(product_key(matched.product))
        if product is not None and product.place is not None and product.group_id == matched.group:
            return Resolution(product, replace(matched, place=product.place))
        return Resolution(product, matched)

    def _by_alias(self, alias: AliasRow) -> Resolution:
        product = self.meant[alias.id]
        return Resolution(product, _from_alias(alias, product))


def _from_alias(alias: AliasRow, product: ProductRow) -> Proposal:
    place = alias.place or product.place or default_place(product.group_id)
    if alias.rule == "words":
        return Proposal(product.name, product.group_id, place, alias.stocked, "rule", alias.key)
    corrected_on = alias.updated_at.date().isoformat()
    return Proposal(product.name, product.group_id, place, alias.stocked, "alias", corrected_on)


def _from_product(product: ProductRow, matched: Proposal) -> Proposal:
    group = product.group_id or matched.group
    known = storage_groups().get(group or "")
    place = product.place or default_place(group)
    return Proposal(product.name, group, place, known.food if known else True, "product", None)


def _match(name: str, chain: str | None) -> Proposal:
    from foodsave.kitchen.catalog.matcher import match_name

    match = match_name(name, chain=chain)
    known = storage_groups().get(match.group or "")
    if known is None:
        return Proposal(match.product[:NAME_LENGTH] or name[:NAME_LENGTH], None, "pantry", True, "unknown", None)
    return Proposal(match.product[:NAME_LENGTH], known.id, known.place, known.food, "catalog", match.reason[:200])
