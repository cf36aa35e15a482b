"""The command line: it does what it says with status 0, else says why in one line."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from data_access.__main__ import main
from data_access.indicators import Scope, measure
from data_access.schema import published_figure
from programme.lifecycle import Status
from programme.periods import WHOLE
from tests.data_access.happenings import held
from tests.data_access.scenarios import MANAGER, NOW, OFFICER, REASON, STEERING, World
from tests.running import ROOT

Line = tuple[int, str, str]


@pytest.fixture
def line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Line]:
    """Runs a command; gives its status, output and errors."""
    monkeypatch.setenv("PROGRAMME_NOW", NOW.isoformat())
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Line:
        try:
            status = main(arguments)
        except SystemExit as refused:  # argparse: a wrong call
            status = int(str(refused.code))
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


@pytest.fixture
def office(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world that the command line works on."""
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", url_of(world))
    return world


def url_of(world: World) -> str:
    """The address of the world's database."""
    return world.engine.url.render_as_string(hide_password=False)


def failed(result: Line, *, because: str) -> None:
    """Status 1 and one line that tells why, with no traceback and no output."""
    status, output, errors = result
    assert (status, output) == (1, "")
    assert errors.startswith("error: ")
    assert errors.count("\n") == 1
    assert because in errors


def test_a_decision_is_made_as_on_the_screen(office: World, line: Callable[..., Line]) -> None:
    number = office.application()
    approve = ("decide", number, "approve", "--as", MANAGER, "--days", "2", "--rationale", REASON)
    assert line(*approve) == (0, f"{number}: approved, 8 days left in the round\n", "")
    assert [e.to_status for e in office.history(number)] == ["submitted", "in_review", "approved"]
    failed(line(*approve), because="not possible while the application is approved")


@pytest.mark.parametrize(
    ("action", "options", "status"),
    [
        ("reject", ["--ground", "theme", "--rationale", REASON], Status.REJECTED),
        (
            "clarify",
            ["--rationale", "Ketkä osallistuvat?", "--due", "2020-12-15"],
            Status.CLARIFICATION_REQUESTED,
        ),
        ("waitlist", [], Status.WAITLISTED),
    ],
)
def test_each_decision_leads_where_it_says(
    office: World, line: Callable[..., Line], action: str, options: list[str], status: Status
) -> None:
    number = office.application()
    assert line("decide", number, action, "--as", MANAGER, *options)[0] == 0
    assert office.row(number).status == status


@pytest.mark.parametrize(
    ("by", "options", "because"),
    [
        (OFFICER, ["--days", "1", "--rationale", REASON], "otto may not do this"),
        (STEERING, ["--days", "1", "--rationale", REASON], "sirkka may not do this"),
        ("nobody", ["--days", "1", "--rationale", REASON], "nobody may not do this"),
        (MANAGER, ["--rationale", REASON], "grant 1 to 2 days"),
        (MANAGER, ["--days", "3", "--rationale", REASON], "grant 1 to 2 days"),
        (MANAGER, ["--days", "1"], "rationale of at least 10 characters"),
        (MANAGER, ["--days", "2", "--rationale", REASON], "1 days left"),
    ],
)
def test_what_the_rules_refuse_is_refused_here(
    office: World, line: Callable[..., Line], by: str, options: list[str], because: str
) -> None:
    office.change("UPDATE sparring_round SET day_pool = 1")
    number = office.application()
    before = office.content()
    failed(line("decide", number, "approve", "--as", by, *options), because=because)
    assert office.content() == before


@pytest.mark.parametrize(
    ("arguments", "because"),
    [
        (["decide", "SP-1999-001", "waitlist", "--as", MANAGER], "no such application"),
        (["decide", "SP-2020-001", "clarify", "--as", MANAGER, "--due", "soon"], "not a day"),
        (["kpis", "--period", "2014"], "unknown period"),
        (["kpis", "--region", "MK99"], "unknown region 'MK99'"),
        (["kpis", "--as-of", "31.12.2018"], "not a day"),
        (["figures"], "no published figures"),
    ],
)
def test_a_wrong_word_is_explained(
    office: World, line: Callable[..., Line], arguments: list[str], because: str
) -> None:
    failed(line(*arguments), because=because)


@pytest.mark.parametrize(
    "arguments", [[], ["dance"], ["decide"], ["decide", "SP-2020-001", "bless", "--as", MANAGER]]
)
def test_a_wrong_call_has_status_two(line: Callable[..., Line], arguments: list[str]) -> None:
    status, output, errors = line(*arguments)
    assert (status, output) == (2, "")
    assert errors.startswith("usage: ")


