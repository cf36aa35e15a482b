"""Schema migrations (Alembic): `upgrade` brings any database of ours to the newest schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from data_access.connect import reading, write_ahead, writing

HERE = Path(__file__).parent


def config(engine: Engine) -> Config:
    """Alembic settings that run on `engine`."""
    settings = _settings()
    settings.attributes["engine"] = engine
    return settings


def _settings() -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(HERE).replace("%", "%%"))
    return settings


def known() -> list[str]:
    """Every revision of the schema that this program knows, the oldest first."""
    scripts = ScriptDirectory.from_config(_settings()).walk_revisions()
    return [script.revision for script in scripts][::-1]


def revision(connection: Connection) -> str | None:
    """The revision of a database; None when it has nothing of ours."""
    return MigrationContext.configure(connection).get_current_revision()


def move(connection: Connection, target: str) -> None:
    """Take the database up or down to the revision `target`, in the transaction going on here."""
    settings = _settings()
    settings.attributes["connection"] = connection
    order = [None, *known()]
    go_up = order.index(revision(connection)) <= order.index(target)
    (command.upgrade if go_up else command.downgrade)(settings, target)


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
