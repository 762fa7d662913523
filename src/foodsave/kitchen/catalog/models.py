"""A household's products and what it taught us about the names that shops print."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foodsave.infra.db.tables import ID_LENGTH, Base, HouseholdOwned


class ProductRow(HouseholdOwned, Base):
    """Something the household buys. `key` is its folded name; `group_id` a storage group or null when unknown."""

    __tablename__ = "products"

    name: Mapped[str] = mapped_column(String(120))
    key: Mapped[str] = mapped_column(String(120))
    group_id: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime]

    __table_args__ = (Index("uq_products_household_id_key", "household_id", "key", unique=True),)


class AliasRow(HouseholdOwned, Base):
    """A correction: what `chain` prints as `key` (folded) is this product, kept at this place."""

    __tablename__ = "product_aliases"

    chain: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(200))
    product_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    place: Mapped[str | None] = mapped_column(String(12))
    stocked: Mapped[bool] = mapped_column(default=True)
    updated_at: Mapped[datetime]

    __table_args__ = (Index("uq_product_aliases_household_id_chain_key", "household_id", "chain", "key", unique=True),)
