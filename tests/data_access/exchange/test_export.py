"""Exports appear whole or not at all, name people only when told to, and are written down."""

import csv
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from data_access.__main__ import main
from data_access.connect import snapshot
from data_access.exchange.exporting import folder
from data_access.exchange.exporting.export import export, workbook
from data_access.exchange.exporting.placing import NotExported
from data_access.exchange.format.tables import FORMATS
from data_access.exchange.reading.read import read
from data_access.schema import access_log, contact
from tests.data_access.scenarios import World

DAY = date(2030, 12, 31)
PERSON = {"full_name": "Testi Henkilö", "email": "testi@kunta.invalid", "phone": "+358 40"}
Line = tuple[int, str, str]


@pytest.fixture
def office(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world with a contact person and an application, that the command line works on."""
    url = world.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", url)
    organisation = world.organisation(name_sv="=1+1")
    world.application()
    row = {"contact_id": 1, "organisation_id": organisation, "retain_until": DAY, **PERSON}
    world.add(contact, row)
    return world


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> Callable[..., Line]:
    """Runs a command; gives its status, output and errors."""

    def run(*arguments: object) -> Line:
        status = main([str(each) for each in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


def exports(world: World) -> list[tuple[str, str | None]]:
    """Who and what the access log says was taken out."""
    query = select(access_log.c.username, access_log.c.subject)
    found = world.all(query.where(access_log.c.action == "exported"))
    return [(row.username, row.subject) for row in found]


def listing(path: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(each.name for each in path.iterdir())


def test_a_folder_has_a_file_for_each_table(
    office: World, line: Callable[..., Line], tmp_path: Path
) -> None:
    status, output, errors = line("export", tmp_path / "out")
    assert (status, errors) == (0, "")
    assert listing(tmp_path) == ["out"]
    assert listing(tmp_path / "out") == sorted(f"{table.name}.csv" for table in FORMATS)
    assert f"{'sparring_application':32}1\n" in output
    assert exports(office) == [("command line", "all data, without contacts")]


def test_the_files_are_what_finnish_spreadsheets_open(office: World, tmp_path: Path) -> None:
    with snapshot(office.engine) as connection:
        export(connection, tmp_path / "out", personal=True)
    content = (tmp_path / "out" / "region.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfregion_code;name_fi;name_sv;name_en;")
    assert content.count(b"\r\n") == content.count(b"\n") == 4
    round_file = (tmp_path / "out" / "sparring_round.csv").read_text(encoding="utf-8-sig")
    assert "2020-2;2020-10-01T00:00:00Z;2020-12-31T00:00:00Z;2;10;0" in round_file
    assert "'=1+1" in (tmp_path / "out" / "organisation.csv").read_text(encoding="utf-8-sig")
    empty = (tmp_path / "out" / "newsletter.csv").read_bytes()
    assert empty == b"\xef\xbb\xbfnewsletter_id;sent_on;subject\r\n"


@pytest.mark.parametrize("name", ["out", "out.xlsx"])
def test_people_are_named_only_when_told_to(
    office: World, line: Callable[..., Line], tmp_path: Path, name: str
) -> None:
    assert line("export", tmp_path / "without" / name)[0] == 0
    assert line("export", tmp_path / "with" / name, "--personal")[0] == 0
    without = read(tmp_path / "without" / name).frames["contact"]
    told = read(tmp_path / "with" / name).frames["contact"]
    assert set(told.columns) - set(without.columns) == set(PERSON)
    assert dict(told[list(PERSON)].iloc[0]) == PERSON
    subjects = [subject for _, subject in exports(office)]
    assert subjects == ["all data, without contacts", "all data, with contacts"]
    if name == "out":
        assert not any(
            b"Testi" in path.read_bytes() for path in (tmp_path / "without" / name).iterdir()
        )


@pytest.mark.parametrize("name", ["out", "out.xlsx"])
def test_only_its_owner_may_read_it(
    office: World, line: Callable[..., Line], tmp_path: Path, name: str
) -> None:
    line("export", tmp_path / name)
    paths = [tmp_path / name, *(tmp_path / name).glob("*")]
    others = stat.S_IRWXG | stat.S_IRWXO
    assert [path for path in paths if path.stat().st_mode & others] == []
    assert office.count(contact) == 1


def test_an_earlier_export_is_replaced(
    office: World, line: Callable[..., Line], tmp_path: Path
) -> None:
    line("export", tmp_path / "out")
    office.change("UPDATE organisation SET name_sv = 'Ny'")
    assert line("export", tmp_path / "out")[0] == 0
    assert read(tmp_path / "out").frames["organisation"]["name_sv"].tolist() == ["Ny", "Ny"]
    assert listing(tmp_path) == ["out"]


def test_an_empty_folder_is_filled(
    office: World, line: Callable[..., Line], tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    assert line("export", tmp_path / "out")[0] == 0
    assert len(listing(tmp_path / "out")) == len(FORMATS)
    assert exports(office) != []


@pytest.mark.parametrize(
    ("name", "because"),
    [
        ("mine", "holds something else than an earlier export"),
        ("mine/organisation.csv", "is a file"),
        ("mine/kaikki.xlsx", "is there already"),
        ("mine/organisation.csv/out", "cannot be written"),
    ],
)
def test_what_is_there_is_not_touched(
    office: World, line: Callable[..., Line], tmp_path: Path, name: str, because: str
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    for each in ("organisation.csv", "kaikki.xlsx"):
        (mine / each).write_bytes(b"mine")
    status, output, errors = line("export", tmp_path / name)
    assert (status, output) == (1, "")
    assert errors.startswith("error: not exported: ")
    assert because in errors
    assert [(mine / each).read_bytes() for each in listing(mine)] == [b"mine", b"mine"]
    assert (listing(tmp_path), exports(office)) == (["mine"], [])


def test_a_failure_leaves_the_earlier_export(
    office: World, line: Callable[..., Line], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line("export", tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    monkeypatch.setattr(folder, "_cells", lambda *_: (_ for _ in ()).throw(OSError(28, "No space")))
    office.change("UPDATE organisation SET name_sv = 'Ny'")
    status, _, errors = line("export", tmp_path / "out")
    assert (status, errors) == (1, "error: not exported: out cannot be written: No space\n")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert listing(tmp_path) == ["out"]
    assert len(exports(office)) == 1


def test_both_databases_give_the_same_order(office: World, tmp_path: Path) -> None:
    names = ["ä_b", "Z", "a", "_", "A", "å"]
    for number, name in enumerate(names):
        office.change(
            "INSERT INTO governance_group (group_code, name_fi, name_sv, name_en) "
            f"VALUES ('{name}', '{number}', 'x', 'x')"
        )
    with snapshot(office.engine) as connection:
        export(connection, tmp_path / "out", personal=False)
    with (tmp_path / "out" / "governance_group.csv").open(encoding="utf-8-sig") as file:
        assert [row[0] for row in csv.reader(file, delimiter=";")][1:] == sorted(names)


def test_a_text_that_no_workbook_can_hold_is_named(office: World) -> None:
    office.application(need="x" * 40_000)
    with snapshot(office.engine) as connection, pytest.raises(NotExported) as refused:
        workbook(connection, personal=False)
    assert "sparring_application, row 3, column need is too long" in str(refused.value)


def test_the_template_is_a_workbook_that_reads_as_empty(
    engine: Engine, line: Callable[..., Line], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", engine.url.render_as_string(hide_password=False))
    assert line("template", tmp_path / "pohja.xlsx")[0] == 0
    content = read(tmp_path / "pohja.xlsx")
    assert content.problems == []
    assert {name: len(frame) for name, frame in content.frames.items()} == {
        table.name: 0 for table in FORMATS
    }
    status, _, errors = line("template", tmp_path / "pohja.xlsx")
    assert (status, errors) == (1, "error: not written: pohja.xlsx is there already\n")
    assert line("template", tmp_path / "pohja.csv")[0] == 1
