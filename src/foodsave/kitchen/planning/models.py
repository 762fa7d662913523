"""Shopping lists."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foodsave.infra.db.tables import ID_LENGTH, Base, HouseholdOwned


class ShoppingListRow(HouseholdOwned, Base):
    """One list; `version` rises with each change of it or of its items."""

    __tablename__ = "shopping_lists"

    name: Mapped[str] = mapped_column(String(120))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __table_args__ = (Index("ix_shopping_lists_household_id_created_at", "household_id", "created_at"),)


class ShoppingItemRow(HouseholdOwned, Base):
    """Something to buy: `amount` is what is lacking, `packs` how many packs of `pack` that takes. `reason` is recipe,
    minimum or own; `reference` names the recipe or product."""

    __tablename__ = "shopping_items"

    list_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    food_id: Mapped[str | None] = mapped_column(String(60))
    product_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    amount_milli: Mapped[int | None] = mapped_column(BigInteger)
    unit: Mapped[str | None] = mapped_column(String(12))
    packs: Mapped[int | None]
    pack_milli: Mapped[int | None] = mapped_column(BigInteger)
    pack_unit: Mapped[str | None] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(12))
    reference: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    done: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        Index("uq_shopping_items_household_id_list_id_position", "household_id", "list_id", "position", unique=True),
    )
