"""`verify` on sound data, what is kept of it, and the command."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data_access.__main__ import main
from data_access.connect import reading
from data_access.integrity.findings import Finding, Kind, Verification
from data_access.integrity.verification import MOST_KEPT, keep, last_verification, verify
from data_access.schema import audit_log, verification
from programme.lifecycle import Status
from tests.data_access.racing import address
from tests.data_access.scenarios import ADMIN, NOW, World
from tests.data_access.tampering import tamper

Line = tuple[int, str, str]


def test_the_demo_is_whole(demo_engine: Engine) -> None:
    found = verify(demo_engine)
    assert found.findings == ()
    assert found.counts["audit_log"] == found.sealed == World(demo_engine).count(audit_log)
    assert all(found.counts.values())


def test_an_empty_database_is_whole(engine: Engine) -> None:
    found = verify(engine)
    assert (found.ok, found.sealed, set(found.counts.values())) == (True, 0, {0})


def test_nothing_was_verified_yet(engine: Engine) -> None:
    with reading(engine) as connection:
        assert last_verification(connection) is None


def test_the_last_result_is_kept(world: World) -> None:
    keep(world.engine, verify(world.engine))
    world.change("UPDATE region SET municipality_count = 9")
    tamper(world.engine, "UPDATE region SET municipality_count = 8")
    found = verify(world.engine)
    assert {finding.kind for finding in found.findings} == {Kind.CHANGED_UNAUDITED}
    keep(world.engine, found, ADMIN)
    with reading(world.engine) as connection:
        assert last_verification(connection) == found
    rows = world.all(verification.select().order_by(verification.c.verification_id))
    assert [(row.verified_by, row.ok, row.findings) for row in rows] == [
        (None, True, 0),
        (ADMIN, False, len(found.findings)),
    ]


def test_of_very_many_findings_the_first_are_kept(world: World) -> None:
    one = Finding(Kind.AUDIT_CHANGED, "audit_log", "1", "seal 1 does not follow from the row")
    keep(world.engine, Verification((one,) * 300, {"audit_log": 300}, NOW, 300, "x"))
    with reading(world.engine) as connection:
        kept = last_verification(connection)
    assert kept
    assert (len(kept.findings), kept.ok) == (MOST_KEPT, False)
    assert world.one(verification.select()).findings == 300


@pytest.fixture
def line(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Callable[..., Line]:
    """Runs `verify` on the world; gives status, output and errors."""
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", address(world.engine))
    monkeypatch.chdir(tmp_path)

    def run(*options: str) -> Line:
        status = main(["verify", *options])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


def test_the_command_says_that_all_is_whole(world: World, line: Callable[..., Line]) -> None:
    world.application(Status.APPROVED)
    status, output, errors = line()
    assert (status, errors) == (0, "")
    assert "1 sparring_application" in output
    assert output.endswith("0 findings\n")
    assert world.count(verification) == 1


def test_the_command_names_each_finding(world: World, line: Callable[..., Line]) -> None:
    number = world.application(Status.APPROVED)
    tamper(world.engine, "DELETE FROM letter", "DELETE FROM audit_log WHERE audit_id = 3")
    status, _, errors = line()
    assert status == 1
    assert errors.splitlines() == [
        f"letter_missing: application_event {number}: version 3: approved without a letter",
        "audit_missing: audit_log 3: seal 3 of the chain, after audit row 2",
        "changed_unaudited: app_user otto: came without an audit row",
    ]


def test_the_command_speaks_json(world: World, line: Callable[..., Line]) -> None:
    world.application()
    status, output, errors = line("--json")
    said = json.loads(output)
    assert (status, errors, said["ok"], said["findings"]) == (0, "", True, [])
    assert said["counts"]["sparring_application"] == 1
    tamper(world.engine, "UPDATE sparring_round SET day_pool = 99")
    status, output, errors = line("--json")
    (finding,) = json.loads(output)["findings"]
    assert (status, finding["kind"], finding["row"]) == (1, "changed_unaudited", "2020-2")
    assert errors.startswith("changed_unaudited: sparring_round 2020-2")
