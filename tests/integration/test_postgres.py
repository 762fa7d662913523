"""The tests' own PostgreSQL, and the promise that both engines start empty."""

import psycopg
import pytest
from sqlalchemy import create_engine, inspect


def test_postgres_server_hands_out_a_new_database_each_time(postgres_server):
    first, second = postgres_server.create_database(), postgres_server.create_database()

    assert first != second
    with psycopg.connect(second) as connection:
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)


def test_postgres_server_refuses_a_wrong_password(postgres_server):
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(postgres_server.url("postgres").replace(postgres_server.password, "wrong"))


def test_database_url_names_an_empty_database_on_each_engine(database_url):
    engine = create_engine(database_url.replace("postgresql:", "postgresql+psycopg:"))

    assert inspect(engine).get_table_names() == []
    engine.dispose()
