"""What PostgreSQL does some minutes after many rows have come, done at once."""

from sqlalchemy import Engine, exc

from data_access.connect import DatabaseUnavailable, reading
from data_access.logs import logger

log = logger(__name__)


def vacuum(engine: Engine) -> None:
    """Look through the tables, so that queries find their indexes and read from them alone.

    Whatever has come is there already: a failure is for the log.
    """
    if engine.dialect.name != "postgresql":
        return
    try:
        with reading(engine.execution_options(isolation_level="AUTOCOMMIT")) as connection:
            connection.exec_driver_sql("VACUUM (ANALYZE)")
    except DatabaseUnavailable as failure:
        log.warning("not_vacuumed", trouble=str(failure.trouble))
    except exc.DBAPIError as failure:
        log.warning("not_vacuumed", exception=type(failure.orig).__name__)
