"""The rows of the database in the terms of the files."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from data_access.exchange.format.sources import source, with_names
from data_access.exchange.format.types import TableFormat

_AT_ONCE = 10_000
_ASKED_AT_ONCE = 500


def stored(connection: Connection, table: TableFormat) -> Iterator[Sequence[Any]]:
    """Every row of the table, its values in the order of the format's columns."""
    with connection.execute(_query(table).execution_options(yield_per=_AT_ONCE)) as result:
        yield from result


def _query(table: TableFormat) -> Select[Any]:
    columns = map(source, table.columns)
    return select(*columns).select_from(with_names(table, table.columns))


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
