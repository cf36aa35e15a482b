"""Texts with characters that no file may bring in, though another program may have stored them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)

from data_access.exchange.format.tables import FORMATS
from data_access.exchange.format.types import Kind, TableFormat
from data_access.schema import sparring_application

#: Control characters but for the tabulator and line breaks, as a class of GLOB and of patterns.
#: NUL is apart: it ends a text for GLOB, and PostgreSQL has none.
_CONTROL = "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"


def uncanny_texts(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Table, row and column of each: the first such column of a row."""
    dialect = connection.dialect.name
    questions = [
        _question(table, columns, dialect) for table in FORMATS if (columns := _texts(table))
    ]
    rows = connection.execute(union_all(*questions)).all()
    yield from sorted((str(table), str(row), str(column)) for table, row, column in rows)


def _texts(table: TableFormat) -> list[Any]:
    """The columns of text; those that name another row have it from there."""
    return [each.column for each in table.columns if each.kind is Kind.TEXT and not each.refers]


def _question(table: TableFormat, columns: list[Any], dialect: str) -> Any:
    uncanny = {column.name: _has_control(column, dialect) for column in columns}
    named = case(*((found, literal(name)) for name, found in uncanny.items()))
    return (
        select(literal(table.name), _row(table), named)
        .select_from(table.table)
        .where(or_(*uncanny.values()))
    )


def _has_control(column: Any, dialect: str) -> ColumnElement[bool]:
    if dialect == "postgresql":
        return column.op("~", is_comparison=True)(_CONTROL)
    glob = column.op("GLOB", is_comparison=True)(f"*{_CONTROL}*")
    return or_(glob, func.instr(column, func.char(0)) > 0)


def _row(table: TableFormat) -> ColumnElement[str]:
    """What names the row: of an application's rows its number, else the first column of the key."""
    if table.name != sparring_application.name and "application_id" in table.table.c:
        number = sparring_application.c.application_no
        same = sparring_application.c.application_id == table.table.c.application_id
        return select(number).where(same).scalar_subquery()
    first = table.column(table.key[0]) if table.key else table.columns[0]
    return cast(first.column, String)
