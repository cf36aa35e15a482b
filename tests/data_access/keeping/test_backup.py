"""A backup is whole, of one moment, its owner's own, and never in the way of another file."""

import io
import resource
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from data_access import access_log
from data_access.access_log import COMMAND_LINE
from data_access.connect import DatabaseUnavailable, Trouble, create_engine_for, reading, snapshot
from data_access.keeping import backup as backups
from data_access.keeping.backup import NotTaken, backup
from data_access.keeping.restore import restore
from data_access.migrations import upgrade
from data_access.schema import metadata, sparring_application
from programme.lifecycle import Action, Status
from tests.backends import Backend
from tests.data_access import invariants
from tests.data_access.keeping.comparing import data, everything, rules
from tests.data_access.racing import address, start_approving
from tests.data_access.scenarios import World
from tests.running import ROOT

NOT_KEPT = {"open_application", "user_session", "sign_in_code", "sign_in_throttle"}


def test_a_backup_brings_everything_back_on_either_database(
    demo_engine: Engine, target: Engine, tmp_path: Path
) -> None:
    taken = backup(demo_engine, tmp_path / "demo.backup", by=COMMAND_LINE)
    restored, found = restore(target, tmp_path / "demo.backup", by=COMMAND_LINE)
    assert (restored, found.findings) == (taken, ())
    assert data(target) == data(demo_engine)
    assert set(taken.parts) == set(metadata.tables) - NOT_KEPT
    assert taken.parts["participation"].rows > 3000


def test_a_restored_database_is_as_ready_as_a_migrated_one(
    world: World, fresh: Engine, tmp_path: Path
) -> None:
    """The triggers are those of the migrations, word by word, and numbers go on after the last."""
    before = rules(fresh)
    number = world.application(Status.APPROVED)
    backup(world.engine, tmp_path / "b", by=COMMAND_LINE)
    restore(fresh, tmp_path / "b", by=COMMAND_LINE)
    assert rules(fresh) == before
    restored = World(fresh)
    assert restored.act(number, Action.SCHEDULE).saved
    received = world.received(organisation_id=1, round_code=restored.round("2020-3"))
    restored.add(sparring_application, received)
    assert restored.act(received["application_no"], Action.REJECT).saved
    invariants.hold(restored)


def test_what_was_written_exotically_comes_back(
    world: World, fresh: Engine, tmp_path: Path
) -> None:
    """Line breaks, quotes and signs of any alphabet are data like any other."""
    text = 'Rivi 1\r\nRivi "2"\t\\N \u2028 😀 \x7f; {}'
    number = world.application(need=text, goal="\\.", title=" ")
    backup(world.engine, tmp_path / "b", by=COMMAND_LINE)
    restore(fresh, tmp_path / "b", by=COMMAND_LINE)
    row = World(fresh).row(number)
    assert (row.need, row.goal, row.title) == (text, "\\.", " ")
    assert data(fresh) == data(world.engine)


class Interrupting(io.BytesIO):
    """A file whose first bytes set something else going."""

    def __init__(self, act: Callable[[], Any]) -> None:
        super().__init__()
        self._acts = [act]

    def write(self, block: Any) -> int:
        """Write, and act the first time."""
        if self._acts:
            self._acts.pop()()
        return super().write(block)


def test_what_is_written_meanwhile_is_wholly_in_the_next_backup(
    world: World, blank: Engine, tmp_path: Path
) -> None:
    number = world.application()
    before = data(world.engine)
    file = Interrupting(lambda: world.act(number, Action.APPROVE))
    with snapshot(world.engine) as connection:
        backups.write(connection, file)
    assert world.row(number).status == Status.APPROVED
    (tmp_path / "b").write_bytes(file.getvalue())
    restore(blank, tmp_path / "b", by=COMMAND_LINE)
    assert data(blank) == before


