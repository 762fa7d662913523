"""Rows of products and aliases."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from foodsave.infra.db.scope import ScopedRepository
from foodsave.kit.ids import new_id
from foodsave.kitchen.catalog.models import AliasRow, ProductRow


class CatalogRepository(ScopedRepository):
    """The products and aliases of one household."""

    async def product_by_key(self, key: str) -> ProductRow | None:
        """Return the product of a folded name."""
        query = select(ProductRow).where(ProductRow.household_id == self._household_id, ProductRow.key == key)
        return await self._session.scalar(query)

    async def add_product(self, name: str, key: str, group_id: str | None, now: datetime) -> ProductRow:
        """Add a product to the open transaction."""
        row = ProductRow(
            household_id=self._household_id, id=new_id(), name=name, key=key, group_id=group_id, created_at=now
        )
        self._session.add(row)
        await self._session.flush()
        return row

    async def products(self, after: str | None, limit: int) -> list[ProductRow]:
        """Return up to `limit` products by name after the id of the last one seen; none when that one is gone."""
        query = select(ProductRow).where(ProductRow.household_id == self._household_id)
        if after is not None:
            seen = select(ProductRow.key).where(ProductRow.household_id == self._household_id, ProductRow.id == after)
            query = query.where(ProductRow.key > seen.scalar_subquery())
        return list(await self._session.scalars(query.order_by(ProductRow.key).limit(limit)))

    async def aliases(self, chain: str, keys: Collection[str]) -> dict[str, tuple[AliasRow, ProductRow]]:
        """Return what is known of these printed names at a chain, by key."""
        query = (
            select(AliasRow, ProductRow)
            .join(
                ProductRow,
                (ProductRow.household_id == AliasRow.household_id) & (ProductRow.id == AliasRow.product_id),
            )
            .where(AliasRow.household_id == self._household_id, AliasRow.chain == chain, AliasRow.key.in_(keys))
        )
        return {alias.key: (alias, product) for alias, product in await self._session.execute(query)}

    async def put_alias(
        self, chain: str, key: str, product_id: str, *, place: str | None, stocked: bool, now: datetime
    ) -> None:
        """Remember what a chain's printed name means; a later correction replaces an earlier one."""
        query = select(AliasRow).where(
            AliasRow.household_id == self._household_id, AliasRow.chain == chain, AliasRow.key == key
        )
        row = await self._session.scalar(query)
        if row is None:
            row = AliasRow(household_id=self._household_id, id=new_id(), chain=chain, key=key)
            self._session.add(row)
        row.product_id, row.place, row.stocked, row.updated_at = product_id, place, stocked, now
        await self._session.flush()
