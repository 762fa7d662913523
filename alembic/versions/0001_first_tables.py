"""The first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "households",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_households")),
    )
    op.create_table(
        "idempotent_answers",
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "key", name=op.f("pk_idempotent_answers")),
    )
    op.create_index("ix_idempotent_answers_created_at", "idempotent_answers", ["created_at"], unique=False)

    op.create_table(
        "jobs",
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("claim", sa.String(length=36), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("deaths", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("run_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_beat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error_code", sa.String(length=40), nullable=True),
        sa.Column("error_message", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("pk_jobs")),
    )
    op.create_index("ix_jobs_household_id_reference", "jobs", ["household_id", "reference"], unique=False)
    op.create_index("ix_jobs_state_run_after", "jobs", ["state", "run_after"], unique=False)

    op.create_table(
        "lots",
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("product_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("group_id", sa.String(length=40), nullable=True),
        sa.Column("amount_milli", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=12), nullable=False),
        sa.Column("place", sa.String(length=12), nullable=False),
        sa.Column("purchased_on", sa.Date(), nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=True),
        sa.Column("printed_kind", sa.String(length=12), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("expires_early", sa.Date(), nullable=True),
        sa.Column("expires_late", sa.Date(), nullable=True),
        sa.Column("expiry_basis", sa.String(length=20), nullable=False),
        sa.Column("expiry_source", sa.String(length=120), nullable=True),
        sa.Column("price_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("receipt_id", sa.String(length=36), nullable=True),
        sa.Column("receipt_line", sa.Integer(), nullable=True),
        sa.Column("use_first_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("pk_lots")),
    )
    op.create_index("ix_lots_household_id_use_first_on", "lots", ["household_id", "use_first_on", "id"], unique=False)

    op.create_table(
        "product_aliases",
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("chain", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("product_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.String(length=12), nullable=True),
        sa.Column("stocked", sa.Boolean(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("pk_product_aliases")),
    )
    op.create_index(
        "uq_product_aliases_household_id_chain_key", "product_aliases", ["household_id", "chain", "key"], unique=True
    )

    op.create_table(
        "products",
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("group_id", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("pk_products")),
    )
    op.create_index("uq_products_household_id_key", "products", ["household_id", "key"], unique=True)

    op.create_table(
        "receipt_lines",
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("receipt_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("raw_name", sa.String(length=200), nullable=False),
        sa.Column("qty", sa.String(length=20), nullable=True),
        sa.Column("unit_price_minor", sa.BigInteger(), nullable=True),
        sa.Column("line_total_minor", sa.BigInteger(), nullable=False),
        sa.Column("discount_minor", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.String(length=2), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("box", sa.JSON(), nullable=False),
        sa.Column("suspicious", sa.Boolean(), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("product", sa.String(length=120), nullable=False),
        sa.Column("group_id", sa.String(length=40), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("basis_detail", sa.String(length=200), nullable=True),
        sa.Column("corrected", sa.Boolean(), nullable=False),
        sa.Column("amount_milli", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=12), nullable=False),
        sa.Column("place", sa.String(length=12), nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=True),
        sa.Column("printed_kind", sa.String(length=12), nullable=True),
        sa.Column("stocked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("pk_receipt_lines")),
    )
    op.create_index(
        "uq_receipt_lines_household_id_receipt_id_position",
        "receipt_lines",
        ["household_id", "receipt_id", "position"],
        unique=True,
    )

    op.create_table(
        "receipts",
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("blob", sa.String(length=64), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=True),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failure_code", sa.String(length=40), nullable=True),
        sa.Column("failure_detail", sa.String(length=500), nullable=True),
        sa.Column("engine", sa.String(length=40), nullable=True),
        sa.Column("read_s", sa.Double(), nullable=True),
        sa.Column("phash", sa.String(length=64), nullable=True),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("chain", sa.String(length=40), nullable=True),
        sa.Column("store", sa.String(length=120), nullable=True),
        sa.Column("nip", sa.String(length=10), nullable=True),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("purchased_on", sa.Date(), nullable=True),
        sa.Column("purchased_at", sa.String(length=5), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("total_minor", sa.BigInteger(), nullable=True),
        sa.Column("deposit_minor", sa.BigInteger(), nullable=True),
        sa.Column("payable_minor", sa.BigInteger(), nullable=True),
        sa.Column("balanced", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("repairs", sa.JSON(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("next_line", sa.Integer(), nullable=False),
        sa.Column("duplicate_of", sa.String(length=36), nullable=True),
        sa.Column("duplicate_reason", sa.String(length=24), nullable=True),
        sa.Column("transaction_id", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("pk_receipts")),
    )
    op.create_index(
        "ix_receipts_household_id_total_minor",
        "receipts",
        ["household_id", "total_minor", "purchased_on"],
        unique=False,
    )
    op.create_index("uq_receipts_household_id_blob", "receipts", ["household_id", "blob"], unique=True)

    op.create_table(
        "stock_events",
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("transaction_id", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("delta_milli", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("pk_stock_events")),
    )
    op.create_index(
        "ix_stock_events_household_id_lot_id", "stock_events", ["household_id", "lot_id", "sequence"], unique=False
    )
    op.create_index(
        "uq_stock_events_household_id_sequence", "stock_events", ["household_id", "sequence", "position"], unique=True
    )

    op.create_table(
        "stock_transactions",
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("reference", sa.String(length=36), nullable=True),
        sa.Column("undoes", sa.String(length=36), nullable=True),
        sa.Column("undone_by", sa.String(length=36), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("pk_stock_transactions")),
    )
    op.create_index(
        "uq_stock_transactions_household_id_sequence", "stock_transactions", ["household_id", "sequence"], unique=True
    )
    op.create_index(
        "uq_stock_transactions_household_id_undoes", "stock_transactions", ["household_id", "undoes"], unique=True
    )


def downgrade() -> None:
    op.drop_table("stock_transactions")
    op.drop_table("stock_events")
    op.drop_table("receipts")
    op.drop_table("receipt_lines")
    op.drop_table("products")
    op.drop_table("product_aliases")
    op.drop_table("lots")
    op.drop_table("jobs")
    op.drop_table("idempotent_answers")
    op.drop_table("households")
