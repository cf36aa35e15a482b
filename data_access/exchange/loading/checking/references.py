"""Rows that point at rows which neither the files nor the database have."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import Connection, ForeignKeyConstraint, select

from data_access.exchange.format.tables import BY_NAME
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
        for reference in _references_together(rows):
            yield from islice(_lost_together(connection, rows, reference, tables), MOST)


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


class _Together(NamedTuple):
    """Columns that name a row of another table only together, and what they are called there."""

    names: tuple[str, ...]
    table: str
    referred: tuple[str, ...]


def _references_together(rows: Rows) -> Iterator[_Together]:
    """Such references of a table; histories, which name their subject by number, have rules of
    their own."""
    for constraint in rows.table.table.constraints:
        if isinstance(constraint, ForeignKeyConstraint) and len(constraint.elements) > 1:
            names = tuple(column.name for column in constraint.columns)
            table = constraint.referred_table.name
            if table in BY_NAME and all(map(rows.has, names)):
                referred = tuple(element.column.name for element in constraint.elements)
                yield _Together(names, table, referred)


def _lost_together(
    connection: Connection, rows: Rows, reference: _Together, tables: Mapping[str, Rows]
) -> Iterator[Finding]:
    there = _stored_together(connection, reference)
    if reference.table in tables:
        there.update(tables[reference.table].keys(reference.referred))
    for at, values in enumerate(rows.keys(reference.names)):
        if None not in values and values not in there:
            expected = f"the {' and '.join(reference.referred)} of a row of {reference.table}"
            yield rows.finding(at, reference.names[-1], Rule.UNKNOWN_ROW, expected)


def _stored_together(connection: Connection, reference: _Together) -> set[Any]:
    columns = (metadata.tables[reference.table].c[name] for name in reference.referred)
    return {tuple(row) for row in connection.execute(select(*columns))}
