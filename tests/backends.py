"""The two kinds of database that the tests run on, each making databases from nothing or a copy."""

import shutil
import uuid
from pathlib import Path
from typing import Protocol

from tests.postgres import PostgresServer

DEMO_PASSWORD = "correct horse battery"  # of the demo accounts in every database made here


class Backend(Protocol):
    """Makes databases; `name` is what SQLAlchemy calls the kind."""

    name: str

    def create(self, copy_of: str | None = None) -> str:
        """The URL of a new database: empty, or a copy of the one at that URL, which must be at
        rest (no open connections)."""

    def drop(self, url: str) -> None:
        """Remove a database again."""


class SqliteBackend:
    """Each database is a file in one folder."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def create(self, copy_of: str | None = None) -> str:
        """A path that does not exist yet, or a copy of the template's file."""
        path = self._folder / f"{uuid.uuid4().hex}.db"
        if copy_of is not None:
            shutil.copyfile(_file(copy_of), path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        """Remove the file and SQLite's companions to it."""
        for path in self._folder.glob(f"{_file(url).name}*"):
            path.unlink()


class PostgresBackend:
    """Each database is one on the server that the tests started."""

    name = "postgresql"

    def __init__(self, server: PostgresServer) -> None:
        self._server = server

    def create(self, copy_of: str | None = None) -> str:
        """CREATE DATABASE, with the template's content when one is given."""
        name = f"test_{uuid.uuid4().hex}"
        template = _database(copy_of) if copy_of else "template0"
        self._server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return self._server.url(name)

    def drop(self, url: str) -> None:
        """DROP DATABASE, whoever is still connected."""
        self._server.execute(f'DROP DATABASE "{_database(url)}" WITH (FORCE)')


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _database(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]
