"""What the database refuses whoever sends it: raw SQL over connections straight from the driver."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, exc

from data_access.connect import create_engine_for
from data_access.schema import metadata
from data_access.steering import OPEN_TABLES, VIEWS
from tests.data_access.raw_sql import DRIVER_ERRORS, Refused, cast, plain_connection
from tests.data_access.refusals import ANYWHERE
from tests.data_access.refusals_by_dialect import ONLY_ON
from tests.data_access.refusals_of_context import CONTEXT
from tests.data_access.refusals_of_judging import BOOKINGS, JUDGING, NEXT_VERSION
from tests.data_access.refusals_of_rows import ROWS
from tests.data_access.scenarios import World

CLOSED_TABLES = sorted(set(metadata.tables) - set(OPEN_TABLES))
STEERING_ERRORS = (exc.DBAPIError, *DRIVER_ERRORS)
DENIED = r"denied|prohibited|not authorized|must be owner"


@pytest.fixture(scope="module")
def players(shared_world: World) -> dict[str, Any]:
    """Names in the statements and what they stand for."""
    return cast(shared_world)


def refuse(world: World, statement: Refused, players: dict[str, Any]) -> None:
    """Send a statement: it fails by its rule, and nothing has changed."""
    before = world.content()
    with plain_connection(world.engine) as connection, pytest.raises(DRIVER_ERRORS) as failure:
        connection.execute(statement.sql.format(**players))
    assert statement.rule in str(failure.value)
    assert world.content() == before


EVERYWHERE = ANYWHERE | ROWS | JUDGING | CONTEXT


@pytest.mark.parametrize("statement", EVERYWHERE.values(), ids=EVERYWHERE)
def test_refused(shared_world: World, players: dict[str, Any], statement: Refused) -> None:
    refuse(shared_world, statement, players)


@pytest.mark.parametrize("statement", BOOKINGS.values(), ids=BOOKINGS)
def test_a_booking_is_refused(
    shared_world: World, players: dict[str, Any], statement: Refused
) -> None:
    """It comes with the next version, so both are sent in one transaction."""
    before = shared_world.content()
    with plain_connection(shared_world.engine) as connection:
        connection.execute("BEGIN")
        connection.execute(NEXT_VERSION.format(**players))
        with pytest.raises(DRIVER_ERRORS, match=statement.rule):
            connection.execute(statement.sql.format(**players))
        connection.execute("ROLLBACK")
    assert shared_world.content() == before


def test_refused_in_the_dialect(shared_world: World, players: dict[str, Any]) -> None:
    for statement in ONLY_ON[shared_world.engine.dialect.name].values():
        refuse(shared_world, statement, players)


def test_a_refused_statement_takes_its_whole_transaction_with_it(
    shared_world: World, players: dict[str, Any]
) -> None:
    before = shared_world.content()
    with plain_connection(shared_world.engine) as connection:
        connection.execute("BEGIN")
        connection.execute("UPDATE organisation SET name_sv = 'Ny'")
        with pytest.raises(DRIVER_ERRORS, match="round_pool_not_exceeded"):
            connection.execute(ANYWHERE["pool overflow"].sql.format(**players))
        connection.execute("ROLLBACK")
    assert shared_world.content() == before


# --- the steering window -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def steering(shared_world: World, players: dict[str, Any]) -> Iterator[Engine]:
    """An engine that acts as the steering role, on a database with applications and contacts."""
    url = shared_world.engine.url.render_as_string(hide_password=False)
    engine = create_engine_for(url, steering=True)
    yield engine
    engine.dispose()


def run(engine: Engine, sql: str) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql(sql)


@pytest.mark.parametrize("name", [*OPEN_TABLES, *VIEWS])
def test_steering_reads_figures(steering: Engine, name: str) -> None:
    run(steering, f"SELECT * FROM {name}")


@pytest.mark.parametrize("table", CLOSED_TABLES)
@pytest.mark.parametrize("what", ["*", "COUNT(*)", "1"])
def test_steering_reads_no_closed_table(steering: Engine, table: str, what: str) -> None:
    with pytest.raises(STEERING_ERRORS, match=DENIED):
        run(steering, f"SELECT {what} FROM {table}")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT email FROM contact NATURAL JOIN applicant_fact",
        "SELECT * FROM (SELECT email FROM contact) AS applicant_fact",
        "SELECT (SELECT MIN(full_name) FROM contact) FROM region",
        "SELECT name_fi FROM organisation o WHERE EXISTS (SELECT 1 FROM sparring_application a"
        " WHERE a.organisation_id = o.organisation_id)",
        "WITH applicant_fact AS (SELECT email FROM contact) SELECT * FROM applicant_fact",
        "WITH application_fact AS (SELECT title, need FROM sparring_application)"
        " SELECT * FROM application_fact",
        "with applicant_fact as (SELECT organisation_id, status FROM sparring_application)"
        " SELECT * FROM applicant_fact",
    ],
)
def test_steering_reaches_nobody_by_a_detour(steering: Engine, sql: str) -> None:
    with pytest.raises(STEERING_ERRORS):
        run(steering, sql)


def test_views_show_no_applicant_and_no_words(steering: Engine) -> None:
    with steering.connect() as connection:
        shown = (connection.exec_driver_sql(f"SELECT * FROM {view}").keys() for view in VIEWS)
        columns = set().union(*shown)
    assert columns.isdisjoint({"application_no", "application_id", "title", "need", "goal"})


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_steering_writes_nothing(shared_world: World, steering: Engine, table: str) -> None:
    column = metadata.tables[table].columns.keys()[-1]
    before = shared_world.content()
    for sql in (
        f"UPDATE {table} SET {column} = NULL",
        f"DELETE FROM {table}",
        f"INSERT INTO {table} ({column}) VALUES (NULL)",
        f"DROP TABLE {table}",
    ):
        with pytest.raises(STEERING_ERRORS, match=DENIED):
            run(steering, sql)
    assert shared_world.content() == before
