"""Whether a database holds anything yet."""

from collections.abc import Iterable

from sqlalchemy import Connection, Table, select

#: Tables that a migrated database fills itself, or that say only how it was found.
NO_DATA = frozenset({"application_transition", "audit_head", "data_revision", "verification"})


def filled(connection: Connection, tables: Iterable[Table]) -> str | None:
    """The first of the tables that holds a row of somebody's; None when none does."""
    return next(
        (
            table.name
            for table in tables
            if table.name not in NO_DATA
            and connection.execute(select(table).limit(1)).first() is not None
        ),
        None,
    )
