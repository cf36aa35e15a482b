"""The template carries the allowed values, and what is filled in reads as it was meant."""

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from data_access.exchange.format.tables import BY_NAME, FORMATS
from data_access.exchange.format.types import Kind, TableFormat
from data_access.exchange.reading.read import read
from data_access.exchange.template.book import template
from data_access.exchange.workbooks import CODES, EXPLANATION
from tests.data_access.exchange.files import SOUND


@pytest.fixture(scope="module")
def book() -> Workbook:
    """The template, opened."""
    return load_workbook(io.BytesIO(template()))


def choices(book: Workbook, table: str) -> dict[str, list[str]]:
    """The values that the sheet offers, by heading."""
    sheet: Any = book[table]
    found = {}
    for validation in sheet.data_validations.dataValidation:
        (cells,) = validation.sqref.ranges
        listed = book[CODES][validation.formula1.partition("!")[2].replace("$", "")]
        found[sheet.cell(1, cells.min_col).value] = [row[0].value for row in listed]
    return found


@pytest.mark.parametrize("table", FORMATS, ids=lambda table: table.name)
def test_every_listed_value_can_be_chosen(book: Workbook, table: TableFormat) -> None:
    offered = choices(book, table.name)
    for column in table.columns:
        if column.kind is Kind.BOOLEAN:
            assert offered[column.headings[-1]] == ["kyllä", "ei"]
        elif column.allowed:
            assert offered[column.headings[-1]] == list(column.allowed)


def test_every_column_is_explained(book: Workbook) -> None:
    rows: Any = book[EXPLANATION].iter_rows(values_only=True)
    explained = {(row[0], row[2]): row for row in rows}
    for table in FORMATS:
        for column in table.columns:
            if not column.derived:
                row = explained[table.name, column.name]
                assert row[1] == column.headings[-1]
                assert row[3]
                assert (row[4] == "kyllä") == column.required


@pytest.mark.parametrize("table", SOUND)
def test_what_is_filled_in_reads(book: Workbook, table: str, tmp_path: Path) -> None:
    sheet: Any = book[table]
    headings = [cell.value for cell in sheet[1]]
    for name, cell in SOUND[table].items():
        column = BY_NAME[table].column(name)
        sheet.cell(2, headings.index(column.headings[-1]) + 1, cell)
    book.save(tmp_path / "täytetty.xlsx")
    content = read(tmp_path / "täytetty.xlsx")
    assert content.problems == []
    assert len(content.frames[table]) == 1


def test_the_template_is_the_same_each_time() -> None:
    assert template() == template()
