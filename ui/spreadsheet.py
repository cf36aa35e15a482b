"""Files that people open in a spreadsheet: their cells are read, never calculated."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from data_access.exchange.cells import neutral
from data_access.exchange.packing import packed_alike
from data_access.exchange.workbooks import escaped

_BYTE_ORDER_MARK = "\ufeff"

#: The media type of a workbook.
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: What a cell may hold.
Cell: TypeAlias = str | int | float | date | None

#: How many signs a cell holds.
_LONGEST_TEXT = 32_767


def csv_file(rows: Iterable[Iterable[str]]) -> bytes:
    """The rows as CSV in UTF-8 with a byte order mark and semicolons, as Finnish spreadsheets
    expect."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return (_BYTE_ORDER_MARK + file.getvalue()).encode()


def workbook(title: str, rows: Iterable[Iterable[Cell]]) -> bytes:
    """The rows on a sheet of this title; the first one is a heading and stays in sight.

    The same rows give the same bytes.
    """
    return workbook_of({title: rows})


def workbook_of(sheets: Mapping[str, Iterable[Iterable[Cell]]]) -> bytes:
    """The same with a sheet for each title, in this order."""
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return packed_alike(file)


def _cell(sheet: Any, value: Cell) -> Any:
    if isinstance(value, date):
        day = WriteOnlyCell(sheet, value)
        day.number_format = "d.m.yyyy"
        return day
    if not isinstance(value, str):
        return value
    text = WriteOnlyCell(sheet, escaped(neutral(value))[:_LONGEST_TEXT])
    text.data_type = "s"  # whatever it begins with
    return text
