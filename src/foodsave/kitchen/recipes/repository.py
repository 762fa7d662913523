"""Rows of recipes, and of the lots and products that they are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Text, bindparam, cast, select

from foodsave.infra.db.scope import QueryScope, ScopedRepository
from foodsave.kitchen.catalog.models import ProductRow
from foodsave.kitchen.pantry.expiry import Basis
from foodsave.kitchen.pantry.models import LotRow
from foodsave.kitchen.recipes.models import RecipeRow


class ListedDish(NamedTuple):
    """The columns of a recipe that ranking needs; `needs` is the JSON of its row, read only when it is new."""

    id: str
    title: str
    language: str
    base: str | None
    servings: int
    prep_min: int | None
    cook_min: int | None
    course: str | None
    meals: list[str]
    needs: str


class StockedLot(NamedTuple):
    """A lot with what is known of its product, in the order of `_STOCK`."""

    id: str
    product_id: str
    name: str
    group_id: str | None
    amount_milli: int
    unit: str
    place: str
    expires_on: date | None
    expires_late: date | None
    expiry_basis: Basis
    expiry_source: str | None
    price_minor: int | None
    currency: str | None
    use_first_on: date
    food_id: str | None
    piece_mg: int | None
    density: int | None
    pack_milli: int | None
    pack_unit: str | None
    allergens: list[str] | None


class KnownProduct(NamedTuple):
    """What is known of a product, in the order of `_PRODUCTS`."""

    id: str
    food_id: str | None
    piece_mg: int | None
    density: int | None
    pack_milli: int | None
    pack_unit: str | None


# Made once: to build a statement takes longer than to fetch its rows.
_DISHES = select(
    *(getattr(RecipeRow, name) for name in ListedDish._fields if name != "needs"), cast(RecipeRow.needs, Text)
).where(RecipeRow.household_id == bindparam("household_id"))
_OF_PRODUCT = {"food_id", "piece_mg", "density", "pack_milli", "pack_unit", "allergens"}
_STOCK = (
    select(*(getattr(ProductRow if name in _OF_PRODUCT else LotRow, name) for name in StockedLot._fields))
    .join(ProductRow, (ProductRow.household_id == LotRow.household_id) & (ProductRow.id == LotRow.product_id))
    .where(LotRow.household_id == bindparam("household_id"))
)
_PRODUCTS = select(*(getattr(ProductRow, name) for name in KnownProduct._fields)).where(
    ProductRow.household_id == bindparam("household_id"), ProductRow.food_id.is_not(None)
)


class RecipeRepository(ScopedRepository):
    """The recipes of one household."""

    async def get(self, recipe_id: str) -> RecipeRow | None:
        """Return one recipe."""
        return await self._session.get(RecipeRow, (self._household_id, recipe_id))

    async def by_digest(self, digest: str) -> RecipeRow | None:
        """Return the recipe that was imported with the same words."""
        query = select(RecipeRow).where(RecipeRow.household_id == self._household_id, RecipeRow.digest == digest)
        return await self._session.scalar(query)

    async def by_base(self, base: str) -> RecipeRow | None:
        """Return the household's own form of a shipped recipe."""
        query = select(RecipeRow).where(RecipeRow.household_id == self._household_id, RecipeRow.base == base)
        return await self._session.scalar(query)

    async def add(self, row: RecipeRow) -> None:
        """Add a recipe to the open transaction."""
        row.household_id = self._household_id
        self._session.add(row)
        await self._session.flush()

    async def delete(self, row: RecipeRow) -> None:
        """Delete a recipe."""
        await self._session.delete(row)
        await self._session.flush()

    async def all(self) -> Sequence[RecipeRow]:
        """Return every recipe of the household by title."""
        query = select(RecipeRow).where(RecipeRow.household_id == self._household_id)
        return list(await self._session.scalars(query.order_by(RecipeRow.key, RecipeRow.id)))


class KitchenReader:
    """What cooking is computed from; each list is a single query."""

    def __init__(self, scope: QueryScope) -> None:
        self._scope = scope
        self._wanted = {"household_id": scope.household_id}

    async def dishes(self) -> list[ListedDish]:
        """Return every recipe of the household."""
        return list(map(ListedDish._make, await self._scope.database.fetch(_DISHES, self._wanted)))

    async def stock(self) -> list[StockedLot]:
        """Return every lot at home with its product."""
        return list(map(StockedLot._make, await self._scope.database.fetch(_STOCK, self._wanted)))

    async def products(self) -> list[KnownProduct]:
        """Return every product whose food is known."""
        return list(map(KnownProduct._make, await self._scope.database.fetch(_PRODUCTS, self._wanted)))
