"""`backup`, `restore` and `erase` on the command line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from data_access.__main__ import main
from data_access.integrity.findings import Kind
from data_access.integrity.verification import verify
from data_access.schema import access_log, contact
from programme.lifecycle import Status
from tests.data_access.keeping.comparing import data, state
from tests.data_access.racing import address
from tests.data_access.scenarios import NOW, World

Line = tuple[int, str, str]


@pytest.fixture
def line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Line]:
    """Runs a command on a database; gives its status, output and errors."""
    monkeypatch.setenv("PROGRAMME_NOW", NOW.isoformat())

    def run(engine: Engine, *arguments: str) -> Line:
        monkeypatch.setenv("PROGRAMME_DATABASE_URL", address(engine))
        status = main(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_there_and_back(
    demo_engine: Engine, target: Engine, tmp_path: Path, line: Callable[..., Line]
) -> None:
    path = str(tmp_path / "b")
    status, output, errors = line(demo_engine, "backup", path)
    assert (status, errors) == (0, "")
    assert output.endswith(f" tables, in {path}\n")
    status, output, errors = line(target, "restore", path)
    assert (status, errors) == (0, "")
    assert output.endswith("; 0 findings\n")
    assert data(target) == data(demo_engine)
    assert line(target, "verify")[0] == 0


def test_a_refusal_is_one_line(world: World, tmp_path: Path, line: Callable[..., Line]) -> None:
    path = tmp_path / "b"
    assert line(world.engine, "backup", str(path))[0] == 0
    status, output, errors = line(world.engine, "backup", str(path))
    assert (status, output) == (1, "")
    assert errors == f"error: no backup was taken: {path} is there already\n"
    status, output, errors = line(world.engine, "restore", str(path))
    assert (status, output, errors.count("\n")) == (1, "", 1)
    assert errors.startswith("error: nothing was restored: the database is not empty: ")


def test_unsound_data_is_restored_only_when_asked(
    world: World, blank: Engine, tmp_path: Path, line: Callable[..., Line]
) -> None:
    """A backup may be all that is left of data that somebody has tampered with."""
    path = str(tmp_path / "b")
    world.application(Status.APPROVED)
    tamper(world)
    assert line(world.engine, "backup", path)[0] == 0
    before = state(blank)
    status, output, errors = line(blank, "restore", path)
    assert (status, output, errors.count("\n")) == (1, "", 1)
    count = len(verify(world.engine).findings)
    assert f"{count} findings, the first one {Kind.AUDIT_CHANGED} in audit_log 1:" in errors
    assert state(blank) == before
    status, output, errors = line(blank, "restore", path, "--despite-findings")
    assert (status, errors) == (0, "")
    assert output.endswith(f"; {count} findings\n")
    assert data(blank) == data(world.engine)


def tamper(world: World) -> None:
    """Change a row of the audit as only somebody who takes its guard away can."""
    lifted, restored = {
        "sqlite": ("DROP TRIGGER keep_audit_log_update", "SELECT 1"),
        "postgresql": (
            "ALTER TABLE audit_log DISABLE TRIGGER USER",
            "ALTER TABLE audit_log ENABLE TRIGGER USER",
        ),
    }[world.engine.dialect.name]
    world.change(lifted)
    world.change("UPDATE audit_log SET row_key = 'somebody' WHERE audit_id = 1")
    world.change(restored)


def test_erase_says_how_many(world: World, line: Callable[..., Line]) -> None:
    person = {"organisation_id": world.organisation(), "full_name": "Ville Valtanen"}
    days = (date(2020, 11, 29), date(2020, 11, 30), date(2020, 12, 1))
    world.add(contact, *({**person, "retain_until": day} for day in days))
    assert line(world.engine, "erase") == (0, "2 contacts erased\n", "")
    assert line(world.engine, "erase") == (0, "0 contacts erased\n", "")
    written = world.all(select(access_log.c.username, access_log.c.action, access_log.c.subject))
    assert [tuple(each) for each in written] == [("command line", "contacts_erased", "2")]


@pytest.mark.parametrize("command", [["backup", "b"], ["restore", "b"], ["erase"]])
def test_a_database_that_is_away_is_said(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    world: World,
    command: list[str],
    line: Callable[..., Line],
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    if command[0] == "restore":
        assert line(world.engine, "backup", "b")[0] == 0
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/none")
    assert main(command) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "error: database away: OperationalError\n")
