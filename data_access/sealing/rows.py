"""Audit rows as they stand in the database, byte for byte, whatever somebody made of them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection

#: Rows fetched or written at a time.
BATCH = 5000

#: A moment as SQLite's CURRENT_TIMESTAMP or our own type writes it.
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{6})?", re.ASCII)

_COLUMNS = {
    # A byte that is no text would stop the driver, so texts come as bytes.
    "sqlite": "audit_id, CAST(at AS BLOB), CAST(table_name AS BLOB), CAST(row_key AS BLOB), "
    "CAST(action AS BLOB), CAST(before AS BLOB), CAST(after AS BLOB), "
    "CAST(seal_no AS BLOB), CAST(seal AS BLOB)",
    "postgresql": "audit_id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), "
    "table_name, row_key, action, before::text, after::text, seal_no::text, seal",
}


class AuditRow(NamedTuple):
    """One row of the audit log; `at` is a UTC moment in ISO form when it is one at all.

    `seal_no` is None while the row is not sealed, and not a number when somebody made it another
    thing.
    """

    audit_id: int
    at: str | None
    table_name: str | None
    row_key: str | None
    action: str | None
    before: str | None
    after: str | None
    seal_no: int | str | None
    seal: str | None


def audit_rows(connection: Connection, rest: str) -> Iterator[AuditRow]:
    """The rows that SQL after FROM (`WHERE …`, `ORDER BY …`) asks for, a batch at a time."""
    query = f"SELECT {_COLUMNS[connection.dialect.name]} FROM audit_log {rest}"  # noqa: S608 - ours
    streamed = {"stream_results": True}
    with connection.exec_driver_sql(query, execution_options=streamed) as found:
        for batch in found.partitions(BATCH):
            yield from (_row(*values) for values in batch)


def _row(audit_id: int, *values: bytes | str | None) -> AuditRow:
    at, table, key, action, before, after, seal_no, seal = map(_text, values)
    number = int(seal_no) if seal_no and seal_no.isascii() and seal_no.isdigit() else seal_no
    return AuditRow(audit_id, _moment(at), table, key, action, before, after, number, seal)


def _text(value: bytes | str | None) -> str | None:
    """A column as text; bytes that are none stay distinguishable."""
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value


def _moment(written: str | None) -> str | None:
    """The same text for one moment on both databases; what is no moment of ours stays as it is."""
    match = _MOMENT.fullmatch(written or "")
    return f"{match[1]}T{match[2]}{match[3] or '.000000'}Z" if match else written
