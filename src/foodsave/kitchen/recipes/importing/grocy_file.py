"""The SQLite file of Grocy, read as the data of a stranger: nothing in it is run, and reading ends.

Written for the tables of Grocy 4.0 to 4.5 (migrations 0220 and later). Amounts there are in the stock unit of a
product, prices are for one stock unit, and 2999-12-31 stands for "never".
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from foodsave.errors import Invalid, TooLarge

GROCY_BYTES = 25 * 1024 * 1024
MOST_ROWS = 20_000
_MAGIC = b"SQLite format 3\0"
_SECONDS = 10.0
_STEPS = 10_000
_LONGEST_CELL = 200_000
_WAL = b"\x02\x02"
_ROLLBACK = b"\x01\x01"
_COLUMNS = {
    "products": "id name product_group_id active location_id qu_id_stock due_type",
    "quantity_units": "id name name_plural",
    "quantity_unit_conversions": "from_qu_id to_qu_id factor product_id",
    "locations": "id name is_freezer",
    "stock": "id product_id amount best_before_date purchased_date price open opened_date location_id",
    "recipes": "id name description base_servings type",
    "recipes_pos": "id recipe_id product_id amount note qu_id only_check_single_unit_in_stock variable_amount",
    "recipes_nestings": "recipe_id includes_recipe_id servings",
}
_REQUIRED = {
    "products": "id name qu_id_stock",
    "quantity_units": "id name",
    "quantity_unit_conversions": "from_qu_id to_qu_id factor",
    "locations": "id name",
    "stock": "product_id amount",
    "recipes": "id name",
    "recipes_pos": "recipe_id product_id amount",
    "recipes_nestings": "recipe_id includes_recipe_id",
}
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GrocyTables:
    """The rows that an import needs, each a dictionary of its columns; a column that a release lacks is None."""

    products: list[Row]
    quantity_units: list[Row]
    quantity_unit_conversions: list[Row]
    locations: list[Row]
    stock: list[Row]
    recipes: list[Row]
    recipes_pos: list[Row]
    recipes_nestings: list[Row]


def read_tables(content: bytes) -> GrocyTables:
    """Return the tables of a Grocy database. Computes for a while: call it in a thread.

    Raises:
        Invalid: it is no SQLite file (not_grocy), damaged (damaged_file), or lacks a table of Grocy (not_grocy).
        TooLarge: it is larger, or has more rows, than is read.
    """
    if len(content) > GROCY_BYTES:
        raise TooLarge(f"a Grocy database may have {GROCY_BYTES} bytes", code="file_too_large")
    if not content.startswith(_MAGIC):
        raise Invalid("this is no database of Grocy; choose its data/grocy.db", code="not_grocy")
    with _opened(content) as connection:
        kinds = dict(connection.execute("SELECT name, type FROM sqlite_master"))
        missing = [table for table in _COLUMNS if kinds.get(table) != "table"]
        if missing:
            raise Invalid(
                f"this is no database of Grocy 4: it has no table {', '.join(missing)}; update Grocy and try again",
                code="not_grocy",
            )
        return GrocyTables(**{table: _rows(connection, table) for table in _COLUMNS})


@contextmanager
def _opened(content: bytes) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.deserialize(_without_wal(content))
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA cell_size_check=ON")
            connection.execute("PRAGMA query_only=ON")
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, GROCY_BYTES)
            deadline = time.monotonic() + _SECONDS
            connection.set_progress_handler(lambda: int(time.monotonic() > deadline), _STEPS)
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise Invalid("the database is damaged; make a new copy of data/grocy.db", code="damaged_file")
            connection.set_authorizer(_only_reading)
            yield connection
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            raise Invalid(
                f"the database cannot be read ({str(error)[:80]}); stop Grocy and make a new copy of data/grocy.db",
                code="damaged_file",
            ) from error


def _without_wal(content: bytes) -> bytes:
    """Return the file as one with a rollback journal: SQLite opens no log beside a database in memory."""
    return content[:18] + _ROLLBACK + content[20:] if content[18:20] == _WAL else content


def _only_reading(action: int, table: str | None, column: str | None, base: str | None, source: str | None) -> int:
    del column, base
    is_ours = action == sqlite3.SQLITE_SELECT or (action == sqlite3.SQLITE_READ and source is None)
    is_described = action == sqlite3.SQLITE_PRAGMA and table == "table_info"
    return sqlite3.SQLITE_OK if is_ours or is_described else sqlite3.SQLITE_DENY


def _rows(connection: sqlite3.Connection, table: str) -> list[Row]:
    there = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    lacking = set(_REQUIRED[table].split()) - there
    if lacking:
        raise Invalid(
            f"this is no database of Grocy 4: its table {table} has no column {', '.join(sorted(lacking))}",
            code="not_grocy",
        )
    wanted = _COLUMNS[table].split()
    selected = ", ".join(name if name in there else f"NULL AS {name}" for name in wanted)
    found = connection.execute(f"SELECT {selected} FROM {table} LIMIT {MOST_ROWS + 1}").fetchall()  # noqa: S608
    if len(found) > MOST_ROWS:
        raise TooLarge(f"the table {table} has more than {MOST_ROWS} rows", code="too_many_rows")
    for row in found:
        if any(isinstance(cell, str | bytes) and len(cell) > _LONGEST_CELL for cell in row):
            raise TooLarge(f"a text in the table {table} is too long", code="too_long")
    return [dict(zip(wanted, row, strict=True)) for row in found]
