"""Bring a database to the newest revision, once, whoever starts first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

import foodsave
from foodsave.errors import Unavailable

_ADVISORY_KEY = 0x466F6F64


def script_location() -> Path:
    """Return the folder of the migrations: inside the wheel, or at the root of a checkout."""
    package = Path(foodsave.__file__).parent
    inside = package / "alembic"
    return inside if inside.is_dir() else package.parents[1] / "alembic"


def sync_url(url: str) -> str:
    """Return `url` with the blocking driver of its engine."""
    parsed = make_url(url)
    name = parsed.drivername.split("+", 1)[0]
    driver = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
    return parsed.set(drivername=driver.get(name, parsed.drivername)).render_as_string(hide_password=False)


def migrate(url: str, revision: str = "head") -> None:
    """Upgrade the database of `url` to `revision`. Safe to call from several processes at once; blocking.

    SQLite is guarded by a lock file beside the database, PostgreSQL by an advisory lock.

    Raises:
        Unavailable: the database cannot be reached, or its folder cannot be made.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(script_location()).replace("%", "%%"))
    try:
        with _locked_connection(sync_url(url)) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
    except (OperationalError, OSError) as error:
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise Unavailable(f"the database cannot be used: {reason}", code="database_down") from error


@contextmanager
def _locked_connection(url: str) -> Iterator[Connection]:
    target = make_url(url)
    engine = create_engine(target)
    try:
        if target.get_backend_name() == "sqlite":
            path = Path(target.database or "foodsave.db")
            path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{path}.migrate.lock"), engine.connect() as connection:
                connection.execute(text("PRAGMA journal_mode=WAL"))
                yield connection
                connection.commit()
            return
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _ADVISORY_KEY})
            connection.commit()
            try:
                yield connection
                connection.commit()
            finally:
                connection.rollback()
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _ADVISORY_KEY})
                connection.commit()
    finally:
        engine.dispose()
