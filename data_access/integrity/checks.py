"""Questions to the database whose answers are findings."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from data_access.integrity.findings import Finding, Kind


class Check(NamedTuple):
    """SQL that finds rows which contradict another.

    The first column names the row; `detail` may use all of them by their place.
    """

    kind: Kind
    table: str
    detail: str
    sql: str


def number_of(alias: str) -> str:
    """SQL: the number of the application that a row of `alias` belongs to, else its id."""
    return (
        "COALESCE((SELECT n.application_no FROM sparring_application n WHERE n.application_id = "
        f"{alias}.application_id), '#' || CAST({alias}.application_id AS TEXT))"
    )


def answers(connection: Connection, checks: tuple[Check, ...]) -> Iterator[Finding]:
    """The findings of each check, the checks in their order."""
    for check in checks:
        for values in sorted(connection.exec_driver_sql(check.sql), key=str):
            shown = ["nothing" if value is None else value for value in values]
            yield Finding(check.kind, check.table, str(values[0]), check.detail.format(*shown))
