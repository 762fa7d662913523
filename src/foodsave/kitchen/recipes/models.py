"""A household's own and imported recipes; those that the product ships are read from its package."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foodsave.infra.db.tables import Base, HouseholdOwned


class RecipeRow(HouseholdOwned, Base):
    """One recipe in one language. `key` is its folded title; `origin` own, imported, or changed (a shipped recipe that
    the household wrote anew, named by `base`). `ingredients` are the lines as people read them, `needs` the same in
    order as they are computed with: {food, milli, unit, optional}, unit a base unit (g, ml, szt) or null with the
    amount when it is not known. `digest` recognises the same recipe imported again."""

    __tablename__ = "recipes"

    title: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2))
    version: Mapped[int] = mapped_column(default=1)
    origin: Mapped[str] = mapped_column(String(10))
    base: Mapped[str | None] = mapped_column(String(36))
    source: Mapped[str | None] = mapped_column(String(2000))
    digest: Mapped[str] = mapped_column(String(64))
    servings: Mapped[int]
    prep_min: Mapped[int | None]
    cook_min: Mapped[int | None]
    course: Mapped[str | None] = mapped_column(String(20))
    meals: Mapped[list[Any]]
    tags: Mapped[list[Any]]
    tools: Mapped[list[Any]]
    ingredients: Mapped[list[Any]]
    needs: Mapped[list[Any]]
    steps: Mapped[list[Any]]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __table_args__ = (
        Index("ix_recipes_household_id_key", "household_id", "key", "id"),
        Index("uq_recipes_household_id_digest", "household_id", "digest", unique=True),
        Index("uq_recipes_household_id_base", "household_id", "base", unique=True),
    )
