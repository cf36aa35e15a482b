"""Whatever is wrong with files, `load` says where and what, and the database stays as it was."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from data_access.__main__ import main
from data_access.connect import create_engine_for, snapshot
from data_access.exchange.exporting.export import export
from tests.backends import Backend
from tests.data_access.exchange.broken_cells import CELLS, SHEET_CELLS
from tests.data_access.exchange.broken_files import CONTENTS, WORKBOOKS
from tests.data_access.exchange.broken_rows import BROKEN_ROWS, BrokenRows, Row
from tests.data_access.exchange.files import csv_file, csv_text, sheet_of, workbook
from tests.data_access.standing import standing


class Office:
    """The demo's database, which no test may change, and its rows by table."""

    def __init__(self, url: str, files: Path) -> None:
        self.url = url
        self.rows = {path.stem: _rows(path) for path in files.iterdir()}

    def row(self, wanted: Row) -> dict[str, str]:
        """The first of the demo's rows that is like the wanted one, with its changes."""
        found = next(r for r in self.rows[wanted.table] if wanted.like.items() <= r.items())
        return {**found, **wanted.changes}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture(scope="module")
def office(
    backend: Backend, demo_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """A demo for all tests of the module."""
    url = backend.create(copy_of=demo_template)
    files = tmp_path_factory.mktemp("demo") / "files"
    engine = create_engine_for(url)
    with snapshot(engine) as connection:
        export(connection, files, personal=True)
    engine.dispose()
    yield Office(url, files)
    backend.drop(url)


class Line:
    """The command line on the office's database."""

    def __init__(self, office: Office, captured: pytest.CaptureFixture[str]) -> None:
        self.office = office
        self._captured = captured

    def refuses(self, path: Path, *options: str) -> str:
        """What `load` says against the path; asserts that nothing was written and printed."""
        before = standing(self.office.url)
        status = main(["load", str(path), *options])
        out, complaints = self._captured.readouterr()
        assert standing(self.office.url) == before
        assert (status, out) == (1, "")
        assert all(each.startswith("error: ") for each in complaints.splitlines())
        assert "; expected " in complaints
        return complaints


@pytest.fixture
def line(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Line:
    """The command line."""
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", office.url)
    return Line(office, capsys)


def placed(file: str, row: int | None, column: str | None = None) -> str:
    """How a complaint begins that is about this place."""
    parts = [f"error: {file}"]
    parts += [f"row {row}"] if row else []
    parts += [f"column {column}"] if column else []
    return ", ".join(parts) + ": "


@pytest.mark.parametrize("case", CONTENTS)
def test_a_broken_text_file_is_refused(line: Line, tmp_path: Path, case: str) -> None:
    content, _, row, expected = CONTENTS[case]
    complaints = line.refuses(csv_file(tmp_path, "organisation", content))
    assert complaints.startswith(placed("organisation.csv", row).removesuffix(": "))
    assert expected in complaints


@pytest.mark.parametrize("case", WORKBOOKS)
def test_a_broken_workbook_is_refused(line: Line, tmp_path: Path, case: str) -> None:
    broken, _, expected = WORKBOOKS[case]
    sound = workbook(tmp_path / "kaikki.xlsx", {"organisation": sheet_of("organisation")})
    complaints = line.refuses(broken(sound))
    assert complaints.startswith("error: kaikki.xlsx")
    assert expected in complaints


@pytest.mark.parametrize(("table", "column", "cell", "rule", "expected"), CELLS)
def test_a_wrong_cell_is_refused(
    line: Line, tmp_path: Path, table: str, column: str, cell: str, rule: str, expected: str
) -> None:
    complaints = line.refuses(csv_file(tmp_path, table, csv_text(table, {column: cell})))
    assert complaints.startswith(placed(f"{table}.csv", 2, column)), rule
    assert expected in complaints


@pytest.mark.parametrize(("table", "column", "cell", "rule", "shown"), SHEET_CELLS)
def test_a_wrong_cell_of_a_workbook_is_refused(
    line: Line, tmp_path: Path, table: str, column: str, cell: Any, rule: str, shown: str
) -> None:
    path = workbook(tmp_path / "kaikki.xlsx", {table: sheet_of(table, **{column: cell})})
    complaints = line.refuses(path)
    assert complaints.startswith(placed(f"kaikki.xlsx [{table}]", 2, column)), rule
    assert shown in complaints


def written(folder: Path, office: Office, broken: BrokenRows) -> Path:
    """A folder of CSV files with the broken rows."""
    tables: dict[str, list[Mapping[str, str]]] = {}
    for row in broken.rows:
        tables.setdefault(row.table, []).append(office.row(row))
    for table, rows in tables.items():
        _write(folder / f"{table}.csv", rows)
    return folder


def _write(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("case", BROKEN_ROWS)
def test_rows_that_contradict_are_refused(line: Line, tmp_path: Path, case: str) -> None:
    broken = BROKEN_ROWS[case]
    complaints = line.refuses(written(tmp_path, line.office, broken))
    assert complaints.startswith(f"error: {broken.where}")
    assert broken.expected in complaints
