"""One SQLite connection that only reads, with a thread of its own: a query costs a single hop between threads."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import URL, Row, Select, create_engine, event


class SqliteReader:
    """Runs single statements one after another, each on the newest committed state and outside any transaction.

    The asyncio drivers hop between threads for every step of a transaction (begin, execute, fetch, roll back, reset),
    which costs more than the rows of a page.
    """

    def __init__(self, url: URL) -> None:
        self._engine = create_engine(
            url, pool_size=1, max_overflow=0, connect_args={"isolation_level": None}, isolation_level="AUTOCOMMIT"
        )
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sqlite-reader")

        @event.listens_for(self._engine, "connect")
        def configure(connection: Any, record: object) -> None:  # noqa: ANN401, ARG001
            connection.execute("PRAGMA query_only=ON")

    async def fetch(
        self, statement: Select[*tuple[Any, ...]], parameters: Mapping[str, object] | None = None
    ) -> Sequence[Row[Any]]:
        """Return all rows of `statement`."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._fetch, statement, parameters)

    async def aclose(self) -> None:
        """Close the connection and end the thread."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._engine.dispose)
        self._thread.shutdown(wait=False)

    def _fetch(
        self, statement: Select[*tuple[Any, ...]], parameters: Mapping[str, object] | None
    ) -> Sequence[Row[Any]]:
        with self._engine.connect() as connection:
            return connection.execute(statement, parameters).all()
