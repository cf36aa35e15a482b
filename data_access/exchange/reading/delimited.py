"""CSV files: with semicolons, commas or tabulators, from spreadsheets and from programs."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import cast

from data_access.exchange.format.types import TableFormat
from data_access.exchange.problems import Problem, Rule
from data_access.exchange.progress import Progress
from data_access.exchange.reading import headings
from data_access.exchange.reading.encoding import Text, inspect
from data_access.exchange.reading.limits import CHUNK
from data_access.exchange.reading.refusals import Cell, Refused
from data_access.exchange.reading.table import TableReader

_DELIMITERS = ";,\t"
#: How much of a file is read to see how its headings are divided.
_START = 65_536

Row = tuple[int, list[Cell]]


def read(path: Path, table: TableFormat, file: str, progress: Progress) -> TableReader:
    """The rows of the CSV file and its problems; Refused when nothing can be read."""
    with opened(path, lambda cells: headings.known(cells, table)) as (rows, text):
        return _read_rows(rows, text, table, file, progress)


@contextmanager
def opened(
    path: Path, known: Callable[[Sequence[str]], int]
) -> Iterator[tuple[Iterator[Row], Text]]:
    """The rows of a CSV file with their numbers, divided at the sign that gives the most headings
    that are `known`; Refused when it is no text."""
    text = inspect(path)
    with path.open(encoding=text.encoding, newline="") as file:
        delimiter = _delimiter(file.read(_START), known)
        file.seek(0)
        cells = cast("Iterator[list[Cell]]", csv.reader(file, delimiter=delimiter, strict=True))
        yield _rows(cells), text


def _delimiter(start: str, known: Callable[[Sequence[str]], int]) -> str:
    """The sign that divides the first line into the most headings that are known."""
    first = start.splitlines()[0] if start.splitlines() else ""
    return max(_DELIMITERS, key=lambda sign: _fit(first, sign, known))


def _fit(line: str, delimiter: str, known: Callable[[Sequence[str]], int]) -> tuple[int, int]:
    cells = next(csv.reader([line], delimiter=delimiter), [])
    return known(cells), len(cells)


def _rows(rows: Iterator[list[Cell]]) -> Iterator[Row]:
    """The rows with their numbers; a broken one ends the reading with its number."""
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as broken:
            expected = f"quotation marks in pairs ({broken})"
            raise Refused(Rule.FILE_BROKEN, expected, number) from broken
        if any(row):
            yield number, row


def _read_rows(
    rows: Iterator[Row], text: Text, table: TableFormat, file: str, progress: Progress
) -> TableReader:
    first = next(rows, None)
    if first is None or first[0] != 1:
        raise Refused(Rule.HEADING_MISSING, f"the headings of {table.name} in the first row", 1)
    reader = TableReader(table, headings.match([str(cell) for cell in first[1]], table, file), file)
    width = len(first[1])
    row, cells = 1, width
    while (chunk := list(islice(rows, CHUNK))) and not reader.full:
        row, cells = chunk[-1][0], len(chunk[-1][1])
        reader.take([number for number, _ in chunk], [row for _, row in chunk])
        progress(table.name, min(row, text.lines), text.lines)
    if cells < width and not text.ends_with_line_break:
        reader.problems.append(_cut(file, row, width))
    return reader


def _cut(file: str, row: int, width: int) -> Problem:
    expected = f"{width} cells and a line break: the file may have been cut off here"
    return Problem(file, row, None, None, Rule.ROW_CUT, expected)
