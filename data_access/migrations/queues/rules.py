"""Revisions, rights and rules of the queues' tables, for both databases."""

from collections.abc import Iterator
from pathlib import Path

from data_access.migrations.statements import run, run_file

HERE = Path(__file__).parent

#: The topic that a change of each table raises.
TOPICS = {
    "applications": (
        "application_comment",
        "application_proposal",
        "letter_template",
        "sparring_booking",
    ),
    "activities": ("activity_places", "enrolment", "enrolment_event"),
    "deeds": ("deed_submission", "deed_submission_event"),
    "presence": ("open_application",),
}

#: Topics that are new with these tables.
NEW_TOPICS = ("presence",)

#: What nobody changes or deletes.
APPEND_ONLY = (
    "application_comment",
    "application_proposal",
    "deed_submission_event",
    "enrolment_event",
    "sparring_booking",
)

#: What may change, but never go.
KEPT = {"deed_submission": "submission_is_kept", "enrolment": "enrolment_is_kept"}

#: Rules that need more than one row stand in `<area>_<dialect>.sql`; their functions go with them.
AREAS: dict[str, tuple[str, ...]] = {
    "judging": ("proposal_guard", "comment_guard", "booking_guard"),
    "deed_submissions": ("submission_guard", "submission_event_guard"),
    "enrolments": (
        "finnish_day",
        "places_guard",
        "enrolment_entry",
        "enrolment_guard",
        "enrolment_places",
        "enrolment_event_guard",
    ),
}

_CHANGES = ("INSERT", "UPDATE", "DELETE")


def create_rules(dialect: str) -> None:
    """Triggers and the rows that they need, after the tables."""
    run(
        f"INSERT INTO data_revision (topic, revision) VALUES ('{topic}', 0)" for topic in NEW_TOPICS
    )
    for area in AREAS:
        run_file(HERE / f"{area}_{dialect}.sql")
    run(_sqlite() if dialect == "sqlite" else _postgresql())


def drop_rules(dialect: str) -> None:
    """Take them away; SQLite's triggers go with their tables but for those that keep rows."""
    if dialect == "sqlite":
        run(f"DROP TRIGGER keep_{table}_delete" for table in (*APPEND_ONLY, *KEPT))
    else:
        run(f"DROP FUNCTION {name} CASCADE" for names in AREAS.values() for name in names)
        run(f"DROP TRIGGER keep ON {table}" for table in (*APPEND_ONLY, *KEPT))
    run(f"DELETE FROM data_revision WHERE topic = '{topic}'" for topic in NEW_TOPICS)


def _sqlite() -> Iterator[str]:
    for topic, tables in TOPICS.items():
        for table in tables:
            for change in _CHANGES:
                yield (
                    f"CREATE TRIGGER revision_{table}_{change.lower()} AFTER {change} ON {table} "
                    "BEGIN UPDATE data_revision SET revision = revision + 1 "
                    f"WHERE topic = '{topic}'; END"
                )
    for table in APPEND_ONLY:
        for change in ("UPDATE", "DELETE"):
            yield _sqlite_keep(table, change, "append_only")
    for table, rule in KEPT.items():
        yield _sqlite_keep(table, "DELETE", rule)


def _sqlite_keep(table: str, change: str, rule: str) -> str:
    return (
        f"CREATE TRIGGER keep_{table}_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{rule}'); END"
    )


def _postgresql() -> Iterator[str]:
    for topic, tables in TOPICS.items():
        for table in tables:
            yield (
                f"CREATE TRIGGER revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION raise_revision('{topic}')"
            )
    for table in APPEND_ONLY:
        yield _postgresql_keep(table, "UPDATE OR DELETE", "append_only")
    for table, rule in KEPT.items():
        yield _postgresql_keep(table, "DELETE", rule)


def _postgresql_keep(table: str, changes: str, rule: str) -> str:
    return (
        f"CREATE TRIGGER keep BEFORE {changes} OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('{rule}')"
    )
