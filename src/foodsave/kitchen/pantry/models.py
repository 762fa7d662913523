"""The ledger: transactions and events are the truth, lots are their projection."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String, and_
from sqlalchemy.orm import Mapped, mapped_column

from foodsave.infra.db.tables import ID_LENGTH, Base, HouseholdOwned


class TransactionRow(HouseholdOwned, Base):
    """What one action did, undone as a whole or not at all. `undoes` names the transaction that this one reverses.

    `actor` and `note` are who did it and why, in people's own words; `happened_on` is the household's calendar date.
    """

    __tablename__ = "stock_transactions"

    sequence: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(24))
    reference: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    undoes: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    undone_by: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    at: Mapped[datetime]
    happened_on: Mapped[date] = mapped_column(server_default="1970-01-01")
    actor: Mapped[str | None] = mapped_column(String(80))
    note: Mapped[str | None] = mapped_column(String(200))

    __table_args__ = (
        Index("uq_stock_transactions_household_id_sequence", "household_id", "sequence", unique=True),
        Index("uq_stock_transactions_household_id_undoes", "household_id", "undoes", unique=True),
        Index("ix_stock_transactions_household_id_happened_on", "household_id", "happened_on"),
    )


class EventRow(HouseholdOwned, Base):
    """One change of one lot: `delta_milli` thousandths of its base unit, `value_minor` of its price with the sign of
    the amount (null when the price is unknown).

    `data` holds the facts of a new lot. Of a change it holds `set` and `was`, and `of`: the name, unit, amount_milli
    and price_minor of the lot before it (what was frozen is worth `of.price_minor`, its own value is zero).
    """

    __tablename__ = "stock_events"

    transaction_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    sequence: Mapped[int] = mapped_column(BigInteger)
    position: Mapped[int]
    lot_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    kind: Mapped[str] = mapped_column(String(24))
    delta_milli: Mapped[int] = mapped_column(BigInteger)
    data: Mapped[dict[str, Any]]
    product_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    group_id: Mapped[str | None] = mapped_column(String(40))
    value_minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None] = mapped_column(String(3))
    reason: Mapped[str | None] = mapped_column(String(24))

    __table_args__ = (
        Index("ix_stock_events_household_id_lot_id", "household_id", "lot_id", "sequence"),
        Index("ix_stock_events_household_id_transaction_id", "household_id", "transaction_id", "position"),
        Index("uq_stock_events_household_id_sequence", "household_id", "sequence", "position", unique=True),
    )


class LotRow(HouseholdOwned, Base):
    """What is at home: an amount of a product, with its place, its dates and what is left of its price after discounts.

    `use_first_on` orders lots: the effective expiry, or the far future when nothing is known. `keeps_days` and
    `keeps_opened_days` are the household's own rule when the lot was made. `split_from` is the lot that this one was
    part of, `recipe_id` the dish that it is left over from, `placed_on` the day that it was last moved.
    """

    __tablename__ = "lots"

    product_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    name: Mapped[str] = mapped_column(String(120))
    group_id: Mapped[str | None] = mapped_column(String(40))
    amount_milli: Mapped[int] = mapped_column(BigInteger)
    unit: Mapped[str] = mapped_column(String(12))
    place: Mapped[str] = mapped_column(String(12))
    purchased_on: Mapped[date]
    printed_on: Mapped[date | None]
    printed_kind: Mapped[str | None] = mapped_column(String(12))
    expires_on: Mapped[date | None]
    expires_early: Mapped[date | None]
    expires_late: Mapped[date | None]
    expiry_basis: Mapped[str] = mapped_column(String(20))
    expiry_source: Mapped[str | None] = mapped_column(String(120))
    price_minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None] = mapped_column(String(3))
    receipt_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    receipt_line: Mapped[int | None]
    use_first_on: Mapped[date]
    opened_on: Mapped[date | None]
    frozen_on: Mapped[date | None]
    thawed_on: Mapped[date | None]
    placed_on: Mapped[date | None]
    keeps_days: Mapped[int | None]
    keeps_opened_days: Mapped[int | None]
    split_from: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    recipe_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))

    __table_args__ = (
        Index("ix_lots_household_id_use_first_on", "household_id", "use_first_on", "id"),
        Index("ix_lots_household_id_product_id", "household_id", "product_id", "use_first_on"),
    )


# Joins an event with its transaction where that counts: it was not undone, and is no undo.
EVENT_COUNTS = and_(
    TransactionRow.household_id == EventRow.household_id,
    TransactionRow.sequence == EventRow.sequence,  # of its events too, and indexed on both sides
    TransactionRow.undone_by.is_(None),
    TransactionRow.undoes.is_(None),
)
