"""The template: a sheet a table with its headings, lists to choose from, and an explanation."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from data_access.exchange.format.tables import FORMATS
from data_access.exchange.format.types import ColumnFormat, Kind, TableFormat
from data_access.exchange.packing import packed_alike
from data_access.exchange.template import words
from data_access.exchange.workbooks import CODES, EXPLANATION

#: Rows of a sheet for which lists are offered.
_ROWS = 10_000
_WIDTH = 24
_BOLD = Font(bold=True)
#: So that a spreadsheet does not make the number 5 of the code 005, or a day of the round 2018-1.
_AS_TEXT, _AS_DAY = "@", "d.m.yyyy"
_TRUTH = ("kyllä", "ei")


def template() -> bytes:
    """The empty workbook (.xlsx) that `reading` takes once it is filled in."""
    book = Workbook()
    explanation = book.active
    explanation.title = EXPLANATION
    _explain(explanation)
    lists = _write_lists(book.create_sheet(CODES))
    for table in FORMATS:
        _write_table(book.create_sheet(table.name), table, lists)
    file = io.BytesIO()
    book.save(file)
    return packed_alike(file)


def _columns(table: TableFormat) -> list[ColumnFormat]:
    """The columns that somebody fills in."""
    return [column for column in table.columns if not column.derived]


def _explain(sheet: Any) -> None:
    for line in words.INTRODUCTION:
        sheet.append([line])
    sheet.append([])
    sheet.append(words.HEADINGS)
    for cell in sheet[sheet.max_row]:
        cell.font = _BOLD
    for table in FORMATS:
        for column in _columns(table):
            sheet.append(_explained(table, column))
    for place, width in enumerate(words.WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _explained(table: TableFormat, column: ColumnFormat) -> list[str]:
    return [
        table.name,
        column.headings[-1],
        column.name,
        words.content(column),
        "kyllä" if column.required else "",
        words.allowed(column),
    ]


def _lists() -> Iterator[tuple[str, ...]]:
    """Every list of values to choose from, once."""
    seen = dict.fromkeys(column.allowed for table in FORMATS for column in table.columns)
    yield from (_TRUTH, *(values for values in seen if values))


def _write_lists(sheet: Any) -> Mapping[tuple[str, ...], str]:
    """Write the lists side by side; where each stands, as a formula says it."""
    places = {}
    for place, values in enumerate(_lists(), 1):
        for row, value in enumerate(values, 1):
            sheet.cell(row, place, value)
        letter = get_column_letter(place)
        places[values] = f"{CODES}!${letter}$1:${letter}${len(values)}"
    return places


def _write_table(sheet: Any, table: TableFormat, lists: Mapping[tuple[str, ...], str]) -> None:
    sheet.freeze_panes = "A2"
    for place, column in enumerate(_columns(table), 1):
        cell = sheet.cell(1, place, column.headings[-1])
        cell.font = _BOLD
        _lay_out(sheet.column_dimensions[get_column_letter(place)], column)
        choice = _TRUTH if column.kind is Kind.BOOLEAN else column.allowed
        if choice:
            letter = get_column_letter(place)
            sheet.add_data_validation(_choice(lists[choice], f"{letter}2:{letter}{_ROWS}"))


def _lay_out(dimension: Any, column: ColumnFormat) -> None:
    dimension.width = _WIDTH
    if column.kind in (Kind.TEXT, Kind.MOMENT, Kind.JSON):
        dimension.number_format = _AS_TEXT
    elif column.kind is Kind.DAY:
        dimension.number_format = _AS_DAY


def _choice(values: str, cells: str) -> DataValidation:
    choice = DataValidation(type="list", formula1=values, allow_blank=True, showErrorMessage=True)
    choice.add(cells)
    return choice
