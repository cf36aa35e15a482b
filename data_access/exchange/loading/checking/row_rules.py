"""The CHECKs of the schema about several columns, tried on rows before they are written.

SQLite evaluates them in memory on a table without any rule: each CHECK is then a question, and
its answers are the rows that break it. Nothing about the rules is written a second time here.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import CheckConstraint

from data_access.exchange.format.types import TableFormat
from data_access.exchange.loading.checking.comparing import Comparison, Rows
from data_access.exchange.loading.checking.contradictions import MOST, Finding
from data_access.exchange.loading.checking.stored import in_batches
from data_access.exchange.problems import Rule

_AT_ONCE = 50_000


class _Check(NamedTuple):
    text: str
    columns: tuple[str, ...]


def broken_rules(comparison: Comparison) -> Iterator[Finding]:
    """A finding for every new or changed row and each CHECK that it breaks."""
    rows = comparison.rows
    checks = _checks(rows.table)
    if not checks or not (comparison.new or comparison.changed):
        return
    with closing(_memory(rows.table)) as memory:
        for some in in_batches(_values(comparison), _AT_ONCE):
            marks = ", ".join("?" * (len(rows.table.columns) + 1))
            memory.executemany(f"INSERT INTO tried VALUES ({marks})", some)  # noqa: S608  only marks
            for check in checks:
                yield from _broken(memory, rows, check)
            memory.execute("DELETE FROM tried")


def _checks(table: TableFormat) -> list[_Check]:
    """The CHECKs that need more than one column, all of them in the file."""
    names = {column.column.name: column for column in table.columns}
    checks = []
    for constraint in table.table.constraints:
        if isinstance(constraint, CheckConstraint):
            text = str(constraint.sqltext)
            words = dict.fromkeys(re.findall(r"\w+", re.sub(r"'[^']*'", "", text)))
            columns = tuple(name for name in words if name in table.table.columns)
            whole = all(name in names and not names[name].derived for name in columns)
            if whole and len(columns) > 1:
                checks.append(_Check(text, tuple(names[name].name for name in columns)))
    return sorted(checks)


def _memory(table: TableFormat) -> sqlite3.Connection:
    memory = sqlite3.connect(":memory:")
    memory.execute("PRAGMA case_sensitive_like = ON")  # as PostgreSQL compares
    columns = ", ".join(f'"{column.column.name}"' for column in table.columns)
    memory.execute(f"CREATE TABLE tried (position, {columns})")
    return memory


def _values(comparison: Comparison) -> Iterable[tuple[Any, ...]]:
    """Every new or changed row as it would be, after its position."""
    rows, names = comparison.rows, [column.name for column in comparison.rows.table.columns]
    for at in comparison.new:
        row = rows.new_row(at)
        yield (at, *(_plain(row[name]) for name in names))
    for change in comparison.changed:
        row = comparison.whole_row(change)
        yield (change.position, *(_plain(row[name]) for name in names))


def _plain(value: Any) -> Any:
    """The value as SQLite can compare it."""
    match value:
        case Decimal():
            return float(value)
        case datetime() | date():
            return value.isoformat()
        case dict() | list():
            return None
    return value


def _broken(memory: sqlite3.Connection, rows: Rows, check: _Check) -> Iterator[Finding]:
    query = f"SELECT position FROM tried WHERE NOT ({check.text}) LIMIT {MOST}"  # noqa: S608  our own CHECKs
    for (at,) in memory.execute(query).fetchall():
        yield rows.finding(at, _named(rows, at, check), Rule.ROW_RULE, check.text)


def _named(rows: Rows, at: int, check: _Check) -> str | None:
    """The column to look at: one with a value, and rather one that is chosen than the status that
    follows from all."""
    told = sorted(filter(rows.has, check.columns), key="status".__eq__)
    return next((name for name in told if rows.value(at, name) is not None), next(iter(told), None))
