"""What a database holds, and what a restored one must hold."""

from typing import Any

from sqlalchemy import Engine, inspect, select

from data_access.connect import reading
from data_access.schema import metadata

Content = dict[str, list[tuple[Any, ...]]]

#: What differs after a restore by intent: counters go on, and the restore itself is logged.
_OWN = ("data_revision", "access_log")

_RULES = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger"
    " WHERE NOT tgisinternal",
}


def everything(engine: Engine) -> Content:
    """Every row of every table that there is, by table."""
    with reading(engine) as connection:
        there = set(inspect(connection).get_table_names())
        return {
            table.name: sorted(map(tuple, connection.execute(select(table)).all()), key=repr)
            for table in metadata.sorted_tables
            if table.name in there
        }


def data(engine: Engine) -> Content:
    """The rows that a backup must bring back."""
    found = everything(engine)
    return {name: rows for name, rows in found.items() if name not in _OWN}


def rules(engine: Engine) -> list[tuple[str, ...]]:
    """Every trigger with its text and whether it is in force."""
    with reading(engine) as connection:
        found = connection.exec_driver_sql(_RULES[engine.dialect.name])
        return sorted(tuple(map(str, row)) for row in found)


def state(engine: Engine) -> tuple[set[str], Content, list[tuple[str, ...]]]:
    """Tables, rows and triggers, to see whether anything changed."""
    return set(inspect(engine).get_table_names()), everything(engine), rules(engine)
