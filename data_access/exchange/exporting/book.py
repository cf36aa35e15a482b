"""The tables as one workbook: days, numbers and truth as spreadsheets have them, texts as texts."""

import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from sqlalchemy import Connection

from data_access.exchange.exporting.placing import NotExported
from data_access.exchange.exporting.rows import chunks, columns_of
from data_access.exchange.exporting.values import cell
from data_access.exchange.format.tables import FORMATS
from data_access.exchange.format.types import ColumnFormat, Kind, TableFormat
from data_access.exchange.packing import packed_alike
from data_access.exchange.workbooks import escaped

#: The last row of a sheet, the longest text of a cell, the first day that all programs agree on.
LAST_ROW, LONGEST_TEXT, FIRST_DAY = 1_048_576, 32_767, date(1900, 3, 1)
_DAY = "d.m.yyyy"


def write(connection: Connection, *, personal: bool) -> bytes:
    """The workbook; raises NotExported when a sheet or a cell cannot hold the data."""
    return written(connection, personal=personal)[1]


def written(connection: Connection, *, personal: bool) -> tuple[Mapping[str, int], bytes]:
    """The rows by table, and the workbook; the same rows give the same bytes."""
    book = Workbook(write_only=True)
    file = io.BytesIO()
    try:
        counts = {
            table.name: _write_sheet(book, connection, table, personal=personal)
            for table in FORMATS
        }
    finally:
        book.save(file)  # removes what openpyxl has laid aside on the disk, too
    return counts, packed_alike(file)


def _write_sheet(
    book: Workbook, connection: Connection, table: TableFormat, *, personal: bool
) -> int:
    columns = columns_of(table, personal=personal)
    sheet = book.create_sheet(table.name)
    sheet.freeze_panes = "A2"
    sheet.append([column.name for column in columns])
    row = 1
    with chunks(connection, table, columns) as some:
        for row, values in enumerate(chain.from_iterable(some), 2):
            if row > LAST_ROW:
                raise NotExported(f"{table.name} has too many rows for a workbook: export a folder")
            cells = zip(values, columns, strict=True)
            sheet.append([_cell(sheet, value, column, row) for value, column in cells])
    return row - 1


def _cell(sheet: Any, value: Any, column: ColumnFormat, row: int) -> Any:
    """What openpyxl writes for the value; a text is never a formula nor an error."""
    if value is None or column.kind in (Kind.INTEGER, Kind.BOOLEAN):
        return value
    if column.kind is Kind.DECIMAL:
        return Decimal(cell(value, column))
    if column.kind is Kind.DAY and value >= FIRST_DAY:
        day = WriteOnlyCell(sheet, value)
        day.number_format = _DAY
        return day
    text = escaped(cell(value, column))
    if len(text) > LONGEST_TEXT:
        place = f"{column.column.table.name}, row {row}, column {column.name}"
        raise NotExported(f"{place} is too long for a workbook: export a folder")
    written_as_text = WriteOnlyCell(sheet, text)
    written_as_text.data_type = "s"
    return written_as_text