def test_backups_taken_while_another_process_decides_are_each_of_one_moment(
    world: World, backend: Backend, tmp_path: Path
) -> None:
    world.change("UPDATE sparring_round SET day_pool = 100")
    numbers = [world.application() for _ in range(40)]
    process, receiver = start_approving(world.engine)
    taken = []
    for place, _ in enumerate(numbers):
        receiver.recv()
        if place % 8 == 0:
            taken.append(tmp_path / f"{place}.backup")
            backup(world.engine, taken[-1], by=COMMAND_LINE)
    process.join(60)
    counts = [approved_in(backend, path) for path in taken]
    assert counts == sorted(counts)
    assert 0 < counts[0] < len(numbers)


def approved_in(backend: Backend, path: Path) -> int:
    """How many approved applications a backup restores, once everything agrees."""
    url = backend.create()
    engine = create_engine_for(url)
    restore(engine, path, by=COMMAND_LINE)
    restored = World(engine)
    invariants.hold(restored)
    approved = sparring_application.c.status == Status.APPROVED
    found = len(restored.all(select(sparring_application).where(approved)))
    engine.dispose()
    backend.drop(url)
    return found


def test_the_file_is_for_its_owner_only_and_logged(world: World, tmp_path: Path) -> None:
    path = tmp_path / "Kunteko ä.backup"
    backup(world.engine, path, by="arvo")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".backup"] == [path.name]
    with reading(world.engine) as connection:
        line = access_log.lines(connection).iloc[0]
    assert (line["username"], line["action"], line["subject"]) == ("arvo", "backed_up", path.name)


@pytest.mark.parametrize("there", ["file", "folder", "link"])
def test_nothing_is_overwritten(world: World, tmp_path: Path, there: str) -> None:
    path = tmp_path / "b"
    make: dict[str, Callable[[], object]] = {
        "file": lambda: path.write_text("other"),
        "folder": path.mkdir,
        "link": lambda: path.symlink_to("nowhere"),
    }
    make[there]()
    before = (everything(world.engine), path.lstat())
    with pytest.raises(NotTaken, match="is there already"):
        backup(world.engine, path, by=COMMAND_LINE)
    assert (everything(world.engine), path.lstat()) == before


@pytest.mark.parametrize("folder", ["missing", "note.txt", "x" * 300])
def test_a_place_that_cannot_be_written_is_said(world: World, tmp_path: Path, folder: str) -> None:
    (tmp_path / "note.txt").touch()
    before = everything(world.engine)
    with pytest.raises(NotTaken, match="cannot be written"):
        backup(world.engine, tmp_path / folder / "b", by=COMMAND_LINE)
    assert everything(world.engine) == before


def test_a_backup_that_is_not_logged_is_not_there(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DatabaseUnavailable(Trouble.READ_ONLY)

    folder = tmp_path / "backups"
    folder.mkdir()
    monkeypatch.setattr(access_log, "record", fail)
    with pytest.raises(DatabaseUnavailable):
        backup(world.engine, folder / "b", by=COMMAND_LINE)
    assert list(folder.iterdir()) == []


def test_a_full_disk_leaves_no_half_file(demo_engine: Engine, tmp_path: Path) -> None:
    """No file may grow past a limit, which to a program is the same."""
    folder = tmp_path / "backups"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "data_access", "backup", str(folder / "b")],
        cwd=ROOT,
        env={"PROGRAMME_DATABASE_URL": address(demo_engine)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("error: no backup was taken: ")
    assert done.stderr.count("\n") == 1
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("revision", "because"), [("base", "no schema of ours"), ("0002", "schema 0002")]
)
def test_a_database_without_the_newest_schema_is_not_backed_up(
    blank: Engine, tmp_path: Path, revision: str, because: str
) -> None:
    if revision != "base":
        upgrade(blank, revision)
    with pytest.raises(NotTaken, match=f"{because}, this program .*: run migrate first"):
        backup(blank, tmp_path / "b", by=COMMAND_LINE)
    assert not (tmp_path / "b").exists()
