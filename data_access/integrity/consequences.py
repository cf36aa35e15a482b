"""What follows from history: decisions, letters, questions, day pool, sessions, participation."""

from collections.abc import Iterator

from sqlalchemy import Connection

from data_access.integrity.checks import Check, answers, number_of
from data_access.integrity.findings import Finding, Kind

#: Σ of numeric columns is a float on SQLite.
_A_LITTLE = "0.001"

CHECKS = (
    Check(
        Kind.DECISION_MISSING,
        "application_event",
        "version {1}: {2} without a decision that fits",
        f"""
        SELECT {number_of("e")}, e.version, e.to_status FROM application_event e
          LEFT JOIN application_decision d
            ON d.application_id = e.application_id AND d.version = e.version - 1
           AND d.outcome = e.to_status AND d.decided_by = e.actor AND d.decided_at = e.at
         WHERE e.to_status IN ('approved', 'rejected') AND d.decision_id IS NULL
        """,
    ),
    Check(
        Kind.DECISION_WITHOUT_EVENT,
        "application_decision",
        "the decision on version {1} ({2}) moved nothing",
        f"""
        SELECT {number_of("d")}, d.version, d.outcome FROM application_decision d
          LEFT JOIN application_event e
            ON e.application_id = d.application_id AND e.version = d.version + 1
           AND e.to_status = d.outcome
         WHERE e.event_id IS NULL
        """,
    ),
    Check(
        Kind.DECISION_TWICE,
        "application_decision",
        "version {1} has {2} decisions",
        f"""
        SELECT {number_of("d")}, d.version, COUNT(*) FROM application_decision d
         GROUP BY d.application_id, d.version HAVING COUNT(*) > 1
        """,
    ),
    Check(
        Kind.LETTER_MISSING,
        "application_event",
        "version {1}: {2} without a letter",
        f"""
        SELECT {number_of("e")}, e.version, e.to_status FROM application_event e
          LEFT JOIN letter l ON l.application_id = e.application_id AND l.version = e.version
         WHERE e.to_status IN ('approved', 'rejected', 'clarification_requested')
           AND l.letter_id IS NULL
        """,
    ),
    Check(
        Kind.LETTER_TWICE,
        "letter",
        "version {1} has {2} letters",
        f"""
        SELECT {number_of("l")}, l.version, COUNT(*) FROM letter l
         WHERE l.application_id IS NOT NULL
         GROUP BY l.application_id, l.version HAVING COUNT(*) > 1
        """,
    ),
    Check(
        Kind.LETTER_WITHOUT_EVENT,
        "letter",
        "version {1}: a letter of {2} without the event",
        f"""
        SELECT {number_of("l")}, l.version, l.template FROM letter l
          LEFT JOIN application_event e ON e.application_id = l.application_id
           AND e.version = l.version AND e.to_status = l.template
         WHERE l.application_id IS NOT NULL AND e.event_id IS NULL
        """,
    ),
    Check(
        Kind.QUESTION_MISSING,
        "application_event",
        "version {1}: a clarification was requested without a question",
        f"""
        SELECT {number_of("e")}, e.version FROM application_event e
          LEFT JOIN clarification_request c
            ON c.application_id = e.application_id AND c.version = e.version
         WHERE e.to_status = 'clarification_requested' AND c.clarification_id IS NULL
        """,
    ),
    Check(
        Kind.QUESTION_WITHOUT_EVENT,
        "clarification_request",
        "version {1}: a question without the event",
        f"""
        SELECT {number_of("c")}, c.version FROM clarification_request c
          LEFT JOIN application_event e ON e.application_id = c.application_id
           AND e.version = c.version AND e.to_status = 'clarification_requested'
         WHERE e.event_id IS NULL
        """,
    ),
    Check(
        Kind.POOL_DIFFERS,
        "sparring_round",
        "{1} days are reserved, {2} are granted",
        """
        SELECT r.round_code, r.days_reserved, COALESCE(g.days, 0) FROM sparring_round r
          LEFT JOIN (SELECT round_code, SUM(days_granted) AS days FROM sparring_application
                      GROUP BY round_code) g ON g.round_code = r.round_code
         WHERE r.days_reserved <> COALESCE(g.days, 0)
        """,
    ),
    Check(
        Kind.POOL_EXCEEDED,
        "sparring_round",
        "{1} days are granted of a pool of {2}",
        """
        SELECT r.round_code, SUM(a.days_granted), r.day_pool FROM sparring_round r
          JOIN sparring_application a ON a.round_code = r.round_code
         GROUP BY r.round_code, r.day_pool HAVING SUM(a.days_granted) > r.day_pool
        """,
    ),
    Check(
        Kind.SESSIONS_EXCEED_GRANT,
        "sparring_session",
        "{1} days were given of {2} granted",
        f"""
        SELECT {number_of("s")}, s.days, a.days_granted FROM (
          SELECT application_id, SUM(day_share) AS days FROM sparring_session
           GROUP BY application_id) s
          LEFT JOIN sparring_application a ON a.application_id = s.application_id
         WHERE s.days > COALESCE(a.days_granted, 0) + {_A_LITTLE}
        """,
    ),
    Check(
        Kind.PARTICIPATION_NOT_HELD,
        "activity",
        "is {1} and has participants in {2} rows",
        """
        SELECT a.activity_id, a.status, p.lines FROM activity a
          JOIN (SELECT activity_id, COUNT(*) AS lines FROM participation GROUP BY activity_id) p
            ON p.activity_id = a.activity_id
         WHERE a.status NOT IN ('running', 'completed')
        """,
    ),
)


def consequence_findings(connection: Connection) -> Iterator[Finding]:
    """Where what must follow from an event or a grant is missing, double or too much."""
    return answers(connection, CHECKS)


def reference_findings(connection: Connection) -> Iterator[Finding]:
    """References to rows that are not there: SQLite lets other programs make them."""
    if connection.dialect.name != "sqlite":
        return
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        detail = f"refers to a row of {parent} that is not there"
        yield Finding(Kind.REFERENCE_BROKEN, table, f"row {row}", detail)
