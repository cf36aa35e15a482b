"""Applications against their history: each question finds rows that contradict another."""

from collections.abc import Iterator

from sqlalchemy import Connection

from data_access.integrity.checks import Check, answers, number_of
from data_access.integrity.findings import Finding, Kind

_GRANTED = "('approved', 'scheduled', 'in_progress', 'completed')"
_OPEN = "('draft', 'submitted', 'in_review', 'clarification_requested', 'waitlisted')"

#: The event of each application that stands last, and the last by which it was decided or closed.
_LAST = """
WITH numbered AS (
  SELECT e.*, ROW_NUMBER() OVER (PARTITION BY application_id ORDER BY version DESC) AS place,
         to_status IN ('approved', 'rejected') AS decides,
         to_status IN ('approved', 'rejected', 'withdrawn') AS closes
    FROM application_event e),
last AS (SELECT * FROM numbered WHERE place = 1),
decided AS (
  SELECT application_id, MAX(version) AS version FROM numbered
   WHERE decides GROUP BY application_id),
closed AS (
  SELECT application_id, MAX(version) AS version FROM numbered
   WHERE closes GROUP BY application_id)
"""

CHECKS = (
    Check(
        Kind.HISTORY_BROKEN,
        "application_event",
        "version {1}: from {2}, but before it stood {3}",
        f"""
        SELECT {number_of("e")}, e.version, e.from_status, e.standing FROM (
          SELECT v.*, LAG(to_status) OVER (PARTITION BY application_id ORDER BY version) AS standing
            FROM application_event v) e
         WHERE COALESCE(e.from_status, '') <> COALESCE(e.standing, '')
            OR (e.standing IS NULL AND e.to_status NOT IN ('draft', 'submitted'))
        """,
    ),
    Check(
        Kind.HISTORY_BROKEN,
        "application_event",
        "version {1}: the move from {2} to {3} is not allowed",
        f"""
        SELECT {number_of("e")}, e.version, e.from_status, e.to_status FROM application_event e
          LEFT JOIN application_transition t
            ON t.from_status = e.from_status AND t.to_status = e.to_status
         WHERE e.from_status IS NOT NULL AND t.to_status IS NULL
        """,
    ),
    Check(
        Kind.HISTORY_BROKEN,
        "application_event",
        "version {1} is earlier than the version before it",
        f"""
        SELECT {number_of("e")}, e.version FROM (
          SELECT v.*, LAG(at) OVER (PARTITION BY application_id ORDER BY version) AS before_at
            FROM application_event v) e
         WHERE e.at < e.before_at
        """,
    ),
    Check(
        Kind.STATUS_DIFFERS,
        "sparring_application",
        "stands as {1}, its history leads to {2}",
        f"""{_LAST}
        SELECT a.application_no, a.status, l.to_status FROM sparring_application a
          LEFT JOIN last l ON l.application_id = a.application_id
         WHERE COALESCE(l.to_status, '') <> a.status
        """,
    ),
    Check(
        Kind.VERSION_DIFFERS,
        "sparring_application",
        "is version {1}, its history goes from {2} to {3}",
        """
        SELECT a.application_no, a.version, h.first, h.last FROM sparring_application a
          LEFT JOIN (SELECT application_id, MIN(version) AS first, MAX(version) AS last FROM (
                       SELECT application_id, version FROM application_event
                       UNION ALL SELECT application_id, version FROM application_version) b
                      GROUP BY application_id) h ON h.application_id = a.application_id
         WHERE h.last IS NULL OR a.version < h.last OR h.first <> 1
        """,
    ),
    Check(
        Kind.DAYS_DIFFER,
        "sparring_application",
        "has {1} days, its last decision gives {2} while it is {3}",
        f"""{_LAST}
        SELECT a.application_no, a.days_granted, d.days_granted, a.status
          FROM sparring_application a
          LEFT JOIN decided l ON l.application_id = a.application_id
          LEFT JOIN application_decision d
            ON d.application_id = l.application_id AND d.version = l.version - 1
         WHERE COALESCE(a.days_granted, 0)
            <> CASE WHEN a.status IN {_GRANTED} THEN COALESCE(d.days_granted, 0) ELSE 0 END
        """,
    ),
    Check(
        Kind.TIMES_DIFFER,
        "sparring_application",
        "was decided at {1}, by its history at {2}",
        f"""{_LAST}
        SELECT a.application_no, a.decided_at, e.at FROM sparring_application a
          LEFT JOIN decided l ON l.application_id = a.application_id
          LEFT JOIN application_event e
            ON e.application_id = l.application_id AND e.version = l.version
         WHERE CASE WHEN a.status IN {_GRANTED} OR a.status IN ('rejected', 'cancelled')
                    THEN a.decided_at IS NULL OR e.at IS NULL OR a.decided_at <> e.at
                    ELSE a.decided_at IS NOT NULL END
        """,
    ),
    Check(
        Kind.TIMES_DIFFER,
        "sparring_application",
        "was closed at {1}, by its history at {2}",
        f"""{_LAST}
        SELECT a.application_no, a.closed_at, e.at FROM sparring_application a
          LEFT JOIN closed l ON l.application_id = a.application_id
          LEFT JOIN application_event e
            ON e.application_id = l.application_id AND e.version = l.version
         WHERE CASE WHEN a.status IN {_OPEN} THEN a.closed_at IS NOT NULL
                    ELSE a.closed_at IS NULL OR e.at IS NULL OR a.closed_at <> e.at END
        """,
    ),
)


def history_findings(connection: Connection) -> Iterator[Finding]:
    """Where an application is not what its events and decisions make of it."""
    return answers(connection, CHECKS)
