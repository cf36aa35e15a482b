"""Triggers, views and rights of the first schema, for both databases."""

from collections.abc import Iterator
from pathlib import Path

from data_access.migrations.statements import run, run_file

HERE = Path(__file__).parent

#: (from, to, needs a manager); `programme.lifecycle.TRANSITIONS` says the same.
TRANSITIONS = (
    ("draft", "submitted", False),
    ("submitted", "in_review", False),
    ("submitted", "withdrawn", False),
    ("in_review", "clarification_requested", False),
    ("in_review", "waitlisted", False),
    ("in_review", "withdrawn", False),
    ("in_review", "approved", True),
    ("in_review", "rejected", True),
    ("clarification_requested", "in_review", False),
    ("clarification_requested", "withdrawn", False),
    ("waitlisted", "in_review", False),
    ("waitlisted", "withdrawn", False),
    ("waitlisted", "approved", True),
    ("waitlisted", "rejected", True),
    ("approved", "scheduled", False),
    ("approved", "cancelled", True),
    ("approved", "in_review", True),
    ("scheduled", "in_progress", False),
    ("scheduled", "cancelled", True),
    ("in_progress", "completed", False),
    ("rejected", "in_review", True),
)

TOPICS = {
    "applications": (
        "sparring_round",
        "sparring_application",
        "application_event",
        "application_decision",
        "clarification_request",
        "letter",
    ),
    "activities": ("organisation", "activity", "participation"),
    "deeds": ("deed",),
    "finance": ("funding_period", "expenditure"),
    "reference": (
        "region",
        "municipality",
        "indicator_target",
        "published_figure",
        "objective",
        "office_position",
        "governance_group",
        "meeting",
        "related_cohort",
        "survey_answer",
        "newsletter",
        "installation",
    ),
    "people": ("contact", "app_user"),
}

APPEND_ONLY = (
    "application_version",
    "application_event",
    "application_decision",
    "clarification_request",
    "access_log",
    "audit_log",
)

#: What is never done to a table, and the rule that says so.
FORBIDDEN = {
    **dict.fromkeys(APPEND_ONLY, ("append_only", ("UPDATE", "DELETE"))),
    "application_transition": ("transitions_are_fixed", ("INSERT", "UPDATE", "DELETE")),
    "sparring_application": ("application_is_kept", ("DELETE",)),
    "letter": ("letter_is_final", ("DELETE",)),
}

#: Numbered tables whose rows SQLite's INSERT OR REPLACE must not swallow (it fires no DELETE).
NUMBERED = {
    "application_decision": "decision_id",
    "clarification_request": "clarification_id",
    "letter": "letter_id",
    "access_log": "access_id",
    "audit_log": "audit_id",
}

#: Audited table: key and the columns that the audit keeps (no secret, no personal data).
AUDITED = {
    "organisation": (
        "organisation_id",
        ("business_id", "name_fi", "name_sv", "organisation_type", "region_code"),
    ),
    "contact": ("contact_id", ("organisation_id", "retain_until", "erased_at")),
    "sparring_round": ("round_code", ("opens_at", "closes_at", "max_days", "day_pool")),
    "sparring_application": ("application_id", ("status", "version", "days_requested", "handler")),
    "activity": ("activity_id", ("service_type", "name", "starts_on", "ends_on", "status")),
    "deed": ("deed_id", ("title", "status", "published_on", "withdrawn_on", "awarded_on")),
    "app_user": ("username", ("display_name", "role", "active", "sessions_valid_after")),
}

VIEWS = {
    "participation_fact": """
        SELECT p.activity_id, p.organisation_id, o.region_code, o.organisation_type,
               a.service_type, a.starts_on, p.staff_group, p.participant_count,
               a.service_type IN ('sparring', 'internal_developer_training', 'workshop', 'network')
                 AS is_long_service
          FROM participation p
          JOIN activity a ON a.activity_id = p.activity_id
          JOIN organisation o ON o.organisation_id = p.organisation_id
         WHERE a.status IN ('running', 'completed') AND a.service_type <> 'visit'
    """,
    "application_fact": """
        SELECT a.round_code, o.region_code, a.theme, a.sector, a.status, a.days_requested,
               a.days_granted, a.submitted_at, a.decided_at, a.closed_at,
               CASE WHEN a.status = 'rejected' THEN 'rejected'
                    WHEN a.decided_at IS NOT NULL THEN 'approved' END AS outcome
          FROM sparring_application a
          JOIN organisation o ON o.organisation_id = a.organisation_id
         WHERE a.status <> 'draft'
    """,
    "applicant_fact": """
        SELECT MIN(a.application_id) OVER (PARTITION BY a.organisation_id) AS applicant_key,
               o.region_code, a.status, a.submitted_at, a.decided_at, a.days_granted
          FROM sparring_application a
          JOIN organisation o ON o.organisation_id = a.organisation_id
         WHERE a.status <> 'draft'
    """,
    "spending_fact": """
        SELECT period_code, booked_on, SUM(amount_eur) AS amount_eur
          FROM expenditure GROUP BY period_code, booked_on
    """,
}