def test_kpis_are_the_indicators_of_the_scope(office: World, line: Callable[..., Line]) -> None:
    held(office, {office.organisation(): 5})
    status, output, errors = line("kpis", "--json")
    with office.engine.connect() as connection:
        (values,) = measure(connection, Scope(WHOLE, NOW.date()))
    assert (status, errors) == (0, "")
    expected = {"as_of": "2020-12-01", "period": None, "region": None, "indicators": values}
    assert json.loads(output) == expected
    scope = ("--as-of", "2019-04-01", "--period", "2019", "--region", "MK01")
    narrow = json.loads(line("kpis", "--json", *scope)[1])
    assert (narrow["as_of"], narrow["period"], narrow["region"]) == ("2019-04-01", "2019", "MK01")
    assert (narrow["indicators"]["participations"], narrow["indicators"]["budget_eur"]) == (0, None)
    assert "participations" in line("kpis")[1]
    county = json.loads(line("kpis", "--json", "--region", "Kainuu")[1])
    assert (county["region"], county["indicators"]["participations"]) == ("Kainuu", 0)


def test_figures_tell_which_do_not_hold(office: World, line: Callable[..., Line]) -> None:
    row = {"unit": "count", "source": "S3", "comparator": "eq", "published_value": "5"}
    indicator = {"indicator_code": "participations"}
    office.add(published_figure, {**row, **indicator, "figure_code": "F02"})
    status, output, _ = line("figures", "--json")
    assert status == 1
    expected = {"code": "F02", "comparator": "eq", "published": 5, "computed": 0, "holds": False}
    assert json.loads(output) == [expected]
    assert "DIFFERS" in line("figures")[1]
    held(office, {office.organisation(): 5})
    assert line("figures", "--json")[0] == 0


def test_a_text_of_the_database_forges_no_line(office: World, line: Callable[..., Line]) -> None:
    forged = {
        "unit": "date",
        "source": "S3",
        "comparator": "eq",
        "published_value": "x\nF99 \x1b[2K",
    }
    office.add(published_figure, {**forged, "figure_code": "R03"})
    _, output, _ = line("figures")
    assert output.count("\n") == 1
    assert r"x\u000aF99 \u001b[2K" in output
    told = line("decide", "SP-2020-\x1b]0;x\x07", "waitlist", "--as", MANAGER)
    failed(told, because=r"SP-2020-\u001b]0;x\u0007")


def test_migrate_makes_a_database_and_may_be_repeated(
    database_url: str, monkeypatch: pytest.MonkeyPatch, line: Callable[..., Line]
) -> None:
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", database_url)
    failed(line("kpis"), because="not_migrated")
    assert [line("migrate")[0] for _ in range(2)] == [0, 0]
    assert line("kpis")[0] == 0


@pytest.mark.parametrize("command", ["migrate", "kpis", "figures", "demo"])
@pytest.mark.parametrize("address", ["sqlite:///{file}", "sqlite:///{file}/p.db", "{away}"])
def test_a_database_that_cannot_be_used_is_said(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    line: Callable[..., Line],
    command: str,
    address: str,
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Muistiinpanoja\n" * 100, encoding="utf-8")
    away = "postgresql+psycopg://nobody@127.0.0.1:1/none"
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", address.format(file=file, away=away))
    failed(line(command), because="database ")


@pytest.mark.parametrize("address", ["nonsense", "mysql://host/db", "sqlite:////"])
def test_a_wrong_address_is_said(
    monkeypatch: pytest.MonkeyPatch, line: Callable[..., Line], address: str
) -> None:
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", address)
    failed(line("kpis"), because="database")


@pytest.mark.parametrize("moment", ["tomorrow", "2020-12-01T09:00:00"])
def test_a_wrong_clock_is_said(
    office: World, monkeypatch: pytest.MonkeyPatch, line: Callable[..., Line], moment: str
) -> None:
    monkeypatch.setenv("PROGRAMME_NOW", moment)
    failed(line("kpis"), because="PROGRAMME_NOW")


def test_a_reader_that_leaves_early_gets_no_trace(office: World) -> None:
    """As `… | head` does: the pipe is closed before anything is written."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "data_access", "kpis", "--json"],
        cwd=ROOT,
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")
