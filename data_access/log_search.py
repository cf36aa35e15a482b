"""Looking through the two logs: who did what, and what changed in the data. Newest first."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Date,
    Integer,
    Table,
    case,
    cast,
    func,
    select,
)

from data_access.columns import UtcDateTime
from data_access.migrations.region_context import audited
from data_access.schema import access_log, audit_log, metadata, sparring_application
from programme.calendar import end_of, local_date, start_of

#: The tables that people ask for most, then all others whose changes are audited.
_FIRST = (
    "sparring_application",
    "sparring_round",
    "organisation",
    "contact",
    "activity",
    "deed",
    "app_user",
)
AUDITED = (*_FIRST, *sorted(set(audited.AUDITED) - set(_FIRST)))

#: What can happen to a row.
CHANGES = ("insert", "update", "delete")

_TICK = timedelta(microseconds=1)

Line = TypeVar("Line")


@dataclass(frozen=True)
class AccessSearch:
    """Lines of the access log that are wanted; None is any. `day` is a Finnish day."""

    username: str | None = None
    action: str | None = None
    day: date | None = None


@dataclass(frozen=True)
class AuditSearch:
    """Lines of the audit that are wanted; None is any. `day` is a Finnish day."""

    table: str | None = None
    action: str | None = None
    day: date | None = None


@dataclass(frozen=True)
class AccessLine:
    """A line of the access log; `at` is UTC, `subject` whom or what it was about."""

    at: datetime
    username: str
    action: str
    subject: str | None


@dataclass(frozen=True)
class AuditLine:
    """A line of the audit; `at` is UTC, `row` a number or a key.

    `before` is None of a new row, `after` of one that is gone.
    """

    at: datetime
    table: str
    row: str
    action: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True)
class Part(Generic[Line]):
    """Some of the lines that were found, and how many there are in all."""

    lines: list[Line]
    found: int


def access_lines(
    connection: Connection, wanted: AccessSearch, most: int | None = None, skip: int = 0
) -> Part[AccessLine]:
    """The newest lines of the access log after the first `skip`, at most `most`."""
    columns = access_log.c
    conditions = [
        *_equal(columns.username, wanted.username),
        *_equal(columns.action, wanted.action),
        *_on(columns.at, wanted.day),
    ]
    rows = connection.execute(
        select(columns.at, columns.username, columns.action, columns.subject)
        .where(*conditions)
        .order_by(columns.access_id.desc())
        .limit(most)
        .offset(skip)
    )
    return Part([AccessLine(*row) for row in rows], _count(connection, access_log, conditions))


def audit_lines(
    connection: Connection, wanted: AuditSearch, most: int | None = None, skip: int = 0
) -> Part[AuditLine]:
    """The newest lines of the audit after the first `skip`, at most `most`."""
    columns = audit_log.c
    conditions = [
        *_equal(columns.table_name, wanted.table),
        *_equal(columns.action, wanted.action),
        *_on(columns.at, wanted.day),
    ]
    rows = connection.execute(
        select(
            columns.at,
            columns.table_name,
            _row(columns.table_name, columns.row_key),
            columns.action,
            columns.before,
            columns.after,
        )
        .where(*conditions)
        .order_by(columns.audit_id.desc())
        .limit(most)
        .offset(skip)
    )
    return Part([AuditLine(*row) for row in rows], _count(connection, audit_log, conditions))


def _row(table: ColumnElement[str], key: ColumnElement[str]) -> ColumnElement[str]:
    """What people call the row: an application by its number, any other by its key."""
    is_application = table == sparring_application.name
    number = select(sparring_application.c.application_no).where(
        sparring_application.c.application_id == case((is_application, cast(key, Integer)))
    )
    return func.coalesce(number.scalar_subquery(), key)


def type_of(table: str, column: str) -> type | None:
    """Which Python type an audited value stands for: bool, datetime, date; None is any other."""
    kind = metadata.tables[table].c[column].type if column in metadata.tables[table].c else None
    types = {Boolean: bool, UtcDateTime: datetime, Date: date}
    return types.get(type(kind))


def first_day(connection: Connection, log: Table) -> date | None:
    """The Finnish day of the log's oldest line; None while it has none."""
    first = connection.execute(select(func.min(log.c.at))).scalar()
    return local_date(first) if first else None


def _count(connection: Connection, log: Table, conditions: list[ColumnElement[bool]]) -> int:
    return connection.execute(select(func.count()).select_from(log).where(*conditions)).scalar_one()


def _equal(column: Any, wanted: str | None) -> list[ColumnElement[bool]]:
    return [] if wanted is None else [column == wanted]


def _on(column: Any, day: date | None) -> list[ColumnElement[bool]]:
    """Whether a moment falls on a day, which on the clock in Finland may have 23 or 25 hours.

    A tick early at both ends: SQLite compares text, and its own clock writes no fractions.
    """
    if day is None:
        return []
    return [column > start_of(day) - _TICK, column <= end_of(day) - _TICK]
