"""Submissions, enrolments and letters against their history, and places against who has them."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from data_access.integrity.checks import Check, answers, number_of
from data_access.integrity.findings import Finding, Kind
from programme.deed_submissions import SUBMISSIONS
from programme.enrolments import ENROLMENTS


class _Queue(NamedTuple):
    """Where a queue's things, their events and letters are; `told` are the statuses of which a
    letter tells, `undone` is the one that is only left while that letter waits."""

    subjects: str
    events: str
    key: str
    number: str
    letter_version: str
    template: str
    moves: frozenset[tuple[str, str]]
    told: tuple[str, ...]
    undone: str


_QUEUES = (
    _Queue(
        "deed_submission",
        "deed_submission_event",
        "submission_id",
        "submission_no",
        "submission_version",
        "deed_",
        frozenset((str(step.source), str(step.target)) for step in SUBMISSIONS.transitions),
        ("published", "returned", "declined"),
        "published",
    ),
    _Queue(
        "enrolment",
        "enrolment_event",
        "enrolment_id",
        "enrolment_no",
        "enrolment_version",
        "enrolment_",
        frozenset((str(step.source), str(step.target)) for step in ENROLMENTS.transitions),
        ("accepted", "waitlisted", "declined"),
        "accepted",
    ),
)


def _named(queue: _Queue, alias: str) -> str:
    """SQL: the number of the thing that a row of `alias` belongs to, else its id."""
    return (
        f"COALESCE((SELECT n.{queue.number} FROM {queue.subjects} n WHERE n.{queue.key} = "
        f"{alias}.{queue.key}), '#' || CAST({alias}.{queue.key} AS TEXT))"
    )


def _listed(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _histories(queue: _Queue) -> Iterator[Check]:
    """Events follow one another, and the thing stands where the last one led."""
    number, key = _named(queue, "e"), queue.key
    before = f"""(
      SELECT v.*, LAG(to_status) OVER w AS standing, LAG(version) OVER w AS passed,
             LAG(at) OVER w AS before_at
        FROM {queue.events} v WINDOW w AS (PARTITION BY {key} ORDER BY version)) e"""
    moves = _listed(tuple(sorted(f"{source}>{target}" for source, target in queue.moves)))
    yield Check(
        Kind.HISTORY_BROKEN,
        queue.events,
        "version {1}: from {2}, but before it stood {3}",
        f"""
        SELECT {number}, e.version, e.from_status, e.standing FROM {before}
         WHERE COALESCE(e.from_status, '') <> COALESCE(e.standing, '')
            OR (e.standing IS NULL AND e.to_status <> 'received')
        """,
    )
    yield Check(
        Kind.HISTORY_BROKEN,
        queue.events,
        "version {1}: the move from {2} to {3} is not allowed",
        f"""
        SELECT {number}, e.version, e.from_status, e.to_status FROM {queue.events} e
         WHERE e.from_status IS NOT NULL
           AND e.from_status || '>' || e.to_status NOT IN ({moves})
        """,
    )
    yield Check(
        Kind.HISTORY_BROKEN,
        queue.events,
        "version {1} does not follow on the one before it, version {2}",
        f"""
        SELECT {number}, e.version, e.passed FROM {before}
         WHERE e.version <> COALESCE(e.passed, 0) + 1 OR e.at < e.before_at
        """,
    )
    last = f"""
          LEFT JOIN (SELECT {key}, MAX(version) AS version FROM {queue.events} GROUP BY {key}) m
            ON m.{key} = s.{key}
          LEFT JOIN {queue.events} e ON e.{key} = s.{key} AND e.version = m.version"""
    for kind, column, said, detail in (
        (Kind.STATUS_DIFFERS, "status", "to_status", "stands as {1}, its history leads to {2}"),
        (Kind.VERSION_DIFFERS, "version", "version", "is version {1}, its history goes to {2}"),
        (Kind.TIMES_DIFFER, "changed_at", "at", "was changed at {1}, by its history at {2}"),
    ):
        yield Check(
            kind,
            queue.subjects,
            detail,
            f"""
            SELECT s.{queue.number}, s.{column}, e.{said} FROM {queue.subjects} s {last}
             WHERE e.event_id IS NULL OR s.{column} <> e.{said}
            """,
        )


def _letters(queue: _Queue) -> Iterator[Check]:
    """One letter for each event that tells its sender something, and none for others."""
    number, key, version = _named(queue, "e"), queue.key, queue.letter_version
    joined = f"l.{key} = e.{key} AND l.{version} = e.version"
    yield Check(
        Kind.LETTER_MISSING,
        queue.events,
        "version {1}: {2} without a letter",
        f"""
        SELECT {number}, e.version, e.to_status FROM {queue.events} e
          LEFT JOIN letter l ON {joined}
         WHERE e.to_status IN ({_listed(queue.told)}) AND l.letter_id IS NULL
        """,
    )
    yield Check(
        Kind.LETTER_TWICE,
        "letter",
        "version {1} has {2} letters",
        f"""
        SELECT {_named(queue, "l")}, l.{version}, COUNT(*) FROM letter l
         WHERE l.{key} IS NOT NULL GROUP BY l.{key}, l.{version} HAVING COUNT(*) > 1
        """,
    )
    yield Check(
        Kind.LETTER_WITHOUT_EVENT,
        "letter",
        "version {1}: a letter of {2} without the event",
        f"""
        SELECT {_named(queue, "l")}, l.{version}, l.template FROM letter l
          LEFT JOIN {queue.events} e
            ON {joined} AND '{queue.template}' || e.to_status = l.template
         WHERE l.{key} IS NOT NULL AND e.event_id IS NULL
        """,
    )
    yield Check(
        Kind.LETTER_NOT_CANCELLED,
        "letter",
        "version {1}: the decision was undone, its letter is {2}",
        f"""
        SELECT {number}, l.{version}, l.status FROM {queue.events} e
          JOIN letter l ON l.{key} = e.{key} AND l.{version} = e.version - 1
         WHERE e.from_status = '{queue.undone}' AND e.to_status = 'received'
           AND l.status <> 'cancelled'
        """,
    )


_OF_APPLICATIONS = (
    Check(
        Kind.LETTER_NOT_CANCELLED,
        "letter",
        "version {1}: the approval was undone, its letter is {2}",
        f"""
        SELECT {number_of("e")}, l.version, l.status FROM application_event e
          JOIN letter l ON l.application_id = e.application_id AND l.version = e.version - 1
         WHERE e.from_status = 'approved' AND e.to_status = 'in_review'
           AND l.status <> 'cancelled'
        """,
    ),
    Check(
        Kind.VERSION_DIFFERS,
        "application_proposal",
        "is about version {1} of an application that is version {2}",
        """
        SELECT a.application_no, p.version, a.version FROM application_proposal p
          JOIN sparring_application a ON a.application_id = p.application_id
         WHERE p.version > a.version
        """,
    ),
)

_OF_PLACES = (
    Check(
        Kind.PLACES_DIFFER,
        "activity_places",
        "{1} places are taken, {2} people are accepted",
        """
        SELECT p.activity_id, p.places_taken, COALESCE(g.people, 0) FROM activity_places p
          LEFT JOIN (SELECT activity_id, SUM(people_accepted) AS people FROM enrolment
                      GROUP BY activity_id) g ON g.activity_id = p.activity_id
         WHERE p.places_taken <> COALESCE(g.people, 0)
        """,
    ),
    Check(
        Kind.PLACES_EXCEEDED,
        "activity_places",
        "{1} people are accepted to {2} places",
        """
        SELECT p.activity_id, SUM(n.people_accepted), p.places FROM activity_places p
          JOIN enrolment n ON n.activity_id = p.activity_id
         GROUP BY p.activity_id, p.places HAVING SUM(n.people_accepted) > p.places
        """,
    ),
    Check(
        Kind.PLACES_DIFFER,
        "enrolment",
        "has {1} places, by its history {2}",
        """
        SELECT n.enrolment_no, n.people_accepted, e.people_accepted FROM enrolment n
          JOIN enrolment_event e ON e.enrolment_id = n.enrolment_id AND e.version = n.version
         WHERE COALESCE(n.people_accepted, 0) <> COALESCE(e.people_accepted, 0)
        """,
    ),
)

CHECKS = (
    *_OF_APPLICATIONS,
    *(check for queue in _QUEUES for check in (*_histories(queue), *_letters(queue))),
    *_OF_PLACES,
)


def queue_findings(connection: Connection) -> Iterator[Finding]:
    """Where a queue's thing, a letter or a place is not what history makes of it."""
    return answers(connection, CHECKS)
