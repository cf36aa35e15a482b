"""The rows of a table as its file has them: every database in the same order."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Select, String, collate, select
from sqlalchemy.sql.elements import ColumnElement

from data_access.exchange.format.types import ColumnFormat, TableFormat
from data_access.schema import sparring_application

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
    query = select(*map(_source, columns))
    if any(_is_number(column) for column in columns) and table.table is not sparring_application:
        application_id = sparring_application.c.application_id
        joined = table.table.join(
            sparring_application, table.table.c.application_id == application_id
        )
        query = query.select_from(joined)
    key = [_source(table.column(name)) for name in table.key]
    return query.order_by(*(_by_letters(column, dialect) for column in key))


def _source(column: ColumnFormat) -> ColumnElement[Any]:
    return sparring_application.c.application_no if _is_number(column) else column.column


def _is_number(column: ColumnFormat) -> bool:
    """Whether the file has an application's number where the table has its id."""
    return column.name != column.column.name


def _by_letters(column: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    """Texts in the order of their code points, which SQLite has and PostgreSQL must be told."""
    if dialect == "postgresql" and isinstance(column.type, String):
        return collate(column, "C")
    return column
