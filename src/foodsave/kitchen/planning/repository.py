"""Rows of shopping lists, and of the stock and products that they are filled from."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, delete, func, or_, select

from foodsave.infra.db.scope import ScopedRepository
from foodsave.kitchen.catalog.models import ProductRow
from foodsave.kitchen.pantry.expiry import Basis
from foodsave.kitchen.pantry.models import LotRow
from foodsave.kitchen.planning.models import ShoppingItemRow, ShoppingListRow


class CountedLot(NamedTuple):
    """A lot at home with what its product weighs."""

    id: str
    product_id: str
    group_id: str | None
    amount_milli: int
    unit: str
    expires_late: date | None
    expiry_basis: Basis
    expiry_source: str | None
    use_first_on: date
    food_id: str | None
    piece_mg: int | None
    density: int | None
    pack_milli: int | None
    pack_unit: str | None


_OF_PRODUCT = {"food_id", "piece_mg", "density", "pack_milli", "pack_unit"}


class PlanningRepository(ScopedRepository):
    """The shopping lists of one household."""

    def add(self, *rows: ShoppingListRow | ShoppingItemRow) -> None:
        """Add rows to the open transaction."""
        self._session.add_all(rows)

    async def get(self, list_id: str) -> ShoppingListRow | None:
        """Return one list."""
        return await self._session.get(ShoppingListRow, (self._household_id, list_id), populate_existing=True)

    async def newest(self, before: str | None, limit: int) -> list[ShoppingListRow]:
        """Return up to `limit` lists, newest first, older than id `before`."""
        query = select(ShoppingListRow).where(ShoppingListRow.household_id == self._household_id)
        if before is not None:
            query = query.where(ShoppingListRow.id < before)
        return [*await self._session.scalars(query.order_by(ShoppingListRow.id.desc()).limit(limit))]

    async def count_lists(self) -> int:
        """Return how many lists the household has."""
        query = select(func.count()).where(ShoppingListRow.household_id == self._household_id)
        return await self._session.scalar(query.select_from(ShoppingListRow)) or 0

    async def items(self, list_id: str) -> list[ShoppingItemRow]:
        """Return the items of a list in order."""
        query = select(ShoppingItemRow).where(self._of(list_id)).order_by(ShoppingItemRow.position)
        return [*await self._session.scalars(query)]

    async def counts(self, list_ids: Collection[str]) -> dict[str, tuple[int, int]]:
        """Return how many items each list has, and how many of them are done."""
        done = func.count().filter(ShoppingItemRow.done)
        query = (
            select(ShoppingItemRow.list_id, func.count(), done)
            .where(ShoppingItemRow.household_id == self._household_id, ShoppingItemRow.list_id.in_(list_ids))
            .group_by(ShoppingItemRow.list_id)
        )
        return {list_id: (items, bought) for list_id, items, bought in await self._session.execute(query)}

    async def remove_item(self, row: ShoppingItemRow) -> None:
        """Delete one item."""
        await self._session.delete(row)
        await self._session.flush()

    async def remove_list(self, row: ShoppingListRow) -> None:
        """Delete a list with its items."""
        await self._session.execute(delete(ShoppingItemRow).where(self._of(row.id)))
        await self._session.delete(row)
        await self._session.flush()

    async def stock(self) -> list[CountedLot]:
        """Return every lot at home."""
        query = (
            select(*(getattr(ProductRow if name in _OF_PRODUCT else LotRow, name) for name in CountedLot._fields))
            .outerjoin(
                ProductRow, and_(ProductRow.household_id == LotRow.household_id, ProductRow.id == LotRow.product_id)
            )
            .where(LotRow.household_id == self._household_id)
        )
        return [CountedLot._make(row) for row in await self._session.execute(query)]

    async def products(self, product_ids: Collection[str]) -> list[ProductRow]:
        """Return these products, and those with a minimum stock, by name."""
        wanted = or_(ProductRow.id.in_(product_ids), ProductRow.minimum_milli.is_not(None))
        query = select(ProductRow).where(ProductRow.household_id == self._household_id, wanted)
        return [*await self._session.scalars(query.order_by(ProductRow.key, ProductRow.id))]

    def _of(self, list_id: str) -> ColumnElement[bool]:
        return and_(ShoppingItemRow.household_id == self._household_id, ShoppingItemRow.list_id == list_id)
