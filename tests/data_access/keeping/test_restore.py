"""A restore is all or nothing: what is not empty, and what fails, stays as it was."""

import resource
import subprocess
import sys
import threading
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data_access import access_log, migrations
from data_access.access_log import COMMAND_LINE
from data_access.changes import revisions
from data_access.connect import create_engine_for, reading, snapshot
from data_access.keeping.backup import backup, write
from data_access.keeping.manifest import Unusable
from data_access.keeping.restore import NotRestored, restore
from data_access.schema import context_value, newsletter
from programme.lifecycle import Status
from tests.data_access import racing
from tests.data_access.beside import fill, value
from tests.data_access.keeping.comparing import data, rules, state
from tests.data_access.keeping.files import Change, changed, resealed
from tests.data_access.scenarios import World
from tests.running import ROOT


@pytest.fixture
def taken(world: World, tmp_path: Path) -> Path:
    """A backup of a small world with an approved application."""
    world.application(Status.APPROVED)
    backup(world.engine, tmp_path / "taken", by=COMMAND_LINE)
    return tmp_path / "taken"


def refused(engine: Engine, path: Path, kind: type[Exception], because: str) -> None:
    """The restore raises `kind` and changes nothing: no table, no row, no trigger."""
    before = state(engine)
    with pytest.raises(kind, match=because):
        restore(engine, path, by=COMMAND_LINE)
    assert state(engine) == before


def test_a_database_in_use_is_left_alone(world: World, taken: Path) -> None:
    refused(world.engine, taken, NotRestored, "is not empty")


def test_a_single_row_makes_a_database_not_empty(fresh: Engine, taken: Path) -> None:
    World(fresh).add(newsletter, {"sent_on": date(2020, 1, 15), "subject": "Uutisia"})
    refused(fresh, taken, NotRestored, "is not empty")


def test_somebody_elses_database_is_left_alone(blank: Engine, taken: Path) -> None:
    with blank.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipes (name TEXT)")
    refused(blank, taken, NotRestored, "another program")


def test_a_newer_database_is_left_alone(engine: Engine, taken: Path) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    refused(engine, taken, NotRestored, "schema 9999, newer than this program")


def test_a_restore_is_logged_and_told_to_all_screens(
    world: World, fresh: Engine, taken: Path
) -> None:
    seen = {topic: max(n, revisions(fresh)[topic]) for topic, n in revisions(world.engine).items()}
    restore(fresh, taken, by=COMMAND_LINE)
    assert all(revision > seen[topic] for topic, revision in revisions(fresh).items())
    with reading(fresh) as connection:
        line = access_log.lines(connection).iloc[0]
    assert tuple(line[1:]) == (COMMAND_LINE, "restored", "taken")


def test_a_backup_of_an_older_schema_comes_to_the_newest(
    database_url: str, target: Engine, tmp_path: Path
) -> None:
    """As after an update of the program; the target may be new, or migrated already."""
    old = create_engine_for(database_url)
    migrations.upgrade(old, "0001")
    statement = (
        "INSERT INTO app_user (username, display_name, password_hash, role, language,"
        " sessions_valid_after) VALUES ('anna', 'Anna', '!', 'admin', 'fi', '2020-01-01 00:00:00')"
    )
    with old.begin() as connection:
        connection.exec_driver_sql(statement)
    with (tmp_path / "old").open("wb") as file, snapshot(old) as connection:
        write(connection, file)
    old.dispose()
    migrations.upgrade(target)
    before = rules(target)
    restore(target, tmp_path / "old", by=COMMAND_LINE)
    assert rules(target) == before
    assert [row[:2] for row in data(target)["app_user"]] == [("anna", "Anna")]
    with reading(target) as connection:
        assert migrations.revision(connection) == migrations.known()[-1]


