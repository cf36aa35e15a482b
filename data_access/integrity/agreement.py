"""What the audit last said of a row against the row: a change past the audit shows."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, Date, Numeric
from sqlalchemy.types import TypeEngine

from data_access.columns import UtcDateTime
from data_access.integrity.audit import LastWord
from data_access.integrity.findings import Finding, Kind
from data_access.migrations.audit_chain.audited import Audited
from data_access.migrations.audit_chain.expressions import json_of, key_of
from data_access.migrations.baseline.rules import AUDITED as AUDITED_FROM_THE_START
from data_access.migrations.region_context.audited import AUDITED
from data_access.schema import metadata


def agreement_findings(
    connection: Connection, last: Mapping[str, Mapping[str, LastWord]]
) -> Iterator[Finding]:
    """Rows that are not what `last` says of them (by table and key)."""
    for table, audited in AUDITED.items():
        words = dict(last.get(table, {}))
        always = table in AUDITED_FROM_THE_START
        if words or always:
            yield from _table_findings(connection, table, audited, words, always)


def _table_findings(
    connection: Connection, table: str, audited: Audited, words: dict[str, LastWord], always: bool
) -> Iterator[Finding]:
    for key, stands in _rows(connection, table, audited):
        word = words.pop(key, None)
        wrong = _contradiction(table, word, stands) if word else _new(always)
        if wrong:
            yield Finding(Kind.CHANGED_UNAUDITED, table, key, wrong)
    for key, word in words.items():
        if word.after is not None:
            gone = f"went without an audit row after {word.audit_id}"
            yield Finding(Kind.CHANGED_UNAUDITED, table, key, gone)


def _new(always_audited: bool) -> str | None:
    return "came without an audit row" if always_audited else None


def _contradiction(table: str, word: LastWord, stands: str) -> str | None:
    if word.after is None:
        return f"is there, but audit row {word.audit_id} says it went"
    columns = _differing(table, word.after, stands) if word.after != stands else ()
    return f"{', '.join(columns)}: not as audit row {word.audit_id} says" if columns else None


def _rows(connection: Connection, table: str, audited: Audited) -> Iterator[tuple[str, str]]:
    """Key and JSON of each row as the audit would write them now."""
    dialect = connection.dialect.name
    query = (
        f"SELECT {key_of(dialect, table, audited)}, "
        f"CAST({json_of(dialect, table, audited)} AS TEXT) FROM {table}"
    )
    streamed = {"stream_results": True}
    for row in connection.exec_driver_sql(query, execution_options=streamed):
        yield row[0], row[1]


def _differing(table: str, after: str, stands: str) -> list[str]:
    """Columns in which two JSON texts mean different things; both databases write them apart."""
    try:
        said, is_so = (json.loads(text, parse_float=Decimal) for text in (after, stands))
    except ValueError:
        said = None
    if not isinstance(said, dict):
        return ["everything"]
    columns = metadata.tables[table].c
    return [
        name
        for name, value in said.items()
        if name in is_so and not _same(columns[name].type, value, is_so[name])
    ]


def _same(kind: TypeEngine, one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is other
    try:
        return bool(_meaning(kind, one) == _meaning(kind, other))
    except (ValueError, TypeError, ArithmeticError):
        return bool(one == other)


def _meaning(kind: TypeEngine, value: Any) -> Any:
    """A JSON value as what its column means by it."""
    if isinstance(kind, Boolean):
        return bool(value)
    if isinstance(kind, UtcDateTime):
        moment = datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if isinstance(kind, Date):
        return date.fromisoformat(value[:10])
    if isinstance(kind, Numeric):
        return round(Decimal(value), kind.scale or 0)
    if isinstance(kind, JSON) and isinstance(value, str):  # as SQLite keeps it
        return json.loads(value)
    return value
