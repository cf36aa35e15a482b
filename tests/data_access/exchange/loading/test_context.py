"""Bases and outside indices: from the office's own files, out, and in again."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, insert, select

from data_access.access_log import COMMAND_LINE
from data_access.connect import create_engine_for, reading
from data_access.exchange.exporting.export import export, workbook
from data_access.exchange.loading.load import load
from data_access.exchange.reading.read import read
from data_access.integrity.verification import verify
from data_access.region_bases import bases
from data_access.region_context import context_indices
from data_access.schema import audit_log, context_index, context_value, municipality, region_base
from programme.region_bases import Base
from tests.backends import Backend
from tests.data_access.beside import fill, index, value
from tests.data_access.exchange.files import workbook as book
from tests.data_access.exchange.loading.databases import rows_of, written
from tests.data_access.exchange.loading.telling import files
from tests.data_access.scenarios import World

PAGE = (Path(__file__).resolve().parents[4] / "docs" / "regions.md").read_text(encoding="utf-8")
#: The examples of the documentation by table.
EXAMPLES = dict(re.findall(r"^`(\w+)\.csv`.*?```csv\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL))
OURS = (region_base, context_index, context_value)


@pytest.fixture
def other(backend: Backend, migrated_template: str) -> Iterator[Engine]:
    """A second database, with our schema and no rows."""
    url = backend.create(copy_of=migrated_template)
    engine = create_engine_for(url)
    yield engine
    engine.dispose()
    backend.drop(url)


def loaded(engine: Engine, path: Path) -> None:
    report = load(engine, path, by=COMMAND_LINE)
    assert report.problems == ()
    assert report.written


def test_the_examples_of_the_documentation_are_taken(world: World, tmp_path: Path) -> None:
    """As a spreadsheet of Windows writes them."""
    row = {"municipality_code": "005", "name_fi": "A", "name_sv": "A", "region_code": "MK01"}
    world.add(municipality, row)
    assert set(EXAMPLES) == {table.name for table in OURS}
    for name, text in EXAMPLES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="windows-1252")
    loaded(world.engine, tmp_path)
    with reading(world.engine) as connection:
        found = bases(connection, 2020)
        indices = context_indices(connection)
    assert found[Base.INHABITANTS].values == {"MK01": 1_000_000, "MK02": 500_000}
    assert Base.EMPLOYEES not in found
    assert dict(zip(indices["index_code"], indices["level"], strict=True)) == {
        "elinvoima": "region",
        "veto": "municipality",
    }
    values = world.all(select(context_value.c.value).order_by(context_value.c.value))
    assert [row.value for row in values] == [Decimal("-3.5"), Decimal("52.25"), Decimal("61.5")]
    before = rows_of(world.engine)
    assert not load(world.engine, tmp_path, by=COMMAND_LINE).written
    assert rows_of(world.engine) == before
    assert verify(world.engine).findings == ()


def test_a_workbook_whose_codes_lost_their_zeros_is_taken(world: World, tmp_path: Path) -> None:
    fill(world)
    sheet: list[list[Any]] = [
        ["index_code", "year", "municipality_code", "value"],
        ["pull", 2019, 5, 61.5],
    ]
    loaded(world.engine, book(tmp_path / "arvot.xlsx", {"context_value": sheet}))
    of_municipalities = context_value.c.municipality_code == "005"
    (row,) = world.all(select(context_value.c.value).where(of_municipalities))
    assert row.value == Decimal("61.5000")


def test_a_corrected_value_changes_its_row_and_the_audit_says_so(
    world: World, tmp_path: Path
) -> None:
    fill(world)
    count = world.count(context_value)
    corrected = [value("MK02", "2.5"), value("MK01", "52.25"), value("MK02", "7", 2020)]
    loaded(world.engine, files(tmp_path / "files", {"context_value": corrected}))
    assert world.count(context_value) == count + 1
    (line,) = world.all(
        audit_log.select().where(
            audit_log.c.table_name == "context_value", audit_log.c.action == "update"
        )
    )
    assert [float(side["value"]) for side in (line.before, line.after)] == [-0.0001, 2.5]
    assert verify(world.engine).findings == ()


def test_out_and_in_again_is_the_same(world: World, other: Engine, tmp_path: Path) -> None:
    fill(world)
    with reading(world.engine) as connection:
        export(connection, tmp_path / "out", personal=True)
        (tmp_path / "all.xlsx").write_bytes(workbook(connection, personal=True))
    loaded(other, tmp_path / "out")
    with reading(other) as connection:
        export(connection, tmp_path / "again", personal=True)
    assert written(tmp_path / "again") == written(tmp_path / "out")
    assert not load(other, tmp_path / "all.xlsx", by=COMMAND_LINE).written
    for table in OURS:
        with reading(other) as connection:
            assert len(connection.execute(select(table)).all()) == world.count(table) > 0
    assert verify(other).findings == ()


@pytest.fixture
def rows(shared_world: World) -> Iterator[Connection]:
    """A transaction whose rows are gone after the test."""
    with shared_world.engine.connect() as connection:
        yield connection


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.decimals("-9999999999", "9999999999", places=4), min_size=1, max_size=5))
def test_any_value_reads_back(rows: Connection, some: list[Decimal]) -> None:
    for table in reversed(OURS):
        rows.execute(delete(table))
    for year, number in enumerate(some, 2015):
        rows.execute(insert(context_index).values(index(year)))
        rows.execute(insert(context_value).values(value("MK01", number, year)))
    with TemporaryDirectory() as folder:
        export(rows, Path(folder) / "out", personal=True)
        (Path(folder) / "all.xlsx").write_bytes(workbook(rows, personal=True))
        for path in ("out", "all.xlsx"):
            content = read(Path(folder) / path)
            assert content.problems == []
            assert content.frames["context_value"]["value"].tolist() == some
