"""Receipts and their lines, from the upload to the confirmed purchase."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foodsave.infra.db.tables import ID_LENGTH, Base, HouseholdOwned


class ReceiptRow(HouseholdOwned, Base):
    """One uploaded file. `status` is queued, reading, needs_review, confirmed or failed; `version` rises with each
    change. Amounts are minor units; `pages` describes the review pictures; `next_line` numbers the next added line."""

    __tablename__ = "receipts"

    status: Mapped[str] = mapped_column(String(16))
    version: Mapped[int] = mapped_column(default=1)
    blob: Mapped[str] = mapped_column(String(64))
    filename: Mapped[str | None] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(60))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    failure_code: Mapped[str | None] = mapped_column(String(40))
    failure_detail: Mapped[str | None] = mapped_column(String(500))
    engine: Mapped[str | None] = mapped_column(String(40))
    read_s: Mapped[float | None]
    phash: Mapped[str | None] = mapped_column(String(64))
    pages: Mapped[list[Any]]
    chain: Mapped[str | None] = mapped_column(String(40))
    store: Mapped[str | None] = mapped_column(String(120))
    nip: Mapped[str | None] = mapped_column(String(10))
    number: Mapped[str | None] = mapped_column(String(40))
    purchased_on: Mapped[date | None]
    purchased_at: Mapped[str | None] = mapped_column(String(5))
    currency: Mapped[str | None] = mapped_column(String(3))
    total_minor: Mapped[int | None] = mapped_column(BigInteger)
    deposit_minor: Mapped[int | None] = mapped_column(BigInteger)
    payable_minor: Mapped[int | None] = mapped_column(BigInteger)
    balanced: Mapped[bool] = mapped_column(default=False)
    confidence: Mapped[float | None]
    repairs: Mapped[list[Any]]
    warnings: Mapped[list[Any]]
    next_line: Mapped[int] = mapped_column(default=0)
    duplicate_of: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    duplicate_reason: Mapped[str | None] = mapped_column(String(24))
    transaction_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))

    __table_args__ = (
        Index("uq_receipts_household_id_blob", "household_id", "blob", unique=True),
        Index("ix_receipts_household_id_total_minor", "household_id", "total_minor", "purchased_on"),
    )


class LineRow(HouseholdOwned, Base):
    """One line of a draft: what was printed (`raw_name` never changes), what it is taken to be, and why."""

    __tablename__ = "receipt_lines"

    receipt_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    position: Mapped[int]
    raw_name: Mapped[str] = mapped_column(String(200))
    qty: Mapped[str | None] = mapped_column(String(20))
    unit_price_minor: Mapped[int | None] = mapped_column(BigInteger)
    line_total_minor: Mapped[int] = mapped_column(BigInteger)
    discount_minor: Mapped[int] = mapped_column(BigInteger)
    vat: Mapped[str | None] = mapped_column(String(2))
    confidence: Mapped[float]
    page: Mapped[int]
    box: Mapped[list[Any]]
    suspicious: Mapped[bool]
    edited: Mapped[bool] = mapped_column(default=False)
    product: Mapped[str] = mapped_column(String(120))
    group_id: Mapped[str | None] = mapped_column(String(40))
    basis: Mapped[str] = mapped_column(String(20))
    basis_detail: Mapped[str | None] = mapped_column(String(200))
    corrected: Mapped[bool] = mapped_column(default=False)
    amount_milli: Mapped[int] = mapped_column(BigInteger)
    unit: Mapped[str] = mapped_column(String(12))
    place: Mapped[str] = mapped_column(String(12))
    printed_on: Mapped[date | None]
    printed_kind: Mapped[str | None] = mapped_column(String(12))
    stocked: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (
        Index(
            "uq_receipt_lines_household_id_receipt_id_position", "household_id", "receipt_id", "position", unique=True
        ),
    )
