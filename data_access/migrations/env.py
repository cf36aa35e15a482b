"""Alembic's entry: runs the migrations on the engine it is given, in one transaction.

Given a connection instead, it runs them in the transaction that is going on there.
"""

from alembic import context
from sqlalchemy import Connection

from data_access.schema import metadata


def run() -> None:
    given = context.config.attributes
    if "connection" in given:
        run_on(given["connection"])
        return
    with given["engine"].begin() as connection:
        run_on(connection)


def run_on(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    context.run_migrations()


run()
