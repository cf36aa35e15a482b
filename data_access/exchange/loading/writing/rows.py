"""Writes the rows of one table: new ones in bulk, changed ones by their key."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, groupby
from typing import Any

from psycopg.types.json import Json
from sqlalchemy import Connection, Update, bindparam, update

from data_access.exchange.format.types import ColumnFormat, Kind, TableFormat
from data_access.exchange.loading.checking.comparing import Change, Comparison, Rows
from data_access.exchange.loading.checking.stored import in_batches
from data_access.exchange.loading.writing.binding import binder, bound
from data_access.exchange.progress import Progress

_AT_ONCE = 10_000

#: The value that the database has for the value of a file; see `Names`.
Translate = Callable[[ColumnFormat, Any], Any]


def insert_new(
    connection: Connection,
    comparison: Comparison,
    translate: Translate,
    progress: Progress,
    **always: Any,
) -> None:
    """Insert the new rows; `always` are columns that no file has, the same in every row."""
    rows = comparison.rows
    told = [column for column in rows.told if not column.derived]
    names = [column.column.name for column in told] + list(always)
    values = _values(comparison, told, translate, tuple(always.values()))
    if not len(comparison.new):
        return
    write = _copy if connection.dialect.name == "postgresql" else _insert
    done = count(_AT_ONCE, _AT_ONCE)
    total = len(comparison.new)
    for _ in write(connection, comparison, names, values):
        progress(rows.table.name, min(next(done), total), total)


def _values(
    comparison: Comparison,
    told: Sequence[ColumnFormat],
    translate: Translate,
    always: tuple[Any, ...],
) -> Iterator[tuple[Any, ...]]:
    columns = [comparison.rows.column(column.name) for column in told]
    translated = [column.name != column.column.name for column in told]
    if any(translated):
        for at in comparison.new:
            cells = (translate(one, cells[at]) for one, cells in zip(told, columns, strict=True))
            yield (*cells, *always)
    else:
        for at in comparison.new:
            yield (*(cells[at] for cells in columns), *always)


def _insert(
    connection: Connection,
    comparison: Comparison,
    names: Sequence[str],
    values: Iterable[Sequence[Any]],
) -> Iterator[None]:
    """The driver's own executemany: SQLAlchemy would make a dictionary of every row."""
    table = comparison.rows.table.table
    places = [(at, binder(table.c[name].type, connection.dialect)) for at, name in enumerate(names)]
    binders = [(at, bind) for at, bind in places if bind is not None]
    columns, marks = ", ".join(names), ", ".join("?" * len(names))
    statement = f"INSERT INTO {table.name} ({columns}) VALUES ({marks})"  # noqa: S608  our own names
    for some in in_batches(values, _AT_ONCE):
        connection.exec_driver_sql(statement, [bound(row, binders) for row in some])
        yield


def _copy(
    connection: Connection,
    comparison: Comparison,
    names: Sequence[str],
    values: Iterable[Sequence[Any]],
) -> Iterator[None]:
    """One COPY: rules and revisions that PostgreSQL keeps by statement are kept once."""
    table = comparison.rows.table.name
    columns = ", ".join(f'"{name}"' for name in names)
    cursor = connection.connection.cursor()
    if any(column.kind is Kind.JSON for column in comparison.rows.told):
        values = ([_adapted(value) for value in row] for row in values)
    with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
        for some in in_batches(values, _AT_ONCE):
            for row in some:
                copy.write_row(row)
            yield


def _adapted(value: Any) -> Any:
    return Json(value) if isinstance(value, dict | list) else value


def update_changed(
    connection: Connection, comparison: Comparison, translate: Translate, progress: Progress
) -> None:
    """Bring the changed rows to what the file says."""
    rows = comparison.rows
    if not comparison.changed:
        return
    told = [one for one in rows.told if not one.derived and one.name not in rows.table.key]
    total, done = len(comparison.changed), 0
    for some in in_batches(comparison.changed, _AT_ONCE):
        for keys, changes in groupby(some, lambda change: _given(rows, change)):
            values = [
                {
                    f"{part}_{one.name}": translate(one, rows.value(change.position, one.name))
                    for part, columns in (("key", keys), ("to", told))
                    for one in columns
                }
                for change in changes
            ]
            connection.execute(_update(rows.table, keys, told), values)
        done += len(some)
        progress(rows.table.name, done, total)


def _given(rows: Rows, change: Change) -> tuple[ColumnFormat, ...]:
    """The columns of the key by which the row is named: not all have all of them."""
    named = (name for name in rows.table.key if rows.value(change.position, name) is not None)
    return tuple(map(rows.table.column, named))


def _update(
    table: TableFormat, keys: Sequence[ColumnFormat], told: Sequence[ColumnFormat]
) -> Update:
    others = (table.column(name) for name in table.key)
    return (
        update(table.table)
        .where(*(one.column == bindparam(f"key_{one.name}") for one in keys))
        .where(*(one.column.is_(None) for one in others if one not in keys))
        .values({one.column: bindparam(f"to_{one.name}") for one in told})
    )
