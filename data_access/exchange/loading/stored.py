"""The rows of the database in the terms of the files."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, select

from data_access.exchange.format.types import ColumnFormat, TableFormat
from data_access.schema import metadata

_AT_ONCE = 10_000
_ASKED_AT_ONCE = 500


def stored(connection: Connection, table: TableFormat) -> Iterator[Sequence[Any]]:
    """Every row of the table, its values in the order of the format's columns."""
    with connection.execute(_query(table).execution_options(yield_per=_AT_ONCE)) as result:
        yield from result


def _query(table: TableFormat) -> Select[Any]:
    query = select(*map(_named, table.columns)).select_from(table.table)
    for column in table.columns:
        if _is_named_elsewhere(column):
            target = _named(column).table
            query = query.join(target, column.column == target.c[_reference(column).name])
    return query


def _is_named_elsewhere(column: ColumnFormat) -> bool:
    return column.name != column.column.name


def _named(column: ColumnFormat) -> Any:
    """Where the value that a file has stands: of an application its number, not its id."""
    if not _is_named_elsewhere(column) or column.refers is None:
        return column.column
    table, name = column.refers
    return metadata.tables[table].c[name]


def _reference(column: ColumnFormat) -> Column[Any]:
    """The column of the named table that the database refers to."""
    table, _ = column.refers or ("", "")
    (key,) = metadata.tables[table].primary_key.columns
    return key


def known(connection: Connection, column: ColumnElement[Any], values: Iterable[Any]) -> set[Any]:
    """Those of `values` that the column holds."""
    found: set[Any] = set()
    for some in in_batches(values, _ASKED_AT_ONCE):
        found.update(connection.execute(select(column).where(column.in_(some))).scalars())
    return found


def in_batches(values: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The values in lists of at most `size`."""
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some
