"""The command `load`: what it prints, its report, and what it leaves alone."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from data_access.__main__ import main
from data_access.exchange.loading.load import load
from data_access.exchange.problems import Rule
from tests.data_access.exchange.loading.databases import rows_of
from tests.data_access.exchange.loading.telling import files, told
from tests.data_access.scenarios import ADMIN, MANAGER, STEERING, World

Line = tuple[int, list[str], list[str]]


@pytest.fixture
def office(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world with an organisation, which the command line works on."""
    world.organisation()
    url = world.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", url)
    return world


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> Callable[..., Line]:
    """Runs `load`; gives its status, and the lines of its output and errors."""

    def run(*arguments: object) -> Line:
        status = main(["load", *map(str, arguments)])
        captured = capsys.readouterr()
        return status, captured.out.splitlines(), captured.err.splitlines()

    return run


def test_it_says_what_it_did(office: World, line: Callable[..., Line], tmp_path: Path) -> None:
    folder = files(tmp_path / "files", told("SP-2020-901", "in_review"))
    status, output, errors = line(folder)
    assert (status, errors) == (0, [])
    assert output[-1] == "loaded"
    assert ["sparring_application", "1", "new,", "0", "changed,", "0", "unchanged"] in [
        each.split() for each in output
    ]
    status, output, errors = line(folder)
    assert (status, output[-1], errors) == (0, "the database has all of this already", [])
    assert office.row("SP-2020-901").status == "in_review"


def test_a_dry_run_writes_nothing(office: World, line: Callable[..., Line], tmp_path: Path) -> None:
    before = rows_of(office.engine)
    status, output, _ = line(files(tmp_path / "files", told()), "--dry-run")
    assert (status, output[-1]) == (0, "nothing was written: this was a dry run")
    assert rows_of(office.engine) == before


@pytest.mark.usefixtures("office")
def test_the_report_has_every_problem_and_the_screen_the_first(
    line: Callable[..., Line], tmp_path: Path
) -> None:
    rows = [
        {
            "organisation_id": number,
            "name_fi": f"=Kunta {number}",
            "organisation_type": "municipality",
            "region_code": "MK98",
        }
        for number in range(100, 350)
    ]
    report = tmp_path / "report.csv"
    status, output, errors = line(
        files(tmp_path / "files", {"organisation": rows}), "--report", report
    )
    assert (status, output, len(errors)) == (1, [], 201)
    assert errors[-1] == "error: 50 more problems; --report FILE writes all of them"
    with report.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file, delimiter=";"))
    assert len(found) == 250
    assert found[0] == {
        "file": "organisation.csv",
        "row": "2",
        "column": "region_code",
        "value": "MK98",
        "rule": "unknown_row",
        "expected": "the region_code of a row of region",
    }


@pytest.mark.usefixtures("office")
def test_a_report_that_cannot_be_written_is_an_error(
    line: Callable[..., Line], tmp_path: Path
) -> None:
    folder = files(tmp_path / "files", told(organisation=77))
    status, _, errors = line(folder, "--report", tmp_path / "nowhere" / "report.csv")
    assert status == 1
    assert errors[0].startswith("error: cannot write")


@pytest.mark.usefixtures("office")
def test_an_unknown_form_is_an_error(line: Callable[..., Line], tmp_path: Path) -> None:
    folder = files(tmp_path / "files", told())
    status, _, errors = line(folder / "sparring_application.csv", "--form", "lomake")
    assert status == 1
    assert errors == ["error: not loaded: no form is called 'lomake'; there are: none"]


def test_only_who_keeps_users_loads_them(office: World, tmp_path: Path) -> None:
    row = {"username": STEERING, "display_name": "Sirkka", "role": "admin"}
    folder = files(tmp_path / "files", {"app_user": [row]})
    before = rows_of(office.engine)
    (problem,) = load(office.engine, folder, by=MANAGER).problems
    assert problem.rule is Rule.FORBIDDEN
    assert rows_of(office.engine) == before
    assert load(office.engine, folder, by=ADMIN).written


def test_unchanged_users_are_no_matter(office: World, tmp_path: Path) -> None:
    row = {"username": STEERING, "display_name": "Sirkka", "role": "steering"}
    folder = files(tmp_path / "files", {"app_user": [row]})
    assert load(office.engine, folder, by=MANAGER).problems == ()
