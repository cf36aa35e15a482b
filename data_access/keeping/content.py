"""What a backup holds of a database, as the database itself says: at any revision of the schema."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    ForeignKeyConstraint,
    MetaData,
    Numeric,
    Table,
    Text,
    cast,
    select,
)
from sqlalchemy.schema import sort_tables

#: Sessions with what they have open and sign-ins end with the database they were in; the rest is
#: the schema's own upkeep.
LEFT_OUT = frozenset(
    {
        "user_session",
        "open_application",
        "sign_in_code",
        "sign_in_throttle",
        "alembic_version",
        "audit_gate",
    }
)
BATCH = 2000  # rows at a time: enough for speed, little enough for memory

Row = Sequence[Any]


def kept_tables(connection: Connection) -> list[Table]:
    """The tables that a backup holds, those first that others refer to.

    Documents are text here: what stands in them is kept to the letter.
    """
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name not in LEFT_OUT)
    for table in found.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = Text()
    return sort_tables(found.tables.values(), skip_fn=_is_looked_at_in_the_end)


def _is_looked_at_in_the_end(constraint: ForeignKeyConstraint) -> bool:
    """Of two tables that refer to each other one does so at the end of a transaction only."""
    return bool(constraint.deferrable)


def lines(connection: Connection, table: Table) -> Iterator[list[bytes]]:
    """The rows of a table in the order of their key, each as one line of JSON, in batches."""
    query = select(
        *(cast(column, Text) if _is_text(column) else column for column in table.columns)
    )
    rows = connection.execution_options(yield_per=BATCH).execute(
        query.order_by(*table.primary_key.columns)
    )
    for batch in rows.partitions():
        yield [_line(row) for row in batch]


def _is_text(column: Column[Any]) -> bool:
    return type(column.type) is Text


def _line(row: Row) -> bytes:
    written = json.dumps(
        list(row), default=_written, ensure_ascii=False, check_circular=False, separators=(",", ":")
    )
    return written.encode() + b"\n"


def _written(value: Any) -> str:
    """A value that JSON has no form for: moments in UTC, days in ISO, amounts to the cent."""
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return moment.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"a backup has no form for {type(value).__name__}")


def reader_of(column: Column[Any]) -> Callable[[str], Any] | None:
    """How to read a column's values from a line; None where JSON says it all."""
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat
    if isinstance(column.type, Date):
        return date.fromisoformat
    return Decimal if isinstance(column.type, Numeric) else None
