"""The running server keeps SQLite's log short."""

import threading
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from data_access.connect import (
    DatabaseUnavailable,
    Trouble,
    create_engine_for,
    write_ahead,
    writing,
)
from data_access.schema import newsletter
from server import checkpoints
from server.checkpoints import Checkpoints

PATIENCE = 20  # seconds


def write(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(
            insert(newsletter).values(sent_on=date(2020, 1, 7), subject="Uutiskirje")
        )


def test_the_log_is_moved_once_for_what_was_written(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[Engine] = []
    monkeypatch.setattr(checkpoints, "checkpoint", moved.append)
    write_ahead(engine)
    looking = Checkpoints(engine)
    for times in (1, 2):
        write(engine)
        looking.look()
        looking.look()
        assert moved == [engine] * times * (engine.dialect.name == "sqlite")


def test_what_could_not_be_moved_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried: list[Engine] = []

    def busy(engine: Engine) -> None:
        tried.append(engine)
        raise DatabaseUnavailable(Trouble.BUSY, "locked")

    monkeypatch.setattr(checkpoints, "checkpoint", busy)
    (tmp_path / "office.db-wal").write_bytes(b"log")
    looking = Checkpoints(create_engine_for(f"sqlite:///{tmp_path / 'office.db'}"))
    looking.look()
    looking.look()
    assert len(tried) == 2
    assert ["checkpoint_postponed" in record.getMessage() for record in caplog.records] == [
        True
    ] * 2


def test_a_thread_looks_until_it_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = threading.Event()
    monkeypatch.setattr(checkpoints, "checkpoint", lambda _: moved.set())
    (tmp_path / "office.db-wal").write_bytes(b"log")
    looking = Checkpoints(create_engine_for(f"sqlite:///{tmp_path / 'office.db'}"), look_every=0.01)
    looking.start()
    assert moved.wait(PATIENCE)
    looking.stop()


def test_a_file_that_is_no_database_does_not_end_the_thread(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("office.db", "office.db-wal"):
        (tmp_path / name).write_text("no database" * 1_000)
    Checkpoints(create_engine_for(f"sqlite:///{tmp_path / 'office.db'}")).look()
    assert ["checkpoint_postponed" in record.getMessage() for record in caplog.records] == [True]
