"""Rows of products and aliases."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, delete, func, select, update

from foodsave.infra.db.scope import ScopedRepository
from foodsave.kit.ids import new_id
from foodsave.kitchen.catalog.models import AliasRow, ProductRow
from foodsave.kitchen.catalog.own_words import GENERIC_CHAIN, Rule


@dataclass(frozen=True, slots=True)
class ProductFilter:
    """Which products are listed: those with all of `words` in their folded name, of a group, that are one of foods."""

    words: tuple[str, ...] = ()
    group_id: str | None = None
    food_ids: frozenset[str] | None = None


EVERY_PRODUCT = ProductFilter()


class NamedProduct(NamedTuple):
    """What a product's food is found by, and what it was found to be so far."""

    id: str
    name: str
    group_id: str | None
    food_id: str | None
    food_basis: str

    def differs(self, food_id: str | None) -> bool:
        """Tell whether the catalog takes it for something else now, or had not looked."""
        return (self.food_id, self.food_basis) != (food_id, "catalog")


class CatalogRepository(ScopedRepository):
    """The products and aliases of one household."""

    async def product(self, product_id: str) -> ProductRow | None:
        """Return one product."""
        return await self._session.get(ProductRow, (self._household_id, product_id))

    async def product_by_key(self, key: str) -> ProductRow | None:
        """Return the product of a folded name."""
        return await self._session.scalar(self._products().where(ProductRow.key == key))

    async def products_by_key(self, keys: Collection[str]) -> dict[str, ProductRow]:
        """Return the products of folded names, by these."""
        found = await self._session.scalars(self._products().where(ProductRow.key.in_(keys)))
        return {row.key: row for row in found}

    async def product_by_gtin(self, gtin: str) -> ProductRow | None:
        """Return the product of a barcode."""
        return await self._session.scalar(self._products().where(ProductRow.gtin == gtin))

    async def add_product(
        self, name: str, key: str, group_id: str | None, food_id: str | None, now: datetime
    ) -> ProductRow:
        """Add a product, with the food that the catalog takes it for, to the open transaction."""
        row = ProductRow(
            household_id=self._household_id,
            id=new_id(),
            name=name,
            key=key,
            group_id=group_id,
            food_id=food_id,
            food_basis="catalog",
            created_at=now,
        )
        self._session.add(row)
        await self._session.flush()
        return row

    async def products(self, wanted: ProductFilter, after: str | None, limit: int) -> list[ProductRow]:
        """Return up to `limit` products by name after the id of the last one seen; none when that one is gone."""
        query = self._products()
        for word in wanted.words:
            query = query.where(ProductRow.key.contains(word, autoescape=True))
        if wanted.group_id is not None:
            query = query.where(ProductRow.group_id == wanted.group_id)
        if wanted.food_ids is not None:
            query = query.where(ProductRow.food_id.in_(wanted.food_ids))
        if after is not None:
            seen = select(ProductRow.key).where(ProductRow.household_id == self._household_id, ProductRow.id == after)
            query = query.where(ProductRow.key > seen.scalar_subquery())
        return list(await self._session.scalars(query.order_by(ProductRow.key).limit(limit)))

    async def products_without_own_food(self, *, only_new: bool) -> list[NamedProduct]:
        """Return the products whose food the household did not state, or those of them not looked up yet."""
        columns = (getattr(ProductRow, name) for name in NamedProduct._fields)
        query = select(*columns).where(ProductRow.household_id == self._household_id)
        wanted = ProductRow.food_basis == "new" if only_new else ProductRow.food_basis != "household"
        return list(map(NamedProduct._make, await self._session.execute(query.where(wanted).order_by(ProductRow.id))))

    async def set_food(self, product_id: str, food_id: str | None) -> None:
        """Note what the catalog takes a product for."""
        await self._session.execute(
            update(ProductRow)
            .where(ProductRow.household_id == self._household_id, ProductRow.id == product_id)
            .values(food_id=food_id, food_basis="catalog")
        )

    async def own_words(self, chain: str, keys: Collection[str]) -> list[tuple[AliasRow, ProductRow]]:
        """Return the aliases of these folded names and every rule, of a chain and of the household."""
        query = (
            select(AliasRow, ProductRow)
            .join(
                ProductRow,
                (ProductRow.household_id == AliasRow.household_id) & (ProductRow.id == AliasRow.product_id),
            )
            .where(
                AliasRow.household_id == self._household_id,
                AliasRow.chain.in_({chain, GENERIC_CHAIN}),
                (AliasRow.rule == "words") | AliasRow.key.in_(keys),
            )
        )
        return [(alias, product) for alias, product in await self._session.execute(query)]

    async def alias(self, chain: str, key: str, rule: Rule) -> AliasRow | None:
        """Return one alias or rule by what it says."""
        query = select(AliasRow).where(
            AliasRow.household_id == self._household_id,
            AliasRow.chain == chain,
            AliasRow.key == key,
            AliasRow.rule == rule,
        )
        return await self._session.scalar(query)

    async def aliases_of(self, product_id: str) -> Sequence[AliasRow]:
        """Return the aliases and rules of a product in a steady order."""
        query = select(AliasRow).where(AliasRow.household_id == self._household_id, AliasRow.product_id == product_id)
        return list(await self._session.scalars(query.order_by(AliasRow.key, AliasRow.chain, AliasRow.rule)))

    async def count_rules(self) -> int:
        """Return how many rules of words the household has."""
        query = select(func.count()).where(AliasRow.household_id == self._household_id, AliasRow.rule == "words")
        return await self._session.scalar(query) or 0

    async def put_alias(
        self,
        chain: str,
        key: str,
        product_id: str,
        *,
        place: str | None,
        stocked: bool,
        now: datetime,
        rule: Rule = "name",
    ) -> AliasRow:
        """Remember what a chain's printed name means; a later word replaces an earlier one."""
        row = await self.alias(chain, key, rule)
        if row is None:
            row = AliasRow(household_id=self._household_id, id=new_id(), chain=chain, key=key, rule=rule)
            self._session.add(row)
        row.product_id, row.place, row.stocked, row.updated_at = product_id, place, stocked, now
        await self._session.flush()
        return row

    async def delete_alias(self, product_id: str, alias_id: str) -> bool:
        """Remove an alias or rule of a product; false when it has none of that id."""
        row = await self._session.get(AliasRow, (self._household_id, alias_id))
        if row is None or row.product_id != product_id:
            return False
        await self._session.execute(
            delete(AliasRow).where(AliasRow.household_id == self._household_id, AliasRow.id == alias_id)
        )
        return True

    async def forget_places(self, product_id: str) -> None:
        """Let the aliases of a product follow the place of the product."""
        await self._session.execute(
            update(AliasRow)
            .where(AliasRow.household_id == self._household_id, AliasRow.product_id == product_id)
            .values(place=None)
        )

    def _products(self) -> Select[ProductRow]:
        return select(ProductRow).where(ProductRow.household_id == self._household_id)