def test_bases_and_indices_come_back_and_are_numbered_on(
    world: World, target: Engine, tmp_path: Path
) -> None:
    fill(world)
    backup(world.engine, tmp_path / "taken", by=COMMAND_LINE)
    restore(target, tmp_path / "taken", by=COMMAND_LINE)
    assert data(target) == data(world.engine)
    World(target).add(context_value, value("MK02", 5, 2020))
    assert World(target).count(context_value) == world.count(context_value) + 1


@pytest.mark.parametrize(
    ("change", "kind", "because"),
    [
        (
            resealed("organisation", lambda lines: []),
            NotRestored,
            "(refers to none of organisation|fk_sparring_application)",
        ),
        (resealed("app_user", lambda lines: [*lines, lines[0]]), NotRestored, "does not take it"),
        (resealed("region", lambda lines: [b"[1]\n"]), Unusable, "a row of region has not"),
        (resealed("region", lambda lines: [b"{}\n"]), Unusable, "a row of region has not"),
        (resealed("region", lambda lines: [b"Uusimaa\n"]), Unusable, "damaged"),
        (
            resealed("sparring_round", lambda lines: [lines[0].replace(b"2020-10-01", b"soon")]),
            (NotRestored, Unusable),
            "(does not take it|damaged)",
        ),
        (
            resealed("sparring_round", lambda lines: [lines[0].replace(b",10,1]", b",10,11]")]),
            NotRestored,
            "does not take it",
        ),
        (lambda members, manifest: manifest["parts"].pop("deed"), Unusable, "not those of its"),
        (
            lambda members, manifest: manifest["parts"]["deed"]["columns"].append("secret"),
            Unusable,
            "not those of its",
        ),
    ],
)
def test_what_fails_half_way_leaves_nothing(
    blank: Engine, small: Path, change: Change, kind: type[Exception], because: str
) -> None:
    refused(blank, changed(small, small.with_name("changed"), change), kind, because)


def test_what_fails_half_way_leaves_a_migrated_database_as_it_was(
    engine: Engine, small: Path
) -> None:
    path = changed(small, small.with_name("changed"), resealed("letter", lambda lines: [b"[1]\n"]))
    refused(engine, path, Unusable, "a row of letter has not")


def test_a_full_disk_leaves_an_empty_database(small: Path, tmp_path: Path) -> None:
    """No file may grow past a limit, which to a program is the same."""
    url = f"sqlite:///{tmp_path}/full.db"
    done = subprocess.run(
        [sys.executable, "-m", "data_access", "restore", str(small)],
        cwd=ROOT,
        env={"PROGRAMME_DATABASE_URL": url},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    left = create_engine_for(url)
    assert state(left)[0] == set()
    restored, _ = restore(left, small, by=COMMAND_LINE)
    assert len(data(left)["app_user"]) == restored.parts["app_user"].rows > 0
    left.dispose()


def test_a_restore_that_is_killed_leaves_nothing(fresh: Engine, world: World, taken: Path) -> None:
    before = state(fresh)
    process, receiver = racing.start(_stop_before_commit, racing.address(fresh), taken)
    assert receiver.recv() == "done, not committed"
    process.kill()
    process.join()
    assert state(fresh) == before
    restore(fresh, taken, by=COMMAND_LINE)
    assert data(fresh) == data(world.engine)


def _stop_before_commit(sender: Connection, url: str, path: Path) -> None:
    def stop(*_: object) -> None:
        sender.send("done, not committed")
        threading.Event().wait()

    access_log.record = stop  # type: ignore[assignment]  # a stand-in
    restore(create_engine_for(url), path, by=COMMAND_LINE)


def test_of_two_restores_at_once_one_is_refused(fresh: Engine, world: World, taken: Path) -> None:
    outcomes = racing.at_once(2, lambda: restore(fresh, taken, by=COMMAND_LINE))
    assert sorted(type(each).__name__ for each in outcomes) == ["NotRestored", "tuple"]
    assert data(fresh) == data(world.engine)
