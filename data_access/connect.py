"""Engines for the program database, and its failures in words that a caller can act on.

SQLite runs in WAL mode with foreign keys on, and writers take the write lock when they begin, so
two of them never work from the same picture. On PostgreSQL, READ COMMITTED with row locks does
the same.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc, make_url, text

from data_access.sealing.chain import seal_new_rows
from data_access.steering import restrict

DEFAULT_URL = "sqlite:///var/programme.db"
#: Pages of 4 KiB after which SQLite moves its log by itself.
LONGEST_LOG = 10_000
BUSY_TIMEOUT_MS = 5000
CONNECT_TIMEOUT_S = 3


class Trouble(StrEnum):
    """What is wrong with the database; the screen has a sentence for each."""

    AWAY = "away"
    NOT_OURS = "not_ours"
    NOT_MIGRATED = "not_migrated"
    READ_ONLY = "read_only"
    BUSY = "busy"


class DatabaseUnavailable(Exception):
    """The database cannot be used now; nothing was written. `trouble` says why."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(f"database {trouble}: {detail}" if detail else f"database {trouble}")
        self.trouble = trouble


def database_url() -> str:
    """The address of the program database, from PROGRAMME_DATABASE_URL."""
    return os.environ.get("PROGRAMME_DATABASE_URL") or DEFAULT_URL


def create_engine_for(url: str, *, steering: bool = False) -> Engine:
    """An engine for `url`; `steering` makes one that can only read what the steering role may.

    Raises DatabaseUnavailable when `url` is no address of SQLite or PostgreSQL.
    """
    try:
        engine = _engine(url)
    except (exc.ArgumentError, ImportError) as failure:
        raise DatabaseUnavailable(Trouble.AWAY, "its address is not one we can use") from failure
    if steering:
        restrict(engine)
    return engine


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    return create_engine(
        url,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": CONNECT_TIMEOUT_S},
    )


def _sqlite_engine(url: str) -> Engine:
    database = make_url(url).database
    if database and database != ":memory:":
        with suppress(OSError):  # opening it says what is wrong
            Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url, hide_parameters=True, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # BEGIN is ours, see _begin_sqlite
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=NORMAL")
    # The server moves the log (see `server.checkpoints`); by itself SQLite would do it every 1 000
    # pages, in the middle of somebody's decision, which took a fifth of a second then.
    connection.execute(f"PRAGMA wal_autocheckpoint={LONGEST_LOG}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def write_ahead(engine: Engine) -> None:
    """Let readers and a writer of SQLite work side by side; the file remembers it.

    Not done on every connect, because it changes the file, and the file may not be ours.
    """
    if engine.dialect.name == "sqlite":
        with _named_failures(), closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA journal_mode=WAL")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection to read from; database failures become DatabaseUnavailable."""
    with _named_failures(), engine.connect() as connection:
        yield connection


@contextmanager
def glance(engine: Engine) -> Iterator[Connection]:
    """A connection for a single question, which needs no transaction around it: PostgreSQL answers
    it in two exchanges fewer."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="AUTOCOMMIT")
    with reading(engine) as connection:
        yield connection


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection whose reads all see the same moment, however long they take.

    SQLite shows each transaction one moment by itself.
    """
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    with reading(engine) as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write transaction: committed when the block ends, rolled back when it raises.

    The audit rows that the block caused, or another program before, are sealed in it.
    """
    with _named_failures(), engine.execution_options(writes=True).begin() as connection:
        yield connection
        seal_new_rows(connection)


def check(engine: Engine) -> None:
    """Raise DatabaseUnavailable unless the database answers and has our newest schema."""
    with reading(engine) as connection:
        connection.execute(text("SELECT revision FROM data_revision LIMIT 1"))


@contextmanager
def _named_failures() -> Iterator[None]:
    try:
        yield
    except exc.DBAPIError as failure:
        trouble = _trouble(failure)
        if trouble is None:
            raise
        raise DatabaseUnavailable(trouble, type(failure.orig).__name__) from failure


_SQLITE_MESSAGES = {
    "file is not a database": Trouble.NOT_OURS,
    "no such table": Trouble.NOT_MIGRATED,
    "readonly": Trouble.READ_ONLY,
    "read-only": Trouble.READ_ONLY,
    "unable to open": Trouble.AWAY,
    "disk i/o": Trouble.AWAY,
    "disk is full": Trouble.READ_ONLY,
    "malformed": Trouble.NOT_OURS,
    "locked": Trouble.BUSY,
}
_POSTGRESQL_STATES = {
    "42P01": Trouble.NOT_MIGRATED,
    "25006": Trouble.READ_ONLY,
    "55P03": Trouble.BUSY,
    "3D000": Trouble.AWAY,
    "28P01": Trouble.AWAY,
}


def _trouble(failure: exc.DBAPIError) -> Trouble | None:
    """What kind of unavailability a driver error is; None when it is an ordinary refusal."""
    if isinstance(failure.orig, sqlite3.Error):
        message = str(failure.orig).lower()
        return next((t for part, t in _SQLITE_MESSAGES.items() if part in message), None)
    state = getattr(failure.orig, "sqlstate", None)
    if state in _POSTGRESQL_STATES:
        return _POSTGRESQL_STATES[state]
    lost = failure.connection_invalidated or (state or "08").startswith(("08", "57P"))
    operational = isinstance(failure, exc.OperationalError | exc.InterfaceError)
    return Trouble.AWAY if lost and operational else None
