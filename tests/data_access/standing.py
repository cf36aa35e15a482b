"""A database to the last byte, to see that nothing at all has changed."""

from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, make_url

from data_access.connect import create_engine_for

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_SEQUENCES = """SELECT sequencename, last_value::text FROM pg_sequences
                 WHERE schemaname = 'public' ORDER BY sequencename"""


def standing(url: str) -> dict[str, str]:
    """What stands in a database that nobody is connected to.

    SQLite: its file, and what is beside it. PostgreSQL: each row of each table with its place and
    the transaction that wrote it, and the sequences.
    """
    if make_url(url).get_backend_name() == "sqlite":
        path = Path(make_url(url).database or "")
        beside = sorted(path.parent.glob(f"{path.name}*"))
        return {each.name: sha256(each.read_bytes()).hexdigest() for each in beside}
    engine = create_engine_for(url)
    try:
        with engine.connect() as connection:
            return _rows(connection)
    finally:
        engine.dispose()


def _rows(connection: Connection) -> dict[str, str]:
    found = {f"sequence {name}": value for name, value in connection.exec_driver_sql(_SEQUENCES)}
    for (table,) in connection.exec_driver_sql(_TABLES).all():
        query = (
            "SELECT coalesce(md5(string_agg(concat(t.ctid, t.xmin, t.xmax, t::text), '/'"
            f" ORDER BY t.ctid)), '') FROM \"{table}\" t"
        )
        found[table] = connection.exec_driver_sql(query).scalar_one()
    return found
