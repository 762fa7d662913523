"""The household: whose food this is, and in which language, currency and zone it lives."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from foodsave.infra.db.tables import ID_LENGTH, Base


class HouseholdRow(Base):
    """One household. `locale` is `pl` or `en`; `timezone` an IANA name; `currency` an ISO 4217 code.

    `people` usually eat together; `allergens` are hard limits of what is proposed to them, `diets` their way of eating.
    """

    __tablename__ = "households"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    locale: Mapped[str] = mapped_column(String(5))
    currency: Mapped[str] = mapped_column(String(3))
    timezone: Mapped[str] = mapped_column(String(64))
    people: Mapped[int] = mapped_column(server_default="2")
    allergens: Mapped[list[Any]] = mapped_column(server_default="[]")
    diets: Mapped[list[Any]] = mapped_column(server_default="[]")
    created_at: Mapped[datetime]
