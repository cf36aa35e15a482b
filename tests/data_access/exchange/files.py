"""Files for the tests of reading: CSV and workbooks with a row or two."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from data_access.exchange.format.tables import BY_NAME
from data_access.exchange.problems import Problem
from data_access.exchange.reading.read import read

#: A sound cell for each column that a file of these tables must have.
SOUND: Mapping[str, Mapping[str, str]] = {
    "organisation": {
        "organisation_id": "1",
        "name_fi": "Mäntylä",
        "organisation_type": "municipality",
        "region_code": "MK01",
    },
    "funding_period": {
        "period_code": "2018-2020",
        "starts_on": "1.1.2018",
        "ends_on": "31.12.2020",
        "budget_eur": "1640000,00",
        "budget_basis": "published",
    },
    "participation": {
        "activity_id": "1",
        "organisation_id": "1",
        "staff_group": "employee",
        "participant_count": "12",
    },
    "sparring_round": {
        "round_code": "2020-2",
        "opens_at": "2020-10-01T00:00:00Z",
        "closes_at": "2020-12-31T22:00:00+02:00",
        "max_days": "2",
        "day_pool": "10",
    },
    "sparring_application": {
        "application_no": "SP-2020-001",
        "round_code": "2020-2",
        "organisation_id": "1",
        "theme": "well_being",
        "sector": "education",
        "title": "Työhyvinvointi",
        "need": "Kuormitus on kasvanut.",
        "goal": "Yhteinen tapa toimia.",
        "days_requested": "2",
        "people_involved": "20",
        "includes_management": "kyllä",
        "includes_supervisors": "kyllä",
        "includes_staff": "kyllä",
        "no_layoff_declared": "kyllä",
        "delivery_mode": "onsite",
        "status": "submitted",
        "changed_by": "otto",
        "changed_at": "2020-11-02T12:00:00+02:00",
    },
    "municipality": {
        "municipality_code": "005",
        "name_fi": "Mäntylä",
        "name_sv": "Tallby",
        "region_code": "MK01",
    },
    "app_user": {"username": "otto", "display_name": "Otto", "role": "officer"},
    "application_version": {
        "application_no": "SP-2020-001",
        "version": "1",
        "snapshot": "{}",
        "at": "2020-11-02T12:00:00Z",
        "actor": "otto",
    },
}


def csv_text(table: str, *changes: Mapping[str, str], delimiter: str = ";") -> str:
    """The table as CSV: a row for each of the changes to the sound one, none for no row."""
    rows = [dict(SOUND[table]) | dict(change) for change in changes]
    headings = list(dict.fromkeys(name for row in rows or [dict(SOUND[table])] for name in row))
    lines = [headings, *([row.get(name, "") for name in headings] for row in rows)]
    return "".join(delimiter.join(line) + "\r\n" for line in lines)


def csv_file(
    folder: Path, table: str, content: str | bytes, encoding: str = "utf-8", ending: str = ".csv"
) -> Path:
    """A file of the table's name with that content."""
    path = folder / f"{table}{ending}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def workbook(path: Path, sheets: Mapping[str, list[list[Any]]]) -> Path:
    """A workbook with these rows of cells by sheet."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def sheet_of(table: str, **changes: Any) -> list[list[Any]]:
    """Headings and one row of the table, as a sheet."""
    row = {**SOUND[table], **changes}
    return [list(row), list(row.values())]


def repacked(path: Path, changes: Mapping[str, bytes]) -> Path:
    """The workbook with some of its parts exchanged or added."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | dict(changes)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def only_problem(path: Path) -> Problem:
    """The one problem that reading the path finds."""
    (problem,) = read(path).problems
    return problem


def value(table: str, column: str, cell: str, folder: Path) -> Any:
    """What the cell means in the column of the table, in a file that is sound otherwise."""
    content = read(csv_file(folder, table, csv_text(table, {column: cell})))
    assert content.problems == []
    assert column in [each.name for each in BY_NAME[table].columns]
    return content.frames[table][column].iloc[0]
