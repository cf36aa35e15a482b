"""What of the database goes into files, and what does not."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Integer, Table, UniqueConstraint

from data_access.schema import metadata

#: Tables that are the database's own: logs, sessions, counters, and the rules as rows.
LEFT_OUT = frozenset(
    {
        "access_log",
        "application_transition",
        "audit_head",
        "audit_log",
        "data_revision",
        "open_application",
        "sign_in_code",
        "sign_in_throttle",
        "user_session",
        "verification",
    }
)

#: Columns that no file holds: secrets, and what a running installation notes for itself.
_COLUMNS_LEFT_OUT = frozenset(
    {
        "app_user.password_hash",
        "app_user.sessions_valid_after",
        "installation.installation_id",
        "installation.clock_anchored_at",
        "sparring_application.application_id",
        "deed_submission.submission_id",
        "enrolment.enrolment_id",
    }
)

#: Where people know a row by another column than the one that the database refers to.
NAMED_BY = {
    "sparring_application.application_id": "application_no",
    "deed_submission.submission_id": "submission_no",
    "enrolment.enrolment_id": "enrolment_no",
}

#: Rows that are named by several things, of which each has but some.
_NAMED_TOGETHER = {
    "letter": (
        "application_id",
        "version",
        "submission_id",
        "submission_version",
        "enrolment_id",
        "enrolment_version",
    ),
    "context_value": ("index_code", "year", "region_code", "municipality_code"),
}

#: Columns that follow from other rows.
DERIVED = frozenset({"sparring_round.days_reserved", "activity_places.places_taken"})

#: Columns that say who a person outside the office is.
PERSONAL = frozenset({"contact.full_name", "contact.email", "contact.phone"})


def tables() -> Iterator[Table]:
    """The tables with files, each after those it refers to."""
    return (table for table in metadata.sorted_tables if table.name not in LEFT_OUT)


def columns(table: Table) -> Iterator[Column[Any]]:
    """The columns of the table that its file has."""
    surrogate = _surrogate(table)
    return (
        column
        for column in table.columns
        if str(column) not in _COLUMNS_LEFT_OUT and column is not surrogate
    )


def key(table: Table) -> tuple[Column[Any], ...]:
    """The columns by which a file names a row of the table."""
    if table.name == "installation":
        return ()
    if table.name in _NAMED_TOGETHER:
        return tuple(table.c[name] for name in _NAMED_TOGETHER[table.name])
    if _surrogate(table) is not None:
        return _natural_key(table)
    numbers = tuple(table.primary_key.columns)
    named = NAMED_BY.get(str(numbers[0])) if len(numbers) == 1 else None
    return (table.c[named],) if named else numbers


def target(column: Column[Any]) -> Column[Any] | None:
    """The column that this one refers to in the end; None when it refers to none."""
    found = None
    while references := _references(column):
        column = found = min(references, key=str)
    return found


def _references(column: Column[Any]) -> list[Column[Any]]:
    """What the column refers to, but for the last event of its own history."""
    return [
        each.column
        for each in column.foreign_keys
        if each.constraint is None or not each.constraint.use_alter
    ]


def _surrogate(table: Table) -> Column[Any] | None:
    """The number that only the database gives and nobody refers to, where another key is there."""
    (first, *others) = table.primary_key.columns
    natural = _natural_key(table) or table.name in _NAMED_TOGETHER
    if others or not isinstance(first.type, Integer) or not natural:
        return None
    return None if first in _referred() else first


def _natural_key(table: Table) -> tuple[Column[Any], ...]:
    """The widest set of columns that is unique and always given; empty when there is none.

    A set that holds another whole one says nothing more.
    """
    unique = [
        tuple(constraint.columns)
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
        and not any(column.nullable for column in constraint.columns)
    ]
    least = [one for one in unique if not any(set(other) < set(one) for other in unique)]
    return max(least, key=lambda columns: (len(columns), str(columns)), default=())


def _referred() -> set[Column[Any]]:
    return {
        reference.column
        for table in metadata.tables.values()
        for column in table.columns
        for reference in column.foreign_keys
    }
