"""What a printed name means: the household's own corrections first, then the catalog, else unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from foodsave.infra.db.database import hold_exclusively
from foodsave.infra.db.scope import Scope
from foodsave.kit.text import fold
from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.catalog.models import AliasRow, ProductRow
from foodsave.kitchen.catalog.repository import CatalogRepository

Basis = Literal["alias", "catalog", "unknown", "corrected"]
GENERIC_CHAIN = "generic"
_NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a line is proposed to be, and why: `basis` alias (a correction of `detail`, an ISO date), catalog (matched
    by `detail`) or unknown. `stocked` is false for what does not belong in a pantry."""

    product: str
    group: str | None
    place: str
    stocked: bool
    basis: Basis
    detail: str | None


def match_names(chain: str | None, names: Sequence[str]) -> list[Proposal]:
    """Return what the catalog makes of each printed name, in order. Computes for a while: call it in a thread."""
    return [_match(name, chain) for name in names]


async def prefer_aliases(
    scope: Scope, chain: str | None, names: Sequence[str], matched: Sequence[Proposal]
) -> list[Proposal]:
    """Return `matched`, the catalog's proposals for `names`, with the household's own corrections put first."""
    keys = [alias_key(name) for name in names]
    known = await CatalogRepository(scope).aliases(chain or GENERIC_CHAIN, set(keys))
    return [
        _from_alias(*known[key]) if key and key in known else proposal
        for key, proposal in zip(keys, matched, strict=True)
    ]


async def remember_correction(
    scope: Scope, chain: str | None, raw_name: str, product: ProductRow, *, place: str, stocked: bool, now: datetime
) -> None:
    """Keep a correction for the next receipt of the same chain. A name without letters or digits is not kept."""
    key = alias_key(raw_name)
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
    key = fold(name)[:_NAME_LENGTH] or name.casefold()[:_NAME_LENGTH]
    row = await repository.product_by_key(key)
    if row is None:
        return await repository.add_product(name[:_NAME_LENGTH], key, group_id, now)
    if corrected or row.group_id is None:
        row.group_id = group_id
    return row


async def list_products(scope: Scope, after: str | None, limit: int) -> list[ProductRow]:
    """Return up to `limit` products by name after the id of the last one seen."""
    return await CatalogRepository(scope).products(after, limit)


def default_place(group_id: str | None) -> str:
    """Return where a group is usually kept; what is unknown is put in the pantry."""
    known = storage_groups().get(group_id or "")
    return known.place if known else "pantry"


def alias_key(raw_name: str) -> str:
    """Return the folded form under which a printed name is remembered."""
    return fold(raw_name)[:200]


def _from_alias(alias: AliasRow, product: ProductRow) -> Proposal:
    place = alias.place or default_place(product.group_id)
    corrected_on = alias.updated_at.date().isoformat()
    return Proposal(product.name, product.group_id, place, alias.stocked, "alias", corrected_on)


def _match(name: str, chain: str | None) -> Proposal:
    from foodsave.kitchen.catalog.matcher import match_name

    match = match_name(name, chain=chain)
    known = storage_groups().get(match.group or "")
    if known is None:
        return Proposal(match.product[:_NAME_LENGTH] or name[:_NAME_LENGTH], None, "pantry", True, "unknown", None)
    return Proposal(match.product[:_NAME_LENGTH], known.id, known.place, known.food, "catalog", match.reason[:200])
