"""Files that cannot be read are named with what would be right, and nothing else happens."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import pytest

from data_access.exchange.problems import Problem, Rule, problem_text
from data_access.exchange.reading.read import read
from tests.data_access.exchange.broken_files import CONTENTS, SOUND, TWO, WORKBOOKS, bomb
from tests.data_access.exchange.files import (
    csv_file,
    csv_text,
    only_problem,
    repacked,
    sheet_of,
    workbook,
)


@pytest.mark.parametrize("case", CONTENTS)
def test_a_broken_text_file(tmp_path: Path, case: str) -> None:
    content, rule, row, expected = CONTENTS[case]
    problem = only_problem(csv_file(tmp_path, "organisation", content))
    assert (problem.file, problem.rule, problem.row) == ("organisation.csv", rule, row)
    assert expected in problem_text(problem)


@pytest.mark.parametrize("case", WORKBOOKS)
def test_a_broken_workbook(tmp_path: Path, case: str) -> None:
    broken, rule, expected = WORKBOOKS[case]
    sound = workbook(tmp_path / "kaikki.xlsx", {"organisation": sheet_of("organisation")})
    assert read(sound).problems == []
    problem = next(p for p in read(broken(sound)).problems if p.rule is not Rule.HEADING_MISSING)
    assert (problem.file.split()[0], problem.rule) == ("kaikki.xlsx", rule)
    assert expected in problem_text(problem)


def test_a_workbook_that_lies_about_its_size_is_not_believed(tmp_path: Path) -> None:
    """The size that is checked is the size that is read, whatever follows in the packed part."""
    path = bomb(workbook(tmp_path / "kaikki.xlsx", {"organisation": []}))
    content = path.read_bytes()
    path.write_bytes(
        content.replace((50_000_011).to_bytes(4, "little"), (11).to_bytes(4, "little"))
    )
    assert only_problem(path).rule is Rule.FILE_BROKEN


def test_a_sheet_that_claims_all_columns_is_read_as_it_is(tmp_path: Path) -> None:
    path = workbook(tmp_path / "kaikki.xlsx", {"organisation": sheet_of("organisation")})
    with ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    claim = sheet.replace(b'ref="A1:D2"', b'ref="A1:XFD1048576"')
    assert claim != sheet
    content = read(repacked(path, {"xl/worksheets/sheet1.xml": claim}))
    assert (content.problems, len(content.frames["organisation"])) == ([], 1)


def test_a_sheet_nobody_knows(tmp_path: Path) -> None:
    sheets = {"organisation": sheet_of("organisation"), "Muistiinpanoja": [["soita"]]}
    problem = only_problem(workbook(tmp_path / "kaikki.xlsx", sheets))
    assert (problem.file, problem.rule) == ("kaikki.xlsx [Muistiinpanoja]", Rule.TABLE_UNKNOWN)
    assert "organisation" in problem.expected


def test_a_workbook_of_empty_sheets(tmp_path: Path) -> None:
    problem = only_problem(workbook(tmp_path / "tyhjä.xlsx", {"Taul1": [], "Taul2": []}))
    assert (problem.file, problem.rule) == ("tyhjä.xlsx", Rule.NO_TABLE)


def test_nothing_there(tmp_path: Path) -> None:
    problem = only_problem(tmp_path / "ei ole.csv")
    assert (problem.file, problem.rule) == ("ei ole.csv", Rule.FILE_MISSING)


@pytest.mark.parametrize("name", ["organisaatio.csv", "access_log.csv", "user_session.csv"])
def test_a_name_that_is_no_table(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(SOUND, encoding="utf-8")
    problem = only_problem(tmp_path / name)
    assert (problem.file, problem.rule) == (name, Rule.TABLE_UNKNOWN)
    assert "organisation, participation" in problem.expected


@pytest.mark.parametrize("name", ["organisation.pdf", "organisation.xls", "organisation"])
def test_a_kind_of_file_that_we_do_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(SOUND, encoding="utf-8")
    problem = only_problem(tmp_path / name)
    assert (problem.file, problem.rule) == (name, Rule.FILE_KIND)
    assert ".csv" in problem.expected


def test_a_folder_without_a_known_file(tmp_path: Path) -> None:
    (tmp_path / "lue minut.md").write_text("# Aineisto", encoding="utf-8")
    problem = only_problem(tmp_path)
    assert (problem.file, problem.rule) == (tmp_path.name, Rule.NO_TABLE)


def test_what_is_wrong_in_a_folder_is_told_file_by_file(tmp_path: Path) -> None:
    csv_file(tmp_path, "organisation", SOUND)
    csv_file(tmp_path, "organisation", SOUND, ending=".txt")
    csv_file(tmp_path, "organisaatiot", SOUND)
    csv_file(tmp_path, "region", "")
    (tmp_path / "municipality.csv").mkdir()
    workbook(tmp_path / "kaikki.xlsx", {"Taul1": []})
    content = read(tmp_path)
    assert {problem.file: problem.rule for problem in content.problems} == {
        "kaikki.xlsx": Rule.FILE_KIND,
        "municipality.csv": Rule.FILE_KIND,
        "organisaatiot.csv": Rule.TABLE_UNKNOWN,
        "organisation.txt": Rule.TABLE_TWICE,
        "region.csv": Rule.FILE_EMPTY,
    }
    assert list(content.frames) == ["organisation"]


@contextmanager
def somebody() -> Iterator[None]:
    """Act as a user without rights, where the tests run as one who has them all."""
    everybody = os.geteuid()
    if everybody == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(everybody)


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "organisation", SOUND)
    path.chmod(0)
    with somebody():
        problem = only_problem(path)
    assert (problem.file, problem.rule) == ("organisation.csv", Rule.FILE_UNREADABLE)


def test_a_pipe_in_place_of_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "organisation.csv")
    assert only_problem(tmp_path / "organisation.csv").rule is Rule.FILE_KIND


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """For limits that a test cannot reach."""
    return monkeypatch


def test_a_file_that_is_too_large(tmp_path: Path, narrow: pytest.MonkeyPatch) -> None:
    narrow.setattr("data_access.exchange.reading.encoding.LARGEST_FILE", 20)
    assert only_problem(csv_file(tmp_path, "organisation", SOUND)).rule is Rule.FILE_TOO_LARGE


def test_a_workbook_that_is_too_large(tmp_path: Path, narrow: pytest.MonkeyPatch) -> None:
    narrow.setattr("data_access.exchange.reading.books.archive.LARGEST_WORKBOOK", 20)
    path = workbook(tmp_path / "kaikki.xlsx", {"organisation": sheet_of("organisation")})
    assert only_problem(path).rule is Rule.FILE_TOO_LARGE


def test_too_many_rows(tmp_path: Path, narrow: pytest.MonkeyPatch) -> None:
    narrow.setattr("data_access.exchange.reading.table.MOST_ROWS", 2)
    problem = only_problem(csv_file(tmp_path, "organisation", TWO))
    assert (problem.rule, problem.row) == (Rule.TOO_MANY_ROWS, 3)


def test_too_many_problems_end_the_reading(tmp_path: Path, narrow: pytest.MonkeyPatch) -> None:
    narrow.setattr("data_access.exchange.reading.table.MOST_PROBLEMS", 3)
    wrong = [{"organisation_id": "x"} for _ in range(9)]
    problems = read(csv_file(tmp_path, "organisation", csv_text("organisation", *wrong))).problems
    assert [problem.rule for problem in problems] == [Rule.NOT_INTEGER] * 3 + [
        Rule.TOO_MANY_PROBLEMS
    ]


def test_every_rule_has_its_sentence() -> None:
    for rule in Rule:
        text = problem_text(Problem("a.csv", 1, "b", "c", rule, "d"))
        assert text.startswith("a.csv, row 1, column b: ")
        assert text.endswith(': "c"; expected d')
