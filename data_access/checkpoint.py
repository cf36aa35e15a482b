"""Moving what SQLite has in its log into the file, before a decision would have to wait for it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from data_access.connect import DatabaseUnavailable, Trouble, reading


def log_of(engine: Engine) -> Path | None:
    """The file of SQLite's log, which need not exist; None where the database has none."""
    database = engine.url.database if engine.dialect.name == "sqlite" else None
    return None if database in (None, "", ":memory:") else Path(f"{database}-wal")


def checkpoint(engine: Engine) -> None:
    """Move the log of an SQLite database into its file; neither readers nor writers wait for it.

    What is still being read from the log stays there for the next time. Raises
    connect.DatabaseUnavailable.
    """
    try:
        with reading(engine) as connection, closing(connection.connection.cursor()) as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    except sqlite3.Error as failure:  # past SQLAlchemy, which would begin a transaction
        raise DatabaseUnavailable(Trouble.AWAY, type(failure).__name__) from failure
