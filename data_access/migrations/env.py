"""Alembic's entry: runs the migrations on the engine it is given, in one transaction."""

from alembic import context

from data_access.schema import metadata


def run() -> None:
    engine = context.config.attributes["engine"]
    with engine.begin() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=connection.dialect.name == "sqlite",
        )
        context.run_migrations()


run()
