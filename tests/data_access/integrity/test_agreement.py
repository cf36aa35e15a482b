"""A row that was changed past the audit is found, whatever the table."""

import pytest
from sqlalchemy import Engine

from data_access.integrity.findings import Kind
from data_access.integrity.verification import verify
from data_access.migrations.region_context.audited import AUDITED
from data_access.schema import audit_log, metadata
from tests.data_access.scenarios import World
from tests.data_access.tampering import tamper

#: An application changes only to its next version.
KEPT_BY_RULES = {"deed_submission", "enrolment", "sparring_application"}
IS_UPDATE = audit_log.c.action == "update"

CHANGES = [
    ("UPDATE organisation SET employee_count = 77 WHERE organisation_id = 1", "1"),
    ("UPDATE organisation SET name_fi = 'Toinen' WHERE organisation_id = 1", "1"),
    ("UPDATE app_user SET role = 'admin' WHERE username = 'otto'", "otto"),
    ("UPDATE app_user SET active = false WHERE username = 'otto'", "otto"),
    ("UPDATE sparring_round SET closes_at = '2021-06-01 00:00:00.000000'", "2020-2"),
    ("UPDATE funding_period SET budget_eur = 1.01 WHERE period_code = '2018-2020'", "2018-2020"),
    ("DELETE FROM funding_period WHERE period_code = '2018-2020'", "2018-2020"),
    (
        "INSERT INTO app_user (username, display_name, password_hash, role, sessions_valid_after)"
        " VALUES ('eve', 'Eve', '-', 'admin', '2020-01-01 00:00:00.000000')",
        "eve",
    ),
]


@pytest.mark.parametrize(("statement", "row"), CHANGES)
def test_a_change_past_the_audit_is_found(world: World, statement: str, row: str) -> None:
    world.organisation()
    assert verify(world.engine).ok
    tamper(world.engine, statement)
    (found,) = verify(world.engine).findings
    assert (found.kind, found.row) == (Kind.CHANGED_UNAUDITED, row)


def test_a_row_that_came_back_is_found(world: World) -> None:
    world.change("DELETE FROM funding_period WHERE period_code = '2015-2017'")
    tamper(
        world.engine,
        "INSERT INTO funding_period (period_code, starts_on, ends_on, budget_eur, budget_basis)"
        " VALUES ('2015-2017', '2015-01-01', '2017-12-31', 1, 'derived')",
    )
    (found,) = verify(world.engine).findings
    assert (found.kind, found.row) == (Kind.CHANGED_UNAUDITED, "2015-2017")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE app_user SET role = 'manager' WHERE username = 'otto'",
        "UPDATE app_user SET username = 'eve' WHERE username = 'former'",
        "UPDATE sparring_round SET round_code = '2020-3'",
        "UPDATE region SET region_code = 'MK05' WHERE region_code = 'MK02'",
        "DELETE FROM region WHERE region_code = 'MK21'",
        "UPDATE funding_period SET budget_eur = 0.1, starts_on = '2015-01-02'",
    ],
)
def test_what_the_triggers_saw_agrees(world: World, statement: str) -> None:
    """Also where a trigger changes the row once more, or the key itself changes."""
    world.change(statement)
    assert verify(world.engine).findings == ()


def test_every_table_of_the_demo_agrees_after_each_row_was_touched(demo_engine: Engine) -> None:
    """Every audited column of every type survives its way into the audit and back."""
    demo = World(demo_engine)
    touched = {name for name, kept in AUDITED.items() if kept.columns} - KEPT_BY_RULES
    for table in touched:
        column = AUDITED[table].columns[0]
        demo.change(f"UPDATE {table} SET {column} = {column}")
    assert verify(demo_engine).findings == ()
    said = {row.table_name for row in demo.all(audit_log.select().where(IS_UPDATE))}
    assert said >= {name for name in touched if demo.count(metadata.tables[name])}
