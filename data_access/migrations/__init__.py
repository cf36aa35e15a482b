"""Schema migrations (Alembic): `upgrade` brings any database of ours to the newest schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect

from data_access.connect import reading, write_ahead, writing

HERE = Path(__file__).parent


def config(engine: Engine) -> Config:
    """Alembic settings that run on `engine`."""
    settings = Config()
    settings.set_main_option("script_location", str(HERE).replace("%", "%%"))
    settings.attributes["engine"] = engine
    return settings


class NotOurs(Exception):
    """The database holds somebody else's tables."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to `revision`; raises NotOurs, or connect.DatabaseUnavailable."""
    with reading(engine) as connection:
        tables = set(inspect(connection).get_table_names())
    if tables and "alembic_version" not in tables:
        raise NotOurs(f"it has other tables: {', '.join(sorted(tables)[:5])}")
    write_ahead(engine)
    command.upgrade(config(engine), revision)
    with writing(engine):
        pass  # seals what an older schema could not


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database back to `revision` ("base" for an empty one)."""
    command.downgrade(config(engine), revision)
    engine.dispose()  # what its connections know of the schema is over
