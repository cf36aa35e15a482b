"""Out and in again: what is read from an export is what the database holds, to the last sign."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, insert, select

from data_access.connect import snapshot
from data_access.exchange.content import Content
from data_access.exchange.exporting.export import export, workbook
from data_access.exchange.format.sources import source, with_names
from data_access.exchange.format.tables import FORMATS
from data_access.exchange.format.types import TableFormat
from data_access.exchange.reading.read import read
from data_access.schema import (
    application_version,
    expenditure,
    funding_period,
    newsletter,
    organisation,
)
from tests.data_access.scenarios import World
from tests.hostile.strings import STRINGS

#: What breaks programs that read or write tables.
PIECES = [
    *"=+-@＝＋－＠;,|'\"\t\n\r _x0\\",
    *("\r\n", "=1+1", '"=', "'=", "_x000D_", "_x005F_", "x005F_", "#N/A", "true", "5", "1.1."),
    *("ä", "–", "\u00a0", "\u2028", "\ufeff", "\U0001f600", "   ", "''", '""'),
]
SOUND = [text for name, text in STRINGS.items() if name not in ("control characters", "long word")]
texts = (
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
    | st.sampled_from([text for text in SOUND if "\x0b" not in text and len(text) <= 200])
    | st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30)
)


def stored(connection: Connection, table: TableFormat) -> list[tuple[Any, ...]]:
    """The rows of the table, as the file would have them, in no order."""
    query = select(*map(source, table.columns)).select_from(with_names(table, table.columns))
    return [tuple(row) for row in connection.execute(query)]


def held(content: Content, table: TableFormat) -> list[tuple[Any, ...]]:
    """The rows of the frame, its columns as the format has them."""
    frame = content.frames[table.name]
    assert set(frame.columns) == {column.name for column in table.columns}
    names = [column.name for column in table.columns]
    return list(frame[names].itertuples(index=False, name=None))


def assert_same(content: Content, connection: Connection) -> None:
    """The content has each row of the database, of the same types, and no other."""
    assert content.problems == []
    for table in FORMATS:
        found, expected = held(content, table), stored(connection, table)
        assert sorted(found, key=repr) == sorted(expected, key=repr)


def test_the_demo_reads_back_from_a_folder(demo_engine: Engine, tmp_path: Path) -> None:
    with snapshot(demo_engine) as connection:
        counts = export(connection, tmp_path / "out", personal=True)
        content = read(tmp_path / "out")
        assert_same(content, connection)
    assert {name: len(frame) for name, frame in content.frames.items()} == counts
    assert counts["sparring_application"] > 200


def test_the_demo_reads_back_from_a_workbook(demo_engine: Engine, tmp_path: Path) -> None:
    with snapshot(demo_engine) as connection:
        (tmp_path / "all.xlsx").write_bytes(workbook(connection, personal=True))
        assert_same(read(tmp_path / "all.xlsx"), connection)


def test_two_exports_are_alike_to_the_byte(demo_engine: Engine, tmp_path: Path) -> None:
    with snapshot(demo_engine) as connection:
        for name in ("first", "second"):
            export(connection, tmp_path / name, personal=True)
        assert workbook(connection, personal=False) == workbook(connection, personal=False)
    assert files(tmp_path / "first") == files(tmp_path / "second")


def files(folder: Path) -> dict[str, bytes]:
    """The files of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def rows(shared_world: World) -> Iterator[Connection]:
    """A transaction whose rows are gone after the test."""
    with shared_world.engine.connect() as connection:
        yield connection


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(texts, min_size=1, max_size=9))
def test_any_text_reads_back(rows: Connection, some: list[str]) -> None:
    rows.execute(delete(newsletter))
    rows.execute(delete(organisation))
    for number, text in enumerate(some, 1):
        rows.execute(
            insert(newsletter).values(
                newsletter_id=number, sent_on=date(2018, 3, number), subject=text
            )
        )
        rows.execute(
            insert(organisation).values(
                organisation_id=number,
                name_fi=f"Kunta {number} {text}",
                name_sv=text,
                organisation_type="municipality",
            )
        )
    with TemporaryDirectory() as folder:
        export(rows, Path(folder) / "out", personal=True)
        assert_same(read(Path(folder) / "out"), rows)
        (Path(folder) / "all.xlsx").write_bytes(workbook(rows, personal=True))
        assert_same(read(Path(folder) / "all.xlsx"), rows)


def test_amounts_and_microseconds_read_back(world: World, tmp_path: Path) -> None:
    at = datetime(2020, 11, 2, 9, 30, 15, 123456, tzinfo=UTC)
    world.application(submitted_at=at, changed_at=at, need='"rivi"\r\n;=1', goal="'")
    amounts = ("-12.50", "0", "9999999999.99", "0.01")
    for number, amount in enumerate(amounts, 1):
        world.add(
            expenditure,
            {
                "expenditure_id": number,
                "period_code": "2018-2020",
                "booked_on": date(2018, 1, number),
                "cost_category": "staff",
                "amount_eur": Decimal(amount),
            },
        )
    with snapshot(world.engine) as connection:
        export(connection, tmp_path / "out", personal=True)
        content = read(tmp_path / "out")
        assert_same(content, connection)
    assert list(content.frames["expenditure"]["amount_eur"]) == [Decimal(each) for each in amounts]
    assert content.frames["sparring_application"]["submitted_at"].tolist() == [at]
    assert content.frames["application_version"]["snapshot"].iloc[0]["need"] == '"rivi"\r\n;=1'
    assert {application_version.name, funding_period.name} <= set(content.frames)
