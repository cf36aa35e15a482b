"""Changes of the database as somebody with the file would make them: past every trigger."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import Engine

from tests.data_access.raw_sql import plain_connection

_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid"


@contextmanager
def untriggered(engine: Engine) -> Iterator[Any]:
    """A connection on which no trigger and no reference is checked; each statement commits.

    The triggers are there again afterwards, so that nothing shows but the change.
    """
    with plain_connection(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute("SET session_replication_role = replica")
            yield connection
        else:
            connection.execute("PRAGMA synchronous = OFF")
            triggers = connection.execute(_TRIGGERS).fetchall()
            _at_once(connection, [f"DROP TRIGGER {name}" for name, _ in triggers])
            connection.execute("PRAGMA ignore_check_constraints = ON")
            yield connection
            _at_once(connection, [source for _, source in triggers])


def _at_once(connection: Any, statements: list[str]) -> None:
    for statement in ("BEGIN", *statements, "COMMIT"):
        connection.execute(statement)


def tamper(engine: Engine, *statements: str) -> None:
    """Carry the statements out past every trigger."""
    with untriggered(engine) as connection:
        for statement in statements:
            connection.execute(statement)


@contextmanager
def copied(engine: Engine, table: str) -> Iterator[None]:
    """Put the rows of a table back afterwards, whatever was done to them."""
    tamper(engine, f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")
    yield
    tamper(
        engine,
        f"DELETE FROM {table}",
        f"INSERT INTO {table} SELECT * FROM kept_{table}",
        f"DROP TABLE kept_{table}",
    )


def rows_of(engine: Engine, query: str) -> list[tuple[Any, ...]]:
    """What a plain connection reads; text as the database holds it, even when it is none."""
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(engine.url.database))) as connection:
            connection.text_factory = bytes
            return connection.execute(query).fetchall()
    with plain_connection(engine) as connection:
        return list(connection.execute(query).fetchall())
