"""Rows that point at rows which neither the files nor the database have."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from data_access.exchange.format.types import ColumnFormat
from data_access.exchange.loading.checking.comparing import Rows
from data_access.exchange.loading.checking.contradictions import MOST, Finding
from data_access.exchange.loading.checking.stored import known
from data_access.exchange.problems import Rule
from data_access.schema import metadata


def lost_references(connection: Connection, tables: Mapping[str, Rows]) -> Iterator[Finding]:
    """A finding for every cell that refers to nothing."""
    for rows in tables.values():
        for column in rows.told:
            if column.refers:
                missing = _missing(connection, rows.column(column.name), column, tables)
                if missing:
                    yield from islice(_at(rows, column, missing), MOST)


def _missing(
    connection: Connection, cells: Any, column: ColumnFormat, tables: Mapping[str, Rows]
) -> set[Any]:
    table, name = column.refers or ("", "")
    values = set(pd.unique(cells)) - {None}
    if table in tables and tables[table].has(name):
        values -= set(pd.unique(tables[table].column(name)))
    return values - known(connection, metadata.tables[table].c[name], values) if values else values


def _at(rows: Rows, column: ColumnFormat, missing: set[Any]) -> Iterator[Finding]:
    table, name = column.refers or ("", "")
    for at, value in enumerate(rows.column(column.name)):
        if value in missing:
            expected = f"the {name} of a row of {table}"
            yield rows.finding(at, column.name, Rule.UNKNOWN_ROW, expected)
