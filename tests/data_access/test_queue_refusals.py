"""What the database refuses whoever sends it, of proposals, submissions, enrolments and letters."""

from typing import Any

import pytest

from data_access.connect import writing
from data_access.integrity.findings import Kind
from data_access.integrity.verification import verify
from tests.data_access.raw_sql import DRIVER_ERRORS, Refused, plain_connection
from tests.data_access.refusals_of_queues import AT_THE_END, QUEUES, queue_cast
from tests.data_access.scenarios import World


@pytest.fixture(scope="module")
def players(shared_world: World) -> dict[str, Any]:
    """Names in the statements and what they stand for."""
    return queue_cast(shared_world)


def refuse(world: World, statement: Refused, players: dict[str, Any]) -> None:
    """Send a statement: it fails by its rule, and nothing has changed."""
    before = world.content()
    with plain_connection(world.engine) as connection, pytest.raises(DRIVER_ERRORS) as failure:
        connection.execute(statement.sql.format(**players))
    assert statement.rule in str(failure.value)
    assert world.content() == before


@pytest.mark.parametrize("statement", QUEUES.values(), ids=QUEUES)
def test_refused(shared_world: World, players: dict[str, Any], statement: Refused) -> None:
    refuse(shared_world, statement, players)


@pytest.mark.parametrize("statement", AT_THE_END.values(), ids=AT_THE_END)
def test_a_state_without_its_event_is_not_committed(
    shared_world: World, players: dict[str, Any], statement: Refused
) -> None:
    sql = statement.sql.format(**players)
    before = shared_world.content()
    rule = "FOREIGN KEY" if shared_world.engine.dialect.name == "sqlite" else statement.rule
    with pytest.raises(Exception, match=rule), writing(shared_world.engine) as connection:
        connection.exec_driver_sql(sql)
    assert shared_world.content() == before


def test_verify_finds_a_state_without_its_event(world: World) -> None:
    """SQLite looks at no reference for a program that does not ask it to."""
    players = queue_cast(world)
    for statement in AT_THE_END.values():
        with plain_connection(world.engine) as connection:
            if world.engine.dialect.name == "postgresql":
                connection.execute("SET session_replication_role = replica")
            connection.execute(statement.sql.format(**players))
    kinds = {finding.kind for finding in verify(world.engine).findings}
    assert {Kind.STATUS_DIFFERS, Kind.VERSION_DIFFERS} <= kinds