STEERING_TABLES = (
    "region",
    "municipality",
    "organisation",
    "funding_period",
    "indicator_target",
    "published_figure",
    "objective",
    "office_position",
    "governance_group",
    "meeting",
    "related_cohort",
    "survey_answer",
    "newsletter",
    "activity",
    "participation",
    "deed",
    "sparring_round",
    "data_revision",
    "installation",
)


#: Functions of postgresql.sql; their triggers go with them.
POSTGRESQL_FUNCTIONS = (
    "refuse",
    "round_is_open",
    "application_snapshot",
    "application_entry",
    "application_guard",
    "application_history",
    "round_guard",
    "decision_guard",
    "decision_apply",
    "event_guard",
    "version_guard",
    "clarification_guard",
    "letter_entry",
    "letter_guard",
    "refuse_change",
    "audit_guard",
    "audit_row",
    "audited",
    "raise_revision",
)

CHANGES = ("INSERT", "UPDATE", "DELETE")


def create_rules(dialect: str) -> None:
    """Triggers, views, rights and the rows that they need, after the tables."""
    run(f"INSERT INTO data_revision (topic, revision) VALUES ('{topic}', 0)" for topic in TOPICS)
    run(
        "INSERT INTO application_transition (from_status, to_status, needs_manager) "
        f"VALUES ('{source}', '{target}', {str(needs_manager).lower()})"
        for source, target, needs_manager in TRANSITIONS
    )
    run_file(HERE / f"{dialect}.sql")
    run(_sqlite_triggers() if dialect == "sqlite" else _postgresql_triggers())
    run(f"CREATE VIEW {name} AS {query}" for name, query in VIEWS.items())
    if dialect == "postgresql":
        run(_postgresql_rights())


def drop_rules(dialect: str) -> None:
    """Take the views and rules away; SQLite's triggers go with their tables."""
    run(f"DROP VIEW {name}" for name in VIEWS)
    if dialect == "sqlite":
        run(["DROP TABLE audit_gate"])
        run(f"DROP TRIGGER keep_{table}_delete" for table in FORBIDDEN)
    else:
        run(f"DROP FUNCTION {name} CASCADE" for name in POSTGRESQL_FUNCTIONS)


def _sqlite_triggers() -> Iterator[str]:
    for topic, tables in TOPICS.items():
        for table in tables:
            yield from (_sqlite_revision(topic, table, change) for change in CHANGES)
    for table, (rule, changes) in FORBIDDEN.items():
        for change in changes:
            yield (
                f"CREATE TRIGGER keep_{table}_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{rule}'); END"
            )
    for table, key in NUMBERED.items():
        yield (
            f"CREATE TRIGGER keep_{table}_number BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) "
            "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
        )
    for table, (key, columns) in AUDITED.items():
        yield from (_sqlite_audit(table, key, columns, change) for change in CHANGES)


def _sqlite_revision(topic: str, table: str, change: str) -> str:
    return (
        f"CREATE TRIGGER revision_{table}_{change.lower()} AFTER {change} ON {table} "
        f"BEGIN UPDATE data_revision SET revision = revision + 1 WHERE topic = '{topic}'; END"
    )


def _sqlite_audit(table: str, key: str, columns: tuple[str, ...], change: str) -> str:
    before = _json_object("OLD", columns) if change != "INSERT" else "NULL"
    after = _json_object("NEW", columns) if change != "DELETE" else "NULL"
    row = "OLD" if change == "DELETE" else "NEW"
    return (
        f"CREATE TRIGGER audit_{table}_{change.lower()} AFTER {change} ON {table} BEGIN "
        "INSERT INTO audit_gate (open) VALUES (1); "
        "INSERT INTO audit_log (table_name, row_key, action, before, after) "
        f"VALUES ('{table}', {row}.{key}, '{change.lower()}', {before}, {after}); "
        "DELETE FROM audit_gate; END"
    )


def _json_object(row: str, columns: tuple[str, ...]) -> str:
    return "json_object(" + ", ".join(f"'{name}', {row}.{name}" for name in columns) + ")"


def _postgresql_triggers() -> Iterator[str]:
    for topic, tables in TOPICS.items():
        for table in tables:
            yield (
                f"CREATE TRIGGER revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION raise_revision('{topic}')"
            )
    for table, (rule, changes) in FORBIDDEN.items():
        yield (
            f"CREATE TRIGGER keep BEFORE {' OR '.join((*changes, 'TRUNCATE'))} ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('{rule}')"
        )
    for table, (key, columns) in AUDITED.items():
        yield (
            f"CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION audit_row('{key}', '{','.join(columns)}')"
        )


def _postgresql_rights() -> Iterator[str]:
    """The steering role and what it may read; making a role takes CREATEROLE."""
    yield (
        "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'kunteko_steering') "
        "THEN CREATE ROLE kunteko_steering NOLOGIN; END IF; END $$"
    )
    yield "GRANT kunteko_steering TO CURRENT_USER"
    yield "GRANT USAGE ON SCHEMA public TO kunteko_steering"
    for name in (*STEERING_TABLES, *VIEWS):
        yield f"GRANT SELECT ON {name} TO kunteko_steering"
