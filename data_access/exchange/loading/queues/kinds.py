"""Things with a history of their own that is loaded row by row: submissions and enrolments."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import Connection, select

from data_access.exchange.format.tables import BY_NAME
from data_access.exchange.loading.checking.comparing import Comparison, Rows
from data_access.exchange.loading.checking.stored import in_batches
from data_access.schema import metadata

_AT_ONCE = 500


class Queue(NamedTuple):
    """Where its things and their events are, and how people and the database name one.

    `identity` never changes; `content` is what an event may replace, which its `edited` then has;
    `takes` is a column of what a thing takes from what others can have.
    """

    subjects: str
    events: str
    number: str
    key: str
    identity: tuple[str, ...]
    content: tuple[str, ...] = ()
    takes: str = ""


SUBMISSIONS = Queue(
    "deed_submission",
    "deed_submission_event",
    "submission_no",
    "submission_id",
    ("organisation_id", "contact_id", "submitted_at"),
    ("deed_kind", "sector", "campaign_code", "title", "description"),
)
ENROLMENTS = Queue(
    "enrolment",
    "enrolment_event",
    "enrolment_no",
    "enrolment_id",
    ("activity_id", "organisation_id", "contact_id", "people", "message", "submitted_at"),
    takes="people_accepted",
)
QUEUES = (SUBMISSIONS, ENROLMENTS)


def told(comparisons: Mapping[str, Comparison], table: str) -> Comparison:
    """What the files tell of the table: no row when they do not have it."""
    return comparisons.get(table) or Comparison(Rows(BY_NAME[table], pd.DataFrame()))


def stored_subjects(
    connection: Connection, queue: Queue, numbers: Iterable[str]
) -> dict[str, Mapping[str, Any]]:
    """The rows of those that the database has, by number."""
    table = metadata.tables[queue.subjects]
    number = table.c[queue.number]
    found: dict[str, Mapping[str, Any]] = {}
    for some in in_batches(numbers, _AT_ONCE):
        rows = connection.execute(select(table).where(number.in_(some))).mappings().all()
        found.update((row[queue.number], dict(row)) for row in rows)
    return found


def reached(
    connection: Connection,
    queue: Queue,
    events: Comparison,
    versions: Iterable[tuple[str, int]],
) -> dict[tuple[str, int], str]:
    """The status that each version (number and version) led to, as the files or else the database
    have it; those that neither knows are left out."""
    found: dict[tuple[str, int], str] = {}
    elsewhere = []
    for version in versions:
        at = events.positions.get(version)
        if at is None:
            elsewhere.append(version)
        else:
            found[version] = events.rows.value(at, "to_status")
    numbers = dict.fromkeys(number for number, _ in elsewhere)
    return _stored_events(connection, queue, numbers) | found


def _stored_events(
    connection: Connection, queue: Queue, numbers: Iterable[str]
) -> dict[tuple[str, int], str]:
    subject, event = metadata.tables[queue.subjects], metadata.tables[queue.events]
    number = subject.c[queue.number]
    same = subject.c[queue.key] == event.c[queue.key]
    query = select(number, event.c.version, event.c.to_status).select_from(
        event.join(subject, same)
    )
    found: dict[tuple[str, int], str] = {}
    for some in in_batches(numbers, _AT_ONCE):
        for row in connection.execute(query.where(number.in_(some))).all():
            found[row[0], row[1]] = row[2]
    return found
