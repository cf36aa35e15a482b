"""The migration of bases and outside indices, on databases that are in use."""

import pytest
from sqlalchemy import Table, exc

from data_access.changes import revisions
from data_access.integrity.verification import verify
from data_access.migrations import downgrade, upgrade
from data_access.migrations.region_context.tables import TABLES
from data_access.schema import audit_log, context_index, context_value, region, region_base
from tests.data_access.beside import base, fill, value
from tests.data_access.scenarios import World
from tests.data_access.test_migrations import functions, tables, triggers
from tests.data_access.test_whole_migration import indexes

BEFORE = "0006"


def shape(world: World) -> tuple[object, ...]:
    engine = world.engine
    return tables(engine), triggers(engine), functions(engine), indexes(engine)


def test_down_and_up_again_with_data(world: World) -> None:
    """What the office loaded goes, and the audit says of which rows; everything else stays."""
    fill(world)
    before, kept = shape(world), world.all(region.select())
    held = {name: world.count(table) for name, table in _tables().items()}
    downgrade(world.engine, BEFORE)
    assert not set(TABLES) & tables(world.engine)
    upgrade(world.engine)
    assert shape(world) == before
    assert world.all(region.select()) == kept
    assert [world.count(table) for table in _tables().values()] == [0, 0, 0]
    gone = world.all(audit_log.select().where(audit_log.c.action == "delete"))
    assert {name: sum(row.table_name == name for row in gone) for name in held} == held
    assert verify(world.engine).findings == ()


def test_nothing_counts_as_changed_that_did_not(world: World) -> None:
    before = revisions(world.engine)
    downgrade(world.engine, BEFORE)
    upgrade(world.engine)
    assert revisions(world.engine) == before


def test_a_change_of_any_of_them_is_told(world: World) -> None:
    fill(world)
    for change in (
        "UPDATE region_base SET value = value + 1",
        "UPDATE context_index SET source = 'Toinen esimerkkilähde'",
        "UPDATE context_value SET value = value - 1",
        "DELETE FROM region_base",
        "DELETE FROM context_value",
        "DELETE FROM context_index",
    ):
        before = revisions(world.engine)
        world.change(change)
        risen = {
            topic for topic, number in revisions(world.engine).items() if number > before[topic]
        }
        assert risen == {"reference"}
    assert verify(world.engine).findings == ()


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (region_base, base("MK99", 5)),
        (region_base, base("MK01", 5)),
        (context_value, value("MK99", 5)),
        (context_value, value(None, 5, municipality_code="999")),
        (context_value, value("MK01", 5)),
        (context_value, value(None, 5, index_code="pull", municipality_code="005")),
        (context_value, value("MK02", 5, 2021)),
        (context_value, value("MK02", 5, index_code="unheard_of")),
    ],
)
def test_places_and_indices_are_known_and_each_has_one_value(
    world: World, table: Table, row: dict[str, object]
) -> None:
    fill(world)
    with pytest.raises(exc.IntegrityError):
        world.add(table, row)


def test_an_index_with_values_stays(world: World) -> None:
    fill(world)
    with pytest.raises(exc.IntegrityError):
        world.change("DELETE FROM context_index")


def _tables() -> dict[str, Table]:
    return {table.name: table for table in (region_base, context_index, context_value)}
