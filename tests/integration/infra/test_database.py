import asyncio
from datetime import UTC, date, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, create_engine, make_url, select, text
from sqlalchemy.exc import OperationalError

from foodsave.core.profiles.models import HouseholdRow
from foodsave.core.profiles.service import ensure_household
from foodsave.errors import Unavailable
from foodsave.infra.db import Base, Database, migrate
from foodsave.infra.db.migrations import sync_url
from foodsave.infra.db.sqlite_reader import SqliteReader
from foodsave.kit.clock import SystemClock


@pytest.fixture
def engine(database_url):
    engine = create_engine(sync_url(database_url))
    yield engine
    engine.dispose()


def differences(engine):
    with engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection), Base.metadata)


def test_migrate_makes_the_tables_that_the_models_describe(database_url, engine):
    migrate(database_url)

    assert differences(engine) == []


def made_up(column):
    """Any value that the column takes; the same for a key and for what refers to it."""
    kinds = {datetime: datetime(2026, 1, 1, tzinfo=UTC), date: date(2026, 1, 1), dict: {}, bool: False}
    return "x" * min(column.type.length or 1, 36) if (kind := column.type.python_type) is str else kinds.get(kind, 1)


def test_migrate_upgrades_a_database_with_a_row_in_every_table_of_the_first_revision(database_url, engine):
    # With a single revision this says no more than that nothing happens twice; each later one has to pass it.
    migrate(database_url, "0001")
    first = MetaData()
    first.reflect(engine)
    tables = [table for table in first.sorted_tables if table.name != "alembic_version"]
    with engine.begin() as connection:
        for table in tables:
            connection.execute(table.insert(), {column.name: made_up(column) for column in table.columns})

    migrate(database_url)

    with engine.connect() as connection:
        kept = [len(connection.execute(table.select()).all()) for table in tables]
    assert (len(tables) > 5, set(kept)) == (True, {1})
    assert differences(engine) == []


async def test_migrate_run_by_several_at_once_happens_once(database_url):
    await asyncio.gather(*(asyncio.to_thread(migrate, database_url) for _ in range(4)))

    database = Database(database_url)
    await database.ping()
    await database.aclose()


async def test_ensure_household_called_by_several_processes_makes_one(home, database_url):
    other = Database(database_url)
    households = await asyncio.gather(
        *(ensure_household(database, SystemClock()) for database in (home.database, other) for _ in range(5))
    )
    await other.aclose()

    assert {household.id for household in households} == {home.household.id}


async def test_write_rolls_back_when_the_block_raises(home):
    async def break_off() -> None:
        async with home.database.write() as session:
            session.add(HouseholdRow(**_row("gone")))
            await session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await break_off()

    async with home.database.read() as session:
        assert await session.get(HouseholdRow, "gone") is None


async def test_read_never_commits(home):
    async with home.database.read() as session:
        session.add(HouseholdRow(**_row("gone")))
        await session.flush()

    async with home.database.read() as session:
        assert await session.get(HouseholdRow, "gone") is None


async def test_write_by_many_at_once_loses_nothing(home):
    async def add(number: int) -> None:
        async with home.database.write() as session:
            session.add(HouseholdRow(**_row(f"h{number}")))

    await asyncio.gather(*(add(number) for number in range(40)))

    async with home.database.read() as session:
        assert len((await session.scalars(select(HouseholdRow))).all()) == 41


async def test_checked_out_is_zero_after_cancelled_work(home):
    async def work(number: int) -> None:
        transaction = home.database.write if number % 2 else home.database.read
        async with transaction() as session:
            await session.execute(text("SELECT 1"))
            await asyncio.sleep(0.001)

    tasks = [asyncio.create_task(work(number)) for number in range(200)]
    for task in tasks[::5]:
        await asyncio.sleep(0)
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    assert home.database.checked_out == 0
    await home.database.ping()


async def test_fetch_sees_what_was_committed_last(home):
    names = select(HouseholdRow.name).order_by(HouseholdRow.id)
    before = await home.database.fetch(names)
    async with home.database.write() as session:
        session.add(HouseholdRow(**_row("~last") | {"name": "Działka"}))
        await session.flush()
        meanwhile = await home.database.fetch(names)

    after = await home.database.fetch(names)

    assert [row.name for row in meanwhile] == [row.name for row in before]
    assert [row.name for row in after] == [*(row.name for row in before), "Działka"]


async def test_fetch_by_many_of_whom_some_give_up_holds_no_connection(home):
    tasks = [asyncio.create_task(home.database.fetch(select(HouseholdRow.id))) for _ in range(200)]
    for task in tasks[::5]:
        await asyncio.sleep(0)
        task.cancel()
    found = await asyncio.gather(*tasks, return_exceptions=True)

    assert home.database.checked_out == 0
    assert sum(isinstance(rows, BaseException) for rows in found) <= 40


async def test_fetch_says_so_when_nothing_answers(tmp_path):
    for url in ("postgresql://nobody@127.0.0.1:1/none", f"sqlite:///{tmp_path}/no/such/folder/foodsave.db"):
        database = Database(url)
        with pytest.raises(Unavailable, match="does not answer"):
            await database.fetch(select(HouseholdRow.id))
        await database.aclose()


async def test_sqlite_reader_refuses_to_write(tmp_path):
    reader = SqliteReader(make_url(f"sqlite:///{tmp_path / 'foodsave.db'}"))

    with pytest.raises(OperationalError, match="readonly"):
        await reader.fetch(text("CREATE TABLE t (x)"))
    await reader.aclose()


async def test_instants_come_back_aware_and_equal(home):
    moment = datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)
    async with home.database.write() as session:
        session.add(HouseholdRow(**_row("h") | {"created_at": moment}))

    async with home.database.read() as session:
        row = await session.get(HouseholdRow, "h")
    assert row is not None
    assert row.created_at == moment


async def test_instants_without_a_zone_are_refused(home):
    with pytest.raises(Exception, match="time zone"):
        async with home.database.write() as session:
            session.add(HouseholdRow(**_row("h") | {"created_at": datetime(2026, 1, 1)}))  # noqa: DTZ001


async def test_ping_says_so_when_nothing_answers():
    database = Database("postgresql://nobody@127.0.0.1:1/none")

    with pytest.raises(Unavailable, match="does not answer"):
        await database.ping()
    await database.aclose()


async def test_read_says_so_when_no_connection_becomes_free(database_url):
    await asyncio.to_thread(migrate, database_url)
    database = Database(database_url, pool_size=1, max_overflow=0, pool_timeout_s=0.05)
    busy = [database.read() for _ in range(6 if database.dialect == "sqlite" else 1)]
    for transaction in busy:
        session = await transaction.__aenter__()
        await session.execute(text("SELECT 1"))

    with pytest.raises(Unavailable, match="busy"):
        await database.ping()

    for transaction in busy:
        await transaction.__aexit__(None, None, None)
    await database.aclose()


def _row(household_id: str) -> dict[str, object]:
    return {
        "id": household_id,
        "name": "Dom",
        "locale": "pl",
        "currency": "PLN",
        "timezone": "Europe/Warsaw",
        "created_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
