"""Triggers out of force while a transaction writes what they once made, and back as they were."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Table

_SOURCES = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid"
_UNUSUAL = """
    SELECT relname, tgname, tgenabled FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
     WHERE NOT tgisinternal AND tgenabled <> 'O' AND relnamespace = 'public'::regnamespace
"""
_STATES = {"D": "DISABLE TRIGGER", "R": "ENABLE REPLICA TRIGGER", "A": "ENABLE ALWAYS TRIGGER"}


@contextmanager
def off(connection: Connection, tables: Iterable[Table]) -> Iterator[None]:
    """No trigger fires in the block, in this transaction. When the block raises, roll back."""
    ours = _off_sqlite if connection.dialect.name == "sqlite" else _off_postgresql
    with ours(connection, [table.name for table in tables]):
        yield


@contextmanager
def _off_sqlite(connection: Connection, _tables: list[str]) -> Iterator[None]:
    """SQLite has no switch: they are dropped, and made again from their own text in their order."""
    sources = connection.exec_driver_sql(_SOURCES).all()
    for name, _ in sources:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _, source in sources:
        connection.exec_driver_sql(source)


@contextmanager
def _off_postgresql(connection: Connection, tables: list[str]) -> Iterator[None]:
    unusual = connection.exec_driver_sql(_UNUSUAL).all()
    for table in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
    yield
    # A table is not altered while references that are looked at in the end wait for that.
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
    for table, name, state in unusual:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" {_STATES[state]} "{name}"')
