"""Migrations: there and back on both databases, and only on databases of ours."""

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from data_access.connect import DatabaseUnavailable, Trouble, check, create_engine_for
from data_access.migrations import NotOurs, downgrade, upgrade
from data_access.migrations.baseline import rules
from data_access.migrations.places import rules as places
from data_access.migrations.queues import rules as queues
from data_access.migrations.region_context import rules as region_context
from data_access.migrations.whole import rules as whole
from data_access.schema import application_transition, metadata
from data_access.steering import OPEN_TABLES, VIEWS
from programme.codes import COUNTED_ACTIVITIES, LONG_SERVICES, NOT_PARTICIPATION
from programme.lifecycle import TRANSITIONS
from programme.roles import Right
from tests.data_access.scenarios import World

OURS = {"alembic_version", "audit_gate"}


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def functions(engine: Engine) -> int:
    """How many functions of ours PostgreSQL holds; SQLite has none."""
    if engine.dialect.name == "sqlite":
        return 0
    query = "SELECT COUNT(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    with engine.connect() as connection:
        return int(connection.exec_driver_sql(query).scalar_one())


def triggers(engine: Engine) -> list[tuple[str, str]]:
    """Trigger and table names."""
    query = {
        "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger"
        " WHERE NOT tgisinternal",
    }[engine.dialect.name]
    with engine.connect() as connection:
        return sorted(tuple(row) for row in connection.exec_driver_sql(query))


def test_up_down_and_up_again(database_url: str) -> None:
    engine = create_engine_for(database_url)
    upgrade(engine)
    check(engine)
    built = (tables(engine), triggers(engine), functions(engine))
    assert set(metadata.tables) <= built[0] <= set(metadata.tables) | OURS
    downgrade(engine, "base")
    assert (tables(engine), triggers(engine), functions(engine)) == ({"alembic_version"}, [], 0)
    with pytest.raises(DatabaseUnavailable) as failure:
        check(engine)
    assert failure.value.trouble is Trouble.NOT_MIGRATED
    upgrade(engine)
    upgrade(engine)
    assert (tables(engine), triggers(engine), functions(engine)) == built
    World(engine).found()
    engine.dispose()


def test_down_takes_a_database_in_use_with_it(world: World) -> None:
    world.application()
    downgrade(world.engine, "base")
    assert tables(world.engine) == {"alembic_version"}


def test_the_database_is_what_the_schema_says(engine: Engine) -> None:
    def ours(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
        return kind != "table" or name not in OURS

    with engine.connect() as connection:
        settings = {"include_object": ours, "compare_type": True, "compare_server_default": False}
        context = MigrationContext.configure(connection, opts=settings)
        assert compare_metadata(context, metadata) == []


def test_checks_of_the_database_are_those_of_the_schema(engine: Engine) -> None:
    found = {
        (table, check["name"])
        for table in metadata.tables
        for check in inspect(engine).get_check_constraints(table)
    }
    declared = {
        (table.name, constraint.name)
        for table in metadata.tables.values()
        for constraint in table.constraints
        if type(constraint).__name__ == "CheckConstraint"
    }
    assert found == declared


def test_the_database_allows_the_moves_of_the_life_cycle(world: World) -> None:
    rows = world.all(application_transition.select())
    assert {(row.from_status, row.to_status): row.needs_manager for row in rows} == {
        (step.source, step.target): step.right is Right.DECIDE for step in TRANSITIONS
    }
    assert {(source, target) for source, target, _ in rules.TRANSITIONS} == {
        (step.source, step.target) for step in TRANSITIONS
    }


def test_views_count_what_the_rules_count() -> None:
    """The view repeats code lists in SQL; both must say the same."""
    view = places.VIEWS["participation_fact"]
    listed = set(view.split("service_type IN (")[1].split(")")[0].replace("'", "").split(", "))
    assert listed == set(LONG_SERVICES)
    counted = set(view.split("status IN (")[1].split(")")[0].replace("'", "").split(", "))
    assert counted == set(COUNTED_ACTIVITIES)
    assert set(NOT_PARTICIPATION) == {view.rsplit("<> '", 1)[1].split("'")[0]}


def test_the_steering_window_is_the_same_on_both_databases() -> None:
    steps = (rules, whole, region_context)
    assert {table for step in steps for table in step.STEERING_TABLES} == set(OPEN_TABLES)
    assert set(rules.VIEWS) == set(VIEWS)


def test_every_table_has_a_topic_or_is_written_by_the_database() -> None:
    silent = {"application_version", "application_transition", "access_log", "audit_log"}
    # No figure depends on these; the end of a session is told by a trigger of its own.
    silent |= {"user_session", "sign_in_code", "sign_in_throttle", "audit_head", "verification"}
    steps = (rules, whole, queues, region_context)
    with_topic = {table for step in steps for tables in step.TOPICS.values() for table in tables}
    assert with_topic == set(metadata.tables) - silent - {"data_revision"}


def test_somebody_elses_tables_are_left_alone(database_url: str) -> None:
    engine = create_engine_for(database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(NotOurs, match="recipes"):
        upgrade(engine)
    assert tables(engine) == {"recipes"}
    engine.dispose()


@pytest.mark.parametrize("act", [upgrade, check])
def test_a_text_file_is_not_a_database(tmp_path: Path, act: Callable[[Engine], None]) -> None:
    file = tmp_path / "notes.db"
    file.write_text("Kokousmuistiinpanoja\n" * 100, encoding="utf-8")
    engine = create_engine_for(f"sqlite:///{file}")
    with pytest.raises(DatabaseUnavailable) as failure:
        act(engine)
    assert failure.value.trouble is Trouble.NOT_OURS
    engine.dispose()
    assert file.read_text(encoding="utf-8").startswith("Kokous")


@pytest.mark.parametrize("where", ["folder", "note.txt/programme.db"])
def test_a_place_where_no_database_can_be_is_said(tmp_path: Path, where: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "note.txt").touch()
    engine = create_engine_for(f"sqlite:///{tmp_path / where}")
    with pytest.raises(DatabaseUnavailable) as failure:
        check(engine)
    assert failure.value.trouble is Trouble.AWAY
    engine.dispose()
