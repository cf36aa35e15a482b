"""Taking a backup: the whole database as it stands at one moment, while others go on writing."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Engine, exc

from data_access import access_log, migrations
from data_access.connect import snapshot, writing
from data_access.keeping import archive
from data_access.keeping.content import kept_tables, lines
from data_access.keeping.manifest import Manifest


class NotTaken(Exception):
    """There is no backup; the message says why, for people."""


def backup(engine: Engine, path: Path, *, by: str) -> Manifest:
    """Write a new file at `path` that `restore` can read, for its owner's eyes only.

    Everything in it is of one moment. It appears when it is whole and logged; raises NotTaken, and
    DatabaseUnavailable.
    """
    with _appearing_at(path) as file:
        manifest = _written(engine, file)
        with writing(engine) as connection:
            access_log.record(connection, by, "backed_up", path.name[:100])
    return manifest


def _written(engine: Engine, file: IO[bytes]) -> Manifest:
    try:
        with snapshot(engine) as connection:
            _require_newest(connection)
            return write(connection, file)
    except exc.DBAPIError as failure:
        raise NotTaken(f"the database cannot be read: {type(failure.orig).__name__}") from failure


def _require_newest(connection: Connection) -> None:
    """Older databases cannot log that a backup was taken."""
    revision, newest = migrations.revision(connection), migrations.known()[-1]
    if revision != newest:
        there = f"schema {revision}" if revision else "no schema of ours"
        raise NotTaken(f"the database has {there}, this program {newest}: run migrate first")


def write(connection: Connection, file: IO[bytes]) -> Manifest:
    """Write what this connection's transaction sees, whatever revision of the schema it has."""
    revision = str(migrations.revision(connection))
    taken_at = datetime.now(UTC).isoformat(timespec="seconds")
    with archive.writable(file) as bundle:
        parts = {
            table.name: archive.write_part(
                bundle, table.name, table.columns.keys(), lines(connection, table)
            )
            for table in kept_tables(connection)
        }
        manifest = Manifest(revision, taken_at, connection.dialect.name, parts)
        archive.write_manifest(bundle, manifest)
    return manifest


@contextmanager
def _appearing_at(path: Path) -> Iterator[IO[bytes]]:
    """A file that gets its name `path` when the block ends well, and else leaves nothing behind."""
    try:
        _refuse_to_overwrite(path)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _refuse_to_overwrite(path)
            Path(name).rename(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as failure:
        raise NotTaken(f"{path} cannot be written: {failure.strerror}") from failure


def _refuse_to_overwrite(path: Path) -> None:
    if os.path.lexists(path):
        raise NotTaken(f"{path} is there already")
