"""Restoring a backup into an empty database: all of it or nothing, of either kind from either."""

from collections.abc import Mapping
from pathlib import Path

import psycopg
from sqlalchemy import Connection, Engine, Table, delete, exc, func, select, text, update

from data_access import access_log, migrations, sequences
from data_access.connect import write_ahead, writing
from data_access.emptiness import filled
from data_access.integrity.findings import Verification
from data_access.integrity.verification import examine
from data_access.keeping import triggers
from data_access.keeping.archive import Backup, opened
from data_access.keeping.content import kept_tables
from data_access.keeping.filling import fill
from data_access.keeping.manifest import Manifest, Part, Unusable
from data_access.schema import data_revision, metadata
from data_access.sealing.chain import seal_new_rows


class NotRestored(Exception):
    """Nothing was written; the message says why, for people."""


class NotSound(NotRestored):
    """Nothing was written: the backup is whole, but `verify` finds something wrong in its data."""


def restore(
    engine: Engine, path: Path, *, by: str, despite_findings: bool = False
) -> tuple[Manifest, Verification]:
    """Fill an empty database, migrated or not, from the backup at `path`, in one transaction.

    What was written by an older version of the program comes to the newest schema on the way.
    Returns what was restored and what `verify` found in it: nothing, unless `despite_findings`.
    Raises Unusable when the file is no good, NotRestored, and DatabaseUnavailable.
    """
    with opened(path) as backup:
        _refuse_newer(backup.manifest)
        backup.check()
        try:
            with writing(engine) as connection:
                _restore(connection, backup)
                found = _examined(connection, despite_findings)
                access_log.record(connection, by, "restored", path.name[:100])
        except (exc.StatementError, psycopg.Error) as failure:
            raise NotRestored(_refusal(failure)) from failure
    write_ahead(engine)
    return backup.manifest, found


def _refuse_newer(manifest: Manifest) -> None:
    known = migrations.known()
    if manifest.schema_revision not in known:
        raise Unusable(
            "it was made by a newer version of the program: "
            f"it has schema {manifest.schema_revision}, this version knows up to {known[-1]}"
        )


def _examined(connection: Connection, despite_findings: bool) -> Verification:
    """What `verify` finds; raises NotSound when that is anything, unless it does not matter."""
    seal_new_rows(connection)
    found = examine(connection)
    if not found.ok and not despite_findings:
        first = found.findings[0]
        raise NotSound(
            f"the data is not sound: {len(found.findings)} findings, the first one "
            f"{first.kind} in {first.table} {first.row}: {first.detail}"
        )
    return found


def _refusal(failure: exc.StatementError | psycopg.Error) -> str:
    """The database's refusal without its values, which may be personal."""
    origin = failure.orig if isinstance(failure, exc.StatementError) else failure
    rule = getattr(getattr(origin, "diag", None), "constraint_name", None)
    return f"the database does not take it: {rule or type(origin).__name__}"


def _restore(connection: Connection, backup: Backup) -> None:
    _require_empty(connection)
    migrations.move(connection, backup.manifest.schema_revision)
    _fill(connection, backup)
    migrations.move(connection, migrations.known()[-1])
    sequences.advance(connection, metadata)
    _tell_all_screens(connection)


def _require_empty(connection: Connection) -> None:
    """Hold the database for ourselves, and raise NotRestored unless it is empty and ours."""
    tables = kept_tables(connection)
    revision = migrations.revision(connection)
    if tables and revision is None:
        raise NotRestored("the database holds tables of another program")
    if revision and revision not in migrations.known():
        raise NotRestored(f"the database has schema {revision}, newer than this program")
    if connection.dialect.name == "postgresql" and tables:
        names = ", ".join(f'"{table.name}"' for table in tables)
        connection.exec_driver_sql(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
    table = filled(connection, tables)
    if table is not None:
        raise NotRestored(f"the database is not empty: {table} has rows")


def _fill(connection: Connection, backup: Backup) -> None:
    tables = kept_tables(connection)
    parts = backup.manifest.parts
    if {table.name: set(table.columns.keys()) for table in tables} != {
        name: set(part.columns) for name, part in parts.items()
    }:
        raise Unusable("it is damaged: its tables are not those of its schema")
    with triggers.off(connection, tables):
        _let_rows_refer_to_later_ones(connection)
        for table in reversed(tables):
            connection.execute(delete(table))
        for table in tables:
            fill(connection, table, parts[table.name].columns, backup.rows(table.name))
    _compare(connection, tables, parts)


def _compare(connection: Connection, tables: list[Table], parts: Mapping[str, Part]) -> None:
    """Raise NotRestored unless every row is there, and what it refers to."""
    for table in tables:
        count = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if count != parts[table.name].rows:
            raise NotRestored(f"{table.name} got {count} of {parts[table.name].rows} rows")
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if lost:
            raise NotRestored(f"a row of {lost[0]} refers to none of {lost[2]}")


def _let_rows_refer_to_later_ones(connection: Connection) -> None:
    """SQLite looks at references when it commits; PostgreSQL does after each whole table."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")


def _tell_all_screens(connection: Connection) -> None:
    """Raise every counter past what a screen can have seen, and say so."""
    connection.execute(update(data_revision).values(revision=data_revision.c.revision + 1))
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_notify('data_revision', 'restored')"))
