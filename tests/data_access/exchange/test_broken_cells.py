"""Each wrong cell gives one problem: file, row, column, value and what would be right."""

from pathlib import Path
from typing import Any

import pytest

from data_access.exchange.problems import Rule, problem_text
from data_access.exchange.reading.read import read
from tests.data_access.exchange.broken_cells import CELLS, SHEET_CELLS
from tests.data_access.exchange.files import csv_file, csv_text, only_problem, sheet_of, workbook


@pytest.mark.parametrize(("table", "column", "cell", "rule", "expected"), CELLS)
def test_a_wrong_cell(
    tmp_path: Path, table: str, column: str, cell: str, rule: Rule, expected: str
) -> None:
    problem = only_problem(csv_file(tmp_path, table, csv_text(table, {column: cell})))
    assert (problem.file, problem.row, problem.column) == (f"{table}.csv", 2, column)
    assert (problem.rule, problem.value) == (rule, cell[:200] or None)
    text = problem_text(problem)
    assert expected in text
    assert text.startswith(f"{table}.csv, row 2, column {column}: ")
    assert len(text) < 600


@pytest.mark.parametrize(("table", "column", "cell", "rule", "shown"), SHEET_CELLS)
def test_a_wrong_cell_of_a_workbook(
    tmp_path: Path, table: str, column: str, cell: Any, rule: Rule, shown: str
) -> None:
    path = workbook(tmp_path / "kaikki.xlsx", {table: sheet_of(table, **{column: cell})})
    problem = only_problem(path)
    assert (problem.file, problem.row) == (f"kaikki.xlsx [{table}]", 2)
    assert (problem.column, problem.rule) == (column, rule)
    assert str(problem.value).startswith(shown)
    assert problem.expected


def test_the_heading_in_a_problem_is_that_of_the_file(tmp_path: Path) -> None:
    text = csv_text("organisation", {"organisation_id": "x"}).replace(
        "organisation_id", "Organisaation tunnus"
    )
    problem = only_problem(csv_file(tmp_path, "organisation", text))
    assert problem_text(problem) == (
        'organisation.csv, row 2, column Organisaation tunnus: not a whole number: "x"; '
        "expected a whole number such as 12"
    )


def test_every_problem_of_a_file_is_told(tmp_path: Path) -> None:
    wrong = [{"organisation_id": str(number), "region_code": "X"} for number in range(1, 101)]
    content = read(csv_file(tmp_path, "organisation", csv_text("organisation", *wrong)))
    assert [problem.row for problem in content.problems] == list(range(2, 102))
    assert content.frames["organisation"]["region_code"].tolist() == [None] * 100


def test_a_duplicate_number_names_both_rows(tmp_path: Path) -> None:
    rows = ({"organisation_id": "7"}, {"organisation_id": "8"}, {"organisation_id": "7"})
    problem = only_problem(csv_file(tmp_path, "organisation", csv_text("organisation", *rows)))
    assert (problem.row, problem.column, problem.value) == (4, "organisation_id", "7")
    assert problem.rule is Rule.KEY_TWICE
    assert "row 2 has it already" in problem.expected


def test_a_duplicate_of_a_key_of_several_columns(tmp_path: Path) -> None:
    text = csv_text("participation", {}, {"staff_group": "management"}, {})
    problem = only_problem(csv_file(tmp_path, "participation", text))
    assert (problem.row, problem.value) == (4, "1, 1, employee")
    assert problem.column == "activity_id, organisation_id, staff_group"


def test_the_installation_is_one_row(tmp_path: Path) -> None:
    problem = only_problem(csv_file(tmp_path, "installation", "is_demo\nei\nei\n"))
    assert (problem.row, problem.expected) == (3, "one row only")
