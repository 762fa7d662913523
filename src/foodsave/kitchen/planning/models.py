"""Shopping lists."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foodsave.infra.db.tables import ID_LENGTH, Base, HouseholdOwned


class ShoppingListRow(HouseholdOwned, Base):
    """One list; `version` rises with each change of it or of its items.

    `dishes` are the [recipe, people] that it was filled for: what they take from the pantry is not there for others.
    `minimum` tells that it was filled up to the minimum stock too.
    """

    __tablename__ = "shopping_lists"

    name: Mapped[str] = mapped_column(String(120))
    version: Mapped[int] = mapped_column(default=1)
    dishes: Mapped[list[Any]]
    minimum: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __table_args__ = (Index("ix_shopping_lists_household_id_created_at", "household_id", "created_at"),)


class ShoppingItemRow(HouseholdOwned, Base):
    """Something to buy: `amount` is what is lacking, `packs` how many packs of `pack` that takes.

    `reasons` tell why: each with `reason` (recipe, minimum or own), `reference` (the recipe or product), its `name`,
    `people` and `milli`, its part of the amount (null when it is for any amount, or when people set another).
    """

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
    reasons: Mapped[list[Any]]
    done: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        Index("uq_shopping_items_household_id_list_id_position", "household_id", "list_id", "position", unique=True),
    )
