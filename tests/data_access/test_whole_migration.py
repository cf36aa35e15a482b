"""The migration that makes the database whole, on databases that are in use."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, Table, exc, inspect, select

from data_access import access_log
from data_access.connect import reading, writing
from data_access.migrations import downgrade, upgrade
from data_access.migrations.whole.tables import TABLES as NEW_TABLES
from data_access.schema import campaign, deed, expenditure, metadata, survey, survey_answer
from tests.data_access.scenarios import MANAGER, World
from tests.data_access.test_migrations import tables, triggers

BEFORE_QUEUES = "0005"


def kept_rows(engine: Engine) -> dict[str, list[Any]]:
    """The rows of the tables that there were before the whole programme came."""
    with reading(engine) as connection:
        return {
            name: sorted(connection.execute(select(table)).all(), key=repr)
            for name, table in metadata.tables.items()
            if name not in NEW_TABLES
        }


def indexes(engine: Engine) -> set[tuple[str, str | None]]:
    """Table and name of every index."""
    looking = inspect(engine)
    return {
        (table, index["name"]) for table in metadata.tables for index in looking.get_indexes(table)
    }


def test_the_whole_programme_comes_to_a_database_in_use_and_goes_again(
    demo_engine: Engine,
) -> None:
    """What stood in the first tables is there afterwards; what their codes name gets its row.

    What came with the queues goes on the way, so the database has lost it before.
    """
    downgrade(demo_engine, BEFORE_QUEUES)
    upgrade(demo_engine)
    before = kept_rows(demo_engine)
    rules_before = triggers(demo_engine), indexes(demo_engine)
    downgrade(demo_engine, "0002")
    upgrade(demo_engine)
    assert kept_rows(demo_engine) == before
    assert (triggers(demo_engine), indexes(demo_engine)) == rules_before
    with reading(demo_engine) as connection:
        names = set(connection.execute(select(campaign.c.campaign_code, campaign.c.name_fi)))
        surveys = set(connection.execute(select(survey.c.survey_code, survey.c.asked_on)))
    assert names == {(code, code) for code in ("haastekampanja_2018", "tekoja_tiskiin_2019")}
    assert surveys == {("impact_2020", date(2020, 9, 15)), ("sparring_2019", date(2019, 12, 10))}
    with pytest.raises(exc.IntegrityError), writing(demo_engine) as connection:
        connection.exec_driver_sql("UPDATE deed SET campaign_code = 'unheard_of'")


def test_lines_of_actions_that_were_unknown_before_go_with_them(world: World) -> None:
    with writing(world.engine) as connection:
        for action in ("loaded", "signed_in"):
            access_log.record(connection, MANAGER, action)
    downgrade(world.engine, "0002")
    upgrade(world.engine)
    with reading(world.engine) as connection:
        assert list(access_log.lines(connection)["action"]) == ["signed_in"]
    with pytest.raises(exc.DBAPIError, match="append_only"):
        world.change("DELETE FROM access_log")


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (deed, {"deed_kind": "deed", "title": "T", "status": "draft", "campaign_code": "none"}),
        (survey_answer, {"survey_code": "none", "question_code": "q", "grade": 1, "answers": 1}),
    ],
)
def test_codes_name_a_row(world: World, table: Table, row: dict[str, Any]) -> None:
    day = {"asked_on": date(2020, 9, 15)} if table is survey_answer else {}
    with pytest.raises(exc.IntegrityError):
        world.add(table, row | day)


def test_a_cost_of_no_known_category_stops_the_migration(world: World) -> None:
    """The office decides what it is; until then the database stays as it was."""
    downgrade(world.engine, "0002")
    before = tables(world.engine)
    world.change(
        "INSERT INTO expenditure (period_code, booked_on, cost_category, amount_eur)"
        " VALUES ('2018-2020', '2018-01-31', 'cake', 1)"
    )
    with pytest.raises(exc.IntegrityError, match="cost_category_known"):
        upgrade(world.engine)
    assert tables(world.engine) == before
    world.change("UPDATE expenditure SET cost_category = 'other'")
    upgrade(world.engine)
    assert world.count(expenditure) == 1
