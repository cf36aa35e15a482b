"""Where the values of a file stand in the database: a thing that people know by a number of its
own is named by that, not by the id that the table has."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, FromClause

from data_access.exchange.format.types import ColumnFormat, TableFormat
from data_access.schema import metadata


def is_named(column: ColumnFormat) -> bool:
    """Whether the file has a number that people use where the table has an id."""
    return column.name != column.column.name


def source(column: ColumnFormat) -> Column[Any]:
    """The column that holds what the file has."""
    if not is_named(column) or column.refers is None:
        return column.column
    table, name = column.refers
    return metadata.tables[table].c[name]


def with_names(table: TableFormat, columns: Iterable[ColumnFormat]) -> FromClause:
    """The table joined with those that hold the numbers of its rows."""
    joined: FromClause = table.table
    for column in filter(is_named, columns):
        target = source(column).table
        (key,) = target.primary_key.columns
        joined = joined.join(target, column.column == key, isouter=bool(column.column.nullable))
    return joined
