"""The migrations of the audit chain, on databases that are in use."""

from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import Engine, Row, exc

from data_access.changes import revisions
from data_access.connect import writing
from data_access.integrity.verification import keep, verify
from data_access.migrations import downgrade, upgrade
from data_access.migrations.baseline.rules import AUDITED as AUDITED_BEFORE
from data_access.migrations.queues.audited import ADDED
from data_access.migrations.region_context.audited import AUDITED, NOT_KEPT
from data_access.schema import audit_log, metadata, participation
from tests.data_access.happenings import held
from tests.data_access.raw_sql import plain_connection
from tests.data_access.scenarios import World
from tests.data_access.test_migrations import triggers

#: Written by the database or the app itself, append-only, or gone with the session.
NOT_AUDITED = {
    "access_log",
    "application_comment",
    "application_decision",
    "application_event",
    "application_proposal",
    "application_transition",
    "application_version",
    "audit_head",
    "audit_log",
    "clarification_request",
    "data_revision",
    "deed_submission_event",
    "enrolment_event",
    "letter",
    "open_application",
    "sign_in_code",
    "sign_in_throttle",
    "sparring_booking",
    "user_session",
    "verification",
}
PERSONAL = {"full_name", "email", "phone", "password_hash"}


def names(columns: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(getattr(column, "name", "")) for column in columns)


def test_every_table_that_people_keep_is_audited() -> None:
    assert set(AUDITED) == set(metadata.tables) - NOT_AUDITED
    assert set(AUDITED) >= set(AUDITED_BEFORE)


@pytest.mark.parametrize("table", AUDITED)
def test_the_audit_keeps_every_column_of_the_schema(table: str) -> None:
    audited, schema = AUDITED[table], metadata.tables[table]
    assert audited.key == names(schema.primary_key.columns)
    assert set(audited.columns) == set(names(schema.columns)) - {
        *audited.key,
        *NOT_KEPT.get(table, ()),
    }
    assert not PERSONAL & set(audited.columns)


def test_tables_whose_new_rows_were_audited_stay_so() -> None:
    assert all(AUDITED[table].inserts for table in AUDITED_BEFORE)


def test_down_and_up_again_with_data(demo_engine: Engine) -> None:
    """What the audit said stays, its seals come again, and everything holds."""
    demo = World(demo_engine)
    keep(demo_engine, verify(demo_engine))
    before, rules = audit_of(demo), triggers(demo_engine)
    downgrade(demo_engine, "0003")
    assert set(audited_before(demo_engine)) == set(AUDITED_BEFORE)
    upgrade(demo_engine)
    assert triggers(demo_engine) == rules
    after = audit_of(demo)
    assert after[: len(before)] == before
    gone = {(line.table_name, line.action) for line in after[len(before) :]}
    assert gone == {(table, "delete") for table in ADDED if demo_had(before, table)}
    assert verify(demo_engine).findings == ()


def audit_of(world: World) -> list[Row[Any]]:
    return world.all(audit_log.select().order_by(audit_log.c.audit_id))


def demo_had(audit: list[Row[Any]], table: str) -> bool:
    """Whether the audit knows of rows of the table."""
    return any(line.table_name == table for line in audit)


def audited_before(engine: Engine) -> set[str]:
    """Tables with an audit trigger."""
    return {
        table
        for name, table in triggers(engine)
        if name == "audit" or (name.startswith("audit_") and name != "audit_guard")
    }


def test_the_audit_goes_on_in_the_older_schema(world: World) -> None:
    number = world.organisation()
    downgrade(world.engine, "0003")
    world.change("UPDATE organisation SET name_sv = 'Ny'")
    with pytest.raises(exc.DBAPIError, match="append_only"):
        world.change("UPDATE audit_log SET row_key = '9'")
    upgrade(world.engine)
    newest = world.all(audit_log.select().order_by(audit_log.c.audit_id.desc()))[0]
    assert (newest.table_name, newest.row_key, newest.action) == (
        "organisation",
        str(number),
        "update",
    )
    assert verify(world.engine).ok


def test_many_rows_are_audited_when_they_change_or_go(world: World) -> None:
    number = held(world, {world.organisation(): 4})
    lines = audit_log.select().where(audit_log.c.table_name == participation.name)
    assert world.all(lines) == []
    world.change("UPDATE participation SET participant_count = 5")
    world.change("UPDATE participation SET staff_group = 'supervisor'")
    world.change("DELETE FROM participation")
    said = [
        (row.action, row.row_key, row.before, row.after)
        for row in world.all(lines.order_by(audit_log.c.audit_id))
    ]
    employee, supervisor = f"{number}/1/employee", f"{number}/1/supervisor"
    four, five = {"participant_count": 4}, {"participant_count": 5}
    assert said == [
        ("update", employee, four, five),
        ("delete", employee, five, None),
        ("insert", supervisor, None, five),
        ("delete", supervisor, five, None),
    ]
    assert verify(world.engine).ok


def test_a_topic_rises_once_in_a_transaction_of_many_statements(world: World) -> None:
    """On SQLite each row raises it: that is one write in place, and costs the same each time."""
    before = revisions(world.engine)["reference"]
    with writing(world.engine) as connection:
        for count in (5, 6, 7):
            connection.exec_driver_sql(f"UPDATE region SET municipality_count = {count}")
    risen = revisions(world.engine)["reference"] - before
    assert risen == (1 if world.engine.dialect.name == "postgresql" else 9)


def test_a_topic_rises_for_what_stands_when_a_savepoint_was_left(world: World) -> None:
    before = revisions(world.engine)["reference"]
    with plain_connection(world.engine) as connection:
        connection.execute("BEGIN")
        connection.execute("SAVEPOINT s")
        connection.execute("UPDATE region SET municipality_count = 5")
        connection.execute("ROLLBACK TO SAVEPOINT s")
        connection.execute("UPDATE region SET municipality_count = 6")
        connection.execute("COMMIT")
    assert revisions(world.engine)["reference"] > before


def test_the_older_function_is_there_again(world: World) -> None:
    downgrade(world.engine, "0004")
    before = revisions(world.engine)["reference"]
    with writing(world.engine) as connection:
        for count in (5, 6):
            connection.exec_driver_sql(f"UPDATE region SET municipality_count = {count}")
    assert revisions(world.engine)["reference"] >= before + 2
