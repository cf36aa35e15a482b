"""Constraints that come to tables which are already there, and go again.

SQLite cannot change a table's constraints: there the table is made anew from its own definition.
"""

import re
from typing import Any

from alembic import op

from data_access.migrations.statements import run

#: Table, constraint and rule: what was free text refers to a table, or is listed, from now on.
CONSTRAINTS = (
    (
        "deed",
        "fk_deed_campaign_code",
        "FOREIGN KEY(campaign_code) REFERENCES campaign (campaign_code)",
    ),
    (
        "survey_answer",
        "fk_survey_answer_survey_code",
        "FOREIGN KEY(survey_code) REFERENCES survey (survey_code)",
    ),
    (
        "expenditure",
        "cost_category_known",
        "CHECK (cost_category IN ('staff', 'external_services', 'communications',"
        " 'travel_and_meetings', 'flat_rate', 'other'))",
    ),
)


def add_constraints() -> None:
    """Constrain the tables; a row that does not fit stops the migration, which leaves no trace."""
    for table, name, rule in CONSTRAINTS:
        if op.get_bind().dialect.name == "sqlite":
            _make_anew(table, _definition(table)[:-1].rstrip() + _line(name, rule) + "\n)")
        else:
            run([f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule}"])


def drop_constraints() -> None:
    """Leave the tables as they were before."""
    for table, name, rule in CONSTRAINTS:
        if op.get_bind().dialect.name == "sqlite":
            _make_anew(table, _definition(table).replace(_line(name, rule), ""))
        else:
            run([f"ALTER TABLE {table} DROP CONSTRAINT {name}"])


def _line(name: str, rule: str) -> str:
    return f",\n\tCONSTRAINT {name} {rule}"


def _definition(table: str) -> str:
    ((source,),) = _sources(f"type = 'table' AND name = '{table}'")
    return source


def _make_anew(table: str, definition: str) -> None:
    """The same rows, indexes and triggers under another definition; views would be in the way."""
    views = _sources("type = 'view'", "name, sql")
    kept = _sources(f"type IN ('index', 'trigger') AND tbl_name = '{table}' AND sql IS NOT NULL")
    made = re.sub(rf'CREATE TABLE "?{table}"?', f"CREATE TABLE {table}_anew", definition, count=1)
    run(f"DROP VIEW {name}" for name, _ in views)
    run(
        [
            made,
            f"INSERT INTO {table}_anew SELECT * FROM {table}",
            f"DROP TABLE {table}",
            f"ALTER TABLE {table}_anew RENAME TO {table}",
        ]
    )
    run([*(source for (source,) in kept), *(source for _, source in views)])


def _sources(condition: str, columns: str = "sql") -> list[Any]:
    """What SQLite knows of its own objects, in the order in which they were made."""
    query = f"SELECT {columns} FROM sqlite_master WHERE {condition} ORDER BY rowid"
    return list(op.get_bind().exec_driver_sql(query))
