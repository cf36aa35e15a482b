"""Putting rows into tables as they are, by the fastest way of each database."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, insert

from data_access.keeping.content import BATCH, Row, reader_of
from data_access.keeping.manifest import Unusable


def fill(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Iterable[Row]
) -> None:
    """Insert the rows, whose values stand in the order of `columns`."""
    put = _insert if connection.dialect.name == "sqlite" else _copy
    put(connection, table, columns, rows)


def _copy(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Iterable[Row]
) -> None:
    """PostgreSQL reads the written values itself; rows that refer to each other go in together."""
    cursor: Any = connection.connection.cursor()
    names = ", ".join(f'"{name}"' for name in columns)
    with cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def _insert(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Iterable[Row]
) -> None:
    readers = [reader_of(table.columns[name]) for name in columns]
    remaining = (_read(row, columns, readers) for row in rows)
    for batch in _batches(remaining):
        connection.execute(insert(table), batch)


def _read(
    row: Row, columns: tuple[str, ...], readers: list[Callable[[str], Any] | None]
) -> dict[str, Any]:
    try:
        return {
            name: read(value) if read and value is not None else value
            for name, read, value in zip(columns, readers, row, strict=True)
        }
    except (ValueError, TypeError, ArithmeticError) as failure:
        raise Unusable("it is damaged: a value is not of its column's kind") from failure


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
