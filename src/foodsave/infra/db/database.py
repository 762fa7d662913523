"""One engine, two kinds of transaction: reads that take no lock, writes committed before they are acknowledged."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any

import anyio
from sqlalchemy import Connection, Engine, Row, Select, event, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import QueuePool

from foodsave.errors import Unavailable
from foodsave.infra.db.sqlite_reader import SqliteReader

SQLITE_CONNECTIONS = 6
_BUSY_TIMEOUT_MS = 30_000


def async_url(url: str) -> str:
    """Return `url` with the asynchronous driver of its engine (aiosqlite or psycopg)."""
    parsed = make_url(url)
    driver = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
    name = parsed.drivername.split("+", 1)[0]
    return parsed.set(drivername=driver.get(name, parsed.drivername)).render_as_string(hide_password=False)


class Database:
    """The connection pool of one process.

    SQLite gets a few connections (each is a thread) and one writer at a time; PostgreSQL gets `pool_size` with
    `max_overflow` more under load.
    """

    def __init__(self, url: str, *, pool_size: int = 20, max_overflow: int = 10, pool_timeout_s: float = 30) -> None:
        target = make_url(async_url(url))
        self.dialect = target.get_backend_name()
        self._single_writer: AbstractAsyncContextManager[object] | None = None
        self._reader: SqliteReader | None = None
        # Values of statements are people's purchases: they stay out of tracebacks.
        options: dict[str, Any] = {"pool_timeout": pool_timeout_s, "hide_parameters": True}
        if self.dialect == "sqlite":
            options |= {"pool_size": SQLITE_CONNECTIONS, "max_overflow": 0, "connect_args": {"isolation_level": None}}
            self._single_writer = anyio.Lock()
            self._reader = SqliteReader(make_url(url).set(drivername="sqlite"))
        else:
            options |= {"pool_size": pool_size, "max_overflow": max_overflow, "pool_pre_ping": True}
        self._engine: AsyncEngine = create_async_engine(target, **options)
        if self.dialect == "sqlite":
            _prepare_sqlite(self._engine.sync_engine)
        self._writer = self._engine.execution_options(foodsave_write=True)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction that is rolled back at the end; on SQLite it takes no lock.

        Raises:
            Unavailable: no connection became free in time, or the database cannot be reached.
        """
        async with self._translated(), AsyncSession(self._engine, expire_on_commit=False) as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction that is committed when the block ends and rolled back when it raises.

        Raises:
            Unavailable: no connection became free in time, or the database cannot be reached or is locked.
        """
        async with AsyncExitStack() as stack:
            if self._single_writer is not None:
                await stack.enter_async_context(self._single_writer)
            await stack.enter_async_context(self._translated())
            session = await stack.enter_async_context(AsyncSession(self._writer, expire_on_commit=False))
            yield session
            await session.commit()

    async def fetch(
        self, statement: Select[*tuple[Any, ...]], parameters: Mapping[str, object] | None = None
    ) -> Sequence[Row[Any]]:
        """Return the rows of a single query: what a page needs, without the round trips of a transaction.

        Raises:
            Unavailable: no connection became free in time, or the database cannot be reached.
        """
        rows: Sequence[Row[Any]]
        async with self._translated():
            if self._reader is not None:
                rows = await self._reader.fetch(statement, parameters)
            else:
                async with self._engine.connect() as connection:
                    rows = (await connection.execute(statement, parameters)).all()
        return rows

    @property
    def checked_out(self) -> int:
        """Return how many pooled connections are in use now."""
        pool = self._engine.pool
        return pool.checkedout() if isinstance(pool, QueuePool) else 0

    async def ping(self) -> None:
        """Ask the database for one row.

        Raises:
            Unavailable: it does not answer.
        """
        async with self.read() as session:
            await session.execute(text("SELECT 1"))

    async def aclose(self) -> None:
        """Close every connection."""
        await self._engine.dispose()
        if self._reader is not None:
            await self._reader.aclose()

    @asynccontextmanager
    async def _translated(self) -> AsyncIterator[None]:
        try:
            yield
        except PoolTimeout as error:
            raise Unavailable("the database is busy; try again in a moment", code="database_busy") from error
        except DBAPIError as error:
            if error.connection_invalidated or _is_operational(error):
                raise Unavailable(
                    "the database does not answer; try again in a moment", code="database_down"
                ) from error
            raise


async def hold_exclusively(session: AsyncSession, key: str) -> None:
    """Let only one transaction at a time pass here for `key` until it ends (SQLite writers are alone anyway)."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": key})


def _is_operational(error: DBAPIError) -> bool:
    return type(error).__name__ == "OperationalError"


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, record: object) -> None:  # noqa: ANN401, ARG001
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            f"busy_timeout={_BUSY_TIMEOUT_MS}",
            "foreign_keys=ON",
            "temp_store=MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("foodsave_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
