"""Revisions and rights of bases and outside indices, for both databases."""

from collections.abc import Iterator

from data_access.migrations.statements import run

#: The topic that a change of each table raises.
TOPICS = {"reference": ("region_base", "context_index", "context_value")}

#: Figures of regions and municipalities: nobody's person.
STEERING_TABLES = TOPICS["reference"]

_CHANGES = ("INSERT", "UPDATE", "DELETE")


def create_rules(dialect: str) -> None:
    """Triggers and rights, after the tables; they go with the tables."""
    run(_sqlite() if dialect == "sqlite" else _postgresql())


def _sqlite() -> Iterator[str]:
    for topic, tables in TOPICS.items():
        for table in tables:
            for change in _CHANGES:
                yield (
                    f"CREATE TRIGGER revision_{table}_{change.lower()} AFTER {change} ON {table} "
                    "BEGIN UPDATE data_revision SET revision = revision + 1 "
                    f"WHERE topic = '{topic}'; END"
                )


def _postgresql() -> Iterator[str]:
    for topic, tables in TOPICS.items():
        for table in tables:
            yield (
                f"CREATE TRIGGER revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION raise_revision('{topic}')"
            )
    yield from (f"GRANT SELECT ON {table} TO kunteko_steering" for table in STEERING_TABLES)
