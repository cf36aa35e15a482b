"""SQLite's log is moved into the file by us, not in the middle of a write."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select

from data_access.checkpoint import checkpoint, log_of
from data_access.connect import create_engine_for, reading, write_ahead, writing
from data_access.migrations import upgrade
from data_access.schema import newsletter

MANY = 30_000  # rows, which take more than the pages after which SQLite would do it


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Engine]:
    engine = create_engine_for(f"sqlite:///{tmp_path / 'office.db'}")
    upgrade(engine)
    write_ahead(engine)
    yield engine
    engine.dispose()


def write(engine: Engine, rows: int) -> None:
    with writing(engine) as connection:
        connection.execute(
            insert(newsletter),
            [{"sent_on": date(2020, 1, 7), "subject": f"{n} " + "x" * 190} for n in range(rows)],
        )


def in_the_file_alone(office: Engine, folder: Path) -> int:
    """How many newsletters there are without the log."""
    alone = folder / "alone.db"
    shutil.copyfile(str(office.url.database), alone)
    engine = create_engine_for(f"sqlite:///{alone}")
    with reading(engine) as connection:
        found: int = connection.execute(select(func.count()).select_from(newsletter)).scalar_one()
    engine.dispose()
    return found


def test_a_write_leaves_the_log_to_the_checkpoint(office: Engine, tmp_path: Path) -> None:
    checkpoint(office)
    write(office, MANY)
    assert in_the_file_alone(office, tmp_path) == 0
    checkpoint(office)
    assert in_the_file_alone(office, tmp_path) == MANY


def test_only_a_file_of_sqlite_has_a_log(engine: Engine, office: Engine) -> None:
    assert log_of(office) == Path(f"{office.url.database}-wal")
    assert log_of(create_engine_for("sqlite:///:memory:")) is None
    assert (log_of(engine) is None) == (engine.dialect.name == "postgresql")
