"""Revisions, rights and rules of the tables that make the database whole, for both databases."""

from collections.abc import Iterator
from pathlib import Path

from data_access.migrations.statements import run, run_file

HERE = Path(__file__).parent

#: The topic that a change of each table raises; baseline.rules.TOPICS has those of the others.
TOPICS = {
    "applications": ("sparring_session",),
    "deeds": ("campaign",),
    "finance": (
        "budget_line",
        "payment_claim",
        "report_obligation",
        "esf_participant_aggregate",
    ),
    "reference": (
        "programme_milestone",
        "stakeholder",
        "stakeholder_name",
        "document",
        "expert_tender",
        "expert",
        "expert_theme",
        "evaluation",
        "evaluation_finding",
        "recommendation",
        "survey",
        "form_mapping",
    ),
}

#: Without who got sparring, from whom, and without cells of a few people.
STEERING_TABLES = (
    "programme_milestone",
    "stakeholder",
    "stakeholder_name",
    "document",
    "expert_tender",
    "evaluation",
    "evaluation_finding",
    "recommendation",
    "survey",
    "campaign",
    "budget_line",
    "payment_claim",
    "report_obligation",
)

_CHANGES = ("INSERT", "UPDATE", "DELETE")


def create_rules(dialect: str) -> None:
    """Triggers and rights, after the tables."""
    run_file(HERE / f"{dialect}.sql")
    run(_sqlite_revisions() if dialect == "sqlite" else _postgresql_revisions())
    if dialect == "postgresql":
        run(f"GRANT SELECT ON {table} TO kunteko_steering" for table in STEERING_TABLES)


def drop_rules(dialect: str) -> None:
    """What would stay when the tables go."""
    if dialect == "sqlite":
        run(["DROP TRIGGER granted_days_cover_sessions"])
    else:
        run(
            f"DROP FUNCTION {name} CASCADE"
            for name in ("sessions_within_grant", "sparring_session_guard", "granted_days_guard")
        )


def _sqlite_revisions() -> Iterator[str]:
    for topic, tables in TOPICS.items():
        for table in tables:
            for change in _CHANGES:
                yield (
                    f"CREATE TRIGGER revision_{table}_{change.lower()} AFTER {change} ON {table} "
                    "BEGIN UPDATE data_revision SET revision = revision + 1 "
                    f"WHERE topic = '{topic}'; END"
                )


def _postgresql_revisions() -> Iterator[str]:
    for topic, tables in TOPICS.items():
        for table in tables:
            yield (
                f"CREATE TRIGGER revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION raise_revision('{topic}')"
            )
