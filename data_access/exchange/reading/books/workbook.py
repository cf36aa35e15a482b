"""Workbooks (.xlsx): a sheet a table, read row by row and never calculated."""

import warnings
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook

from data_access.exchange.format.tables import BY_NAME
from data_access.exchange.format.types import TableFormat
from data_access.exchange.problems import Problem, Rule
from data_access.exchange.progress import Progress
from data_access.exchange.reading import headings
from data_access.exchange.reading.books import archive
from data_access.exchange.reading.books.sheet_cells import cell_of
from data_access.exchange.reading.limits import CHUNK, MOST_COLUMNS, MOST_ROWS
from data_access.exchange.reading.refusals import Cell, Refused, Special
from data_access.exchange.reading.table import TableReader
from data_access.exchange.workbooks import CODES, EXPLANATION

# What openpyxl and what is below it raise over a damaged or made-up workbook; XML's own errors
# are SyntaxErrors, and those of forbidden entities ValueErrors.
_DAMAGE = (
    BadZipFile,
    zlib.error,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    RuntimeError,
)

Row = tuple[int, list[Cell]]


def read(path: Path, problems: list[Problem], progress: Progress) -> list[TableReader]:
    """The tables of the workbook in its own order; sheets that are none go to `problems`.

    Refused when it is no workbook, damaged, or too large when unpacked.
    """
    with _opened(path) as book:
        readers: dict[str, TableReader] = {}
        for sheet in book.worksheets:
            file = f"{path.name} [{sheet.title}]"
            table = _table(sheet, path, alone=len(book.worksheets) == 1)
            if table is None:
                problems.extend(_unknown(sheet, file))
            elif table.name in readers:
                expected = f"one sheet for {table.name}"
                problems.append(Problem(file, None, None, None, Rule.TABLE_TWICE, expected))
            else:
                readers[table.name] = _read_sheet(sheet, table, file, progress)
    if not readers and not problems:
        raise Refused(Rule.NO_TABLE, "at least one sheet named after a table")
    return list(readers.values())


def only_sheet(path: Path) -> list[Row]:
    """The rows of the first sheet in which anything stands, whatever it is called.

    Refused as `read`.
    """
    with _opened(path) as book:
        found = (list(_rows(sheet)) for sheet in book.worksheets)
        return next(filter(None, found), [])


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """openpyxl's workbook; the file is ours to close, for openpyxl forgets it over a damage."""
    archive.check(path)
    with (
        path.open("rb") as file,
        _damage_refused(),
        closing(load_workbook(file, read_only=True, keep_links=False)) as book,
    ):
        yield book


@contextmanager
def _damage_refused() -> Iterator[None]:
    """Refuse what openpyxl stumbles over, and hear nothing of what it leaves out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except _DAMAGE as damage:
            raise Refused(Rule.FILE_BROKEN, "a whole workbook (.xlsx)") from damage


def _table(sheet: Any, path: Path, *, alone: bool) -> TableFormat | None:
    """The table that the sheet is named after; a sheet alone may have its file's name instead."""
    named = BY_NAME.get(sheet.title.strip().casefold())
    return named or (BY_NAME.get(path.stem.casefold()) if alone else None)


def _unknown(sheet: Any, file: str) -> list[Problem]:
    """A problem when the sheet has anything in it and is not one of our template's own."""
    if sheet.title in (EXPLANATION, CODES) or next(_rows(sheet), None) is None:
        return []
    expected = f"a sheet named after a table: {', '.join(sorted(BY_NAME))}"
    return [Problem(file, None, None, None, Rule.TABLE_UNKNOWN, expected)]


def _read_sheet(sheet: Any, table: TableFormat, file: str, progress: Progress) -> TableReader:
    rows = _rows(sheet)
    number, first = next(rows, (0, []))
    texts = [cell.text if isinstance(cell, Special) else cell for cell in first]
    if number > 1:
        texts = []
    reader = TableReader(table, headings.match(_until_last(texts), table, file), file)
    in_all = sheet.max_row or 0
    while (chunk := list(islice(rows, CHUNK))) and not reader.full:
        reader.take([row for row, _ in chunk], [_until_last(cells) for _, cells in chunk])
        progress(table.name, chunk[-1][0], max(in_all, chunk[-1][0]))
    return reader


def _rows(sheet: Any) -> Iterator[Row]:
    """The rows in which anything stands, with the numbers that the spreadsheet shows.

    The sheet's own word on its size is not taken: it may claim millions of columns.
    """
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if number > MOST_ROWS:
            raise Refused(Rule.TOO_MANY_ROWS, f"at most {MOST_ROWS} rows", number)
        cells = [cell_of(cell) for cell in row]
        if any(cells):
            yield number, cells


def _until_last(cells: list[Any]) -> list[Any]:
    """The cells without the empty ones at the end."""
    while cells and not cells[-1]:
        cells.pop()
    return cells
