"""A household's products and what it taught us about the names that shops print."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foodsave.infra.db.tables import ID_LENGTH, Base, HouseholdOwned


class ProductRow(HouseholdOwned, Base):
    """Something the household buys. `key` is its folded name; `group_id` a storage group or null when unknown.

    `food_id` is the food that it is in recipes: found by the catalog, or said by the household (`food_basis`: new, not
    looked up yet; catalog; household). What the household knows better than the table of foods is kept beside it and
    wins: the weight of a piece (mg), the density (mg/ml), the pack, the allergens, the days that it keeps. `minimum`
    is the stock below which it is put on the shopping list.
    """

    __tablename__ = "products"

    name: Mapped[str] = mapped_column(String(120))
    key: Mapped[str] = mapped_column(String(120))
    group_id: Mapped[str | None] = mapped_column(String(40))
    food_id: Mapped[str | None] = mapped_column(String(60))
    food_basis: Mapped[str] = mapped_column(String(12), server_default="new")
    gtin: Mapped[str | None] = mapped_column(String(14))
    place: Mapped[str | None] = mapped_column(String(12))
    piece_mg: Mapped[int | None] = mapped_column(BigInteger)
    density: Mapped[int | None]
    pack_milli: Mapped[int | None] = mapped_column(BigInteger)
    pack_unit: Mapped[str | None] = mapped_column(String(12))
    allergens: Mapped[list[Any] | None]
    keeps_days: Mapped[int | None]
    keeps_opened_days: Mapped[int | None]
    minimum_milli: Mapped[int | None] = mapped_column(BigInteger)
    minimum_unit: Mapped[str | None] = mapped_column(String(12))
    created_at: Mapped[datetime]

    __table_args__ = (
        Index("uq_products_household_id_key", "household_id", "key", unique=True),
        Index("uq_products_household_id_gtin", "household_id", "gtin", unique=True),
    )


class AliasRow(HouseholdOwned, Base):
    """A household's own word: what `chain` prints as `key` (folded) is this product, kept at this place.

    `rule` tells how a name must agree: name, the whole of it; words, all words of `key` are in it.
    """

    __tablename__ = "product_aliases"

    chain: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(200))
    product_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    place: Mapped[str | None] = mapped_column(String(12))
    stocked: Mapped[bool] = mapped_column(default=True)
    rule: Mapped[str] = mapped_column(String(8), server_default="name")
    updated_at: Mapped[datetime]

    __table_args__ = (
        Index("uq_product_aliases_household_id_chain_key_rule", "household_id", "chain", "key", "rule", unique=True),
    )
