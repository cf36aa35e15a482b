"""The rows of a table as its file has them: every database in the same order."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Select, String, collate, select
from sqlalchemy.sql.elements import ColumnElement

from data_access.exchange.format.sources import source, with_names
from data_access.exchange.format.types import ColumnFormat, TableFormat

#: Rows that are fetched and written at a time.
CHUNK = 10_000


@contextmanager
def chunks(
    connection: Connection, table: TableFormat, columns: Sequence[ColumnFormat]
) -> Iterator[Iterator[Sequence[Sequence[Any]]]]:
    """The values of the columns, row by row in the order of the key, some rows at a time."""
    query = _query(table, columns, connection.dialect.name)
    with connection.execute(query, execution_options={"yield_per": CHUNK}) as rows:
        yield rows.partitions()


def columns_of(table: TableFormat, *, personal: bool) -> tuple[ColumnFormat, ...]:
    """The columns of the table's file, with or without those that name people."""
    return tuple(column for column in table.columns if personal or not column.personal)


def _query(table: TableFormat, columns: Sequence[ColumnFormat], dialect: str) -> Select[Any]:
    query = select(*map(source, columns)).select_from(with_names(table, columns))
    key = map(table.column, table.key)
    return query.order_by(*(_by_letters(column, dialect) for column in key))


def _by_letters(column: ColumnFormat, dialect: str) -> ColumnElement[Any]:
    """Texts in the order of their code points, which SQLite has and PostgreSQL must be told; so
    it must of rows without a value, which come first."""
    values: ColumnElement[Any] = source(column)
    if dialect == "postgresql" and isinstance(values.type, String):
        values = collate(values, "C")
    return values.nulls_first() if column.column.nullable else values
