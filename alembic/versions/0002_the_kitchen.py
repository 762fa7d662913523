"""The kitchen: foods of products, changes of lots with their value, recipes, shopping lists."""

from __future__ import annotations

import json
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_tables()
    _widen_tables()
    _date_transactions()
    _value_events()


def _create_tables() -> None:
    op.create_table(
        "recipes",
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("base", sa.String(length=36), nullable=True),
        sa.Column("source", sa.String(length=2000), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("servings", sa.Integer(), nullable=False),
        sa.Column("prep_min", sa.Integer(), nullable=True),
        sa.Column("cook_min", sa.Integer(), nullable=True),
        sa.Column("course", sa.String(length=20), nullable=True),
        sa.Column("meals", sa.JSON(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("tools", sa.JSON(), nullable=False),
        sa.Column("ingredients", sa.JSON(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("pk_recipes")),
    )
    op.create_table(
        "shopping_items",
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("list_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("food_id", sa.String(length=60), nullable=True),
        sa.Column("product_id", sa.String(length=36), nullable=True),
        sa.Column("amount_milli", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.String(length=12), nullable=True),
        sa.Column("packs", sa.Integer(), nullable=True),
        sa.Column("pack_milli", sa.BigInteger(), nullable=True),
        sa.Column("pack_unit", sa.String(length=12), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("pk_shopping_items")),
    )
    op.create_table(
        "shopping_lists",
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("dishes", sa.JSON(), nullable=False),
        sa.Column("minimum", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("pk_shopping_lists")),
    )
    op.create_index("ix_recipes_household_id_key", "recipes", ["household_id", "key", "id"])
    op.create_index("uq_recipes_household_id_base", "recipes", ["household_id", "base"], unique=True)
    op.create_index("uq_recipes_household_id_digest", "recipes", ["household_id", "digest"], unique=True)
    op.create_index(
        "uq_shopping_items_household_id_list_id_position",
        "shopping_items",
        ["household_id", "list_id", "position"],
        unique=True,
    )
    op.create_index("ix_shopping_lists_household_id_created_at", "shopping_lists", ["household_id", "created_at"])


def _widen_tables() -> None:
    op.add_column("households", sa.Column("people", sa.Integer(), server_default="2", nullable=False))
    op.add_column("households", sa.Column("allergens", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("households", sa.Column("diets", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("lots", sa.Column("opened_on", sa.Date(), nullable=True))
    op.add_column("lots", sa.Column("frozen_on", sa.Date(), nullable=True))
    op.add_column("lots", sa.Column("thawed_on", sa.Date(), nullable=True))
    op.add_column("lots", sa.Column("placed_on", sa.Date(), nullable=True))
    op.add_column("lots", sa.Column("keeps_days", sa.Integer(), nullable=True))
    op.add_column("lots", sa.Column("keeps_opened_days", sa.Integer(), nullable=True))
    op.add_column("lots", sa.Column("split_from", sa.String(length=36), nullable=True))
    op.add_column("lots", sa.Column("recipe_id", sa.String(length=36), nullable=True))
    op.create_index("ix_lots_household_id_product_id", "lots", ["household_id", "product_id", "use_first_on"])
    op.add_column("product_aliases", sa.Column("rule", sa.String(length=8), server_default="name", nullable=False))
    op.drop_index("uq_product_aliases_household_id_chain_key", "product_aliases")
    op.create_index(
        "uq_product_aliases_household_id_chain_key_rule",
        "product_aliases",
        ["household_id", "chain", "key", "rule"],
        unique=True,
    )
    op.add_column("products", sa.Column("food_id", sa.String(length=60), nullable=True))
    op.add_column("products", sa.Column("food_basis", sa.String(length=12), server_default="new", nullable=False))
    op.add_column("products", sa.Column("gtin", sa.String(length=14), nullable=True))
    op.add_column("products", sa.Column("place", sa.String(length=12), nullable=True))
    op.add_column("products", sa.Column("piece_mg", sa.BigInteger(), nullable=True))
    op.add_column("products", sa.Column("density", sa.Integer(), nullable=True))
    op.add_column("products", sa.Column("pack_milli", sa.BigInteger(), nullable=True))
    op.add_column("products", sa.Column("pack_unit", sa.String(length=12), nullable=True))
    op.add_column("products", sa.Column("allergens", sa.JSON(), nullable=True))
    op.add_column("products", sa.Column("keeps_days", sa.Integer(), nullable=True))
    op.add_column("products", sa.Column("keeps_opened_days", sa.Integer(), nullable=True))
    op.add_column("products", sa.Column("minimum_milli", sa.BigInteger(), nullable=True))
    op.add_column("products", sa.Column("minimum_unit", sa.String(length=12), nullable=True))
    op.create_index("uq_products_household_id_gtin", "products", ["household_id", "gtin"], unique=True)
    op.add_column("stock_events", sa.Column("product_id", sa.String(length=36), nullable=True))
    op.add_column("stock_events", sa.Column("group_id", sa.String(length=40), nullable=True))
    op.add_column("stock_events", sa.Column("value_minor", sa.BigInteger(), nullable=True))
    op.add_column("stock_events", sa.Column("currency", sa.String(length=3), nullable=True))
    op.add_column("stock_events", sa.Column("reason", sa.String(length=24), nullable=True))
    op.create_index(
        "ix_stock_events_household_id_transaction_id", "stock_events", ["household_id", "transaction_id", "position"]
    )
    op.add_column(
        "stock_transactions", sa.Column("happened_on", sa.Date(), server_default="1970-01-01", nullable=False)
    )
    op.add_column("stock_transactions", sa.Column("actor", sa.String(length=80), nullable=True))
    op.add_column("stock_transactions", sa.Column("note", sa.String(length=200), nullable=True))
    op.create_index(
        "ix_stock_transactions_household_id_happened_on", "stock_transactions", ["household_id", "happened_on"]
    )


def _date_transactions() -> None:
    """Give every transaction the household's calendar date."""
    connection = op.get_bind()
    households = connection.execute(sa.text("SELECT id, timezone FROM households"))
    zones = {row.id: _zone(row.timezone) for row in households}
    days = []
    for row in connection.execute(sa.text("SELECT household_id, id, at FROM stock_transactions")).all():
        at = datetime.fromisoformat(row.at) if isinstance(row.at, str) else row.at
        moment = at if at.tzinfo else at.replace(tzinfo=UTC)
        day = moment.astimezone(zones.get(row.household_id, UTC)).date()
        days.append({"household": row.household_id, "id": row.id, "day": day})
    if days:
        update = sa.text(
            "UPDATE stock_transactions SET happened_on = :day WHERE household_id = :household AND id = :id"
        )
        connection.execute(update.bindparams(sa.bindparam("day", type_=sa.Date())), days)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:  # removed from the time zone database since
        return UTC


def _value_events() -> None:
    """Tell every event what it is about and what it is worth, as its lot was added."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            "SELECT household_id, id, lot_id, kind, data FROM stock_events ORDER BY household_id, sequence, position"
        )
    ).all()
    added: dict[tuple[str, str], dict[str, object]] = {}
    values = []
    for row in rows:
        if row.kind == "added":
            added[row.household_id, row.lot_id] = json.loads(row.data) if isinstance(row.data, str) else row.data
        facts = added.get((row.household_id, row.lot_id), {})
        price = facts.get("price_minor")
        told = {name: facts.get(name) for name in ("name", "unit", "amount_milli", "price_minor")}
        values.append(
            {
                "household": row.household_id,
                "id": row.id,
                "data": facts if row.kind == "added" else {"set": {}, "was": {}, "of": told},
                "product": facts.get("product_id"),
                "grp": facts.get("group_id"),
                "value": price if row.kind == "added" or not isinstance(price, int) else -price,
                "currency": facts.get("currency"),
            }
        )
    if values:
        connection.execute(
            sa.text(
                "UPDATE stock_events SET product_id = :product, group_id = :grp, value_minor = :value, "
                "currency = :currency, data = :data WHERE household_id = :household AND id = :id"
            ).bindparams(sa.bindparam("data", type_=sa.JSON())),
            values,
        )


def downgrade() -> None:
    op.drop_index("ix_stock_transactions_household_id_happened_on", "stock_transactions")
    op.drop_column("stock_transactions", "note")
    op.drop_column("stock_transactions", "actor")
    op.drop_column("stock_transactions", "happened_on")
    op.drop_index("ix_stock_events_household_id_transaction_id", "stock_events")
    op.drop_column("stock_events", "reason")
    op.drop_column("stock_events", "currency")
    op.drop_column("stock_events", "value_minor")
    op.drop_column("stock_events", "group_id")
    op.drop_column("stock_events", "product_id")
    op.drop_index("uq_products_household_id_gtin", "products")
    op.drop_column("products", "minimum_unit")
    op.drop_column("products", "minimum_milli")
    op.drop_column("products", "keeps_opened_days")
    op.drop_column("products", "keeps_days")
    op.drop_column("products", "allergens")
    op.drop_column("products", "pack_unit")
    op.drop_column("products", "pack_milli")
    op.drop_column("products", "density")
    op.drop_column("products", "piece_mg")
    op.drop_column("products", "place")
    op.drop_column("products", "gtin")
    op.drop_column("products", "food_basis")
    op.drop_column("products", "food_id")
    op.drop_index("uq_product_aliases_household_id_chain_key_rule", "product_aliases")
    op.execute("DELETE FROM product_aliases WHERE rule <> 'name'")
    op.create_index(
        "uq_product_aliases_household_id_chain_key", "product_aliases", ["household_id", "chain", "key"], unique=True
    )
    op.drop_column("product_aliases", "rule")
    op.drop_index("ix_lots_household_id_product_id", "lots")
    op.drop_column("lots", "recipe_id")
    op.drop_column("lots", "split_from")
    op.drop_column("lots", "keeps_opened_days")
    op.drop_column("lots", "keeps_days")
    op.drop_column("lots", "placed_on")
    op.drop_column("lots", "thawed_on")
    op.drop_column("lots", "frozen_on")
    op.drop_column("lots", "opened_on")
    op.drop_column("households", "diets")
    op.drop_column("households", "allergens")
    op.drop_column("households", "people")
    op.drop_table("shopping_lists")
    op.drop_table("shopping_items")
    op.drop_table("recipes")
