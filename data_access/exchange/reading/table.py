"""Rows of cells into a frame of values, with every problem on the way.

Each different cell of a column is read once and its value shared: a million rows of codes and
numbers take little more room than their places.
"""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

import pandas as pd

from data_access.exchange.format.types import ColumnFormat, TableFormat
from data_access.exchange.problems import Problem, Rule
from data_access.exchange.reading.headings import Headings
from data_access.exchange.reading.kinds.values import value
from data_access.exchange.reading.limits import LONGEST_QUOTE, MOST_PROBLEMS, MOST_ROWS
from data_access.exchange.reading.refusals import Cell, Refused, Special, Wrong

#: Different cells of a column that are remembered; more of them hardly repeat.
_REMEMBERED = 100_000


class _Column:
    """The values of a column so far."""

    def __init__(self, column: ColumnFormat, heading: str) -> None:
        self.column = column
        self.heading = heading
        self.values: list[Any] = []
        self._known: dict[Cell, Any] = {}
        self._wrong: dict[Cell, Wrong] = {}

    def take(self, cells: Sequence[Cell], report: Callable[[int, Cell, Wrong], None]) -> None:
        """Add the values; `report` is told the place of each wrong cell."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        for cell in set(cells).difference(self._known):
            self._known[cell] = self._value(cell)
        self.values.extend(map(self._known.__getitem__, cells))
        if self._wrong:
            for place, cell in enumerate(cells):
                if cell in self._wrong:
                    report(place, cell, self._wrong[cell])

    def _value(self, cell: Cell) -> Any:
        try:
            return value(cell, self.column)
        except Wrong as wrong:
            self._wrong[cell] = wrong
            return None


class TableReader:
    """Takes the rows of one table, a chunk at a time, and gives the frame in the end."""

    def __init__(self, table: TableFormat, headings: Headings, file: str) -> None:
        self.table = table
        self.file = file
        self.problems = list(headings.problems)
        self._columns = {
            place: _Column(column, headings.written[place])
            for place, column in headings.columns.items()
        }
        self._blank = headings.blank
        self._width = headings.width
        self._numbers: list[int] = []

    @property
    def headings(self) -> dict[str, str]:
        """How the file calls its columns, by our names."""
        return {column.column.name: column.heading for column in self._columns.values()}

    @property
    def full(self) -> bool:
        """Whether there are so many problems that reading on helps nobody."""
        return len(self.problems) >= MOST_PROBLEMS

    def take(self, numbers: Sequence[int], rows: Sequence[list[Cell]]) -> None:
        """Add rows with their row numbers; Refused when there are too many."""
        if numbers[-1] > MOST_ROWS:
            raise Refused(Rule.TOO_MANY_ROWS, f"at most {MOST_ROWS} rows", numbers[-1])
        self._even_out(numbers, rows)
        self._numbers.extend(numbers)
        by_place = list(zip(*rows, strict=True))
        for place, column in self._columns.items():
            column.take(by_place[place], self._reporter(numbers, column.heading))
        self._note_blank(numbers, by_place)

    def frame(self) -> pd.DataFrame:
        """The rows as they were taken; the file's order of columns."""
        return pd.DataFrame(
            {column.column.name: column.values for column in self._columns.values()},
            index=pd.Index(self._numbers, dtype="int64"),
            dtype=object,
        )

    def _even_out(self, numbers: Sequence[int], rows: Sequence[list[Cell]]) -> None:
        """Give every row a cell for each heading: spreadsheets leave out empty ones at the end."""
        for number, row in zip(numbers, rows, strict=True):
            if len(row) < self._width:
                row.extend([""] * (self._width - len(row)))
            elif len(row) > self._width:
                self._cut_off(number, row)

    def _cut_off(self, number: int, row: list[Cell]) -> None:
        value = next((cell for cell in row[self._width :] if cell), None)
        del row[self._width :]
        if value:
            expected = f"{self._width} cells; a cell with separators in it in quotation marks"
            self._note(number, None, value, Wrong(Rule.ROW_TOO_LONG, expected))

    def _reporter(self, numbers: Sequence[int], heading: str) -> Callable[[int, Cell, Wrong], None]:
        return lambda place, cell, wrong: self._note(numbers[place], heading, cell, wrong)

    def _note(self, row: int, heading: str | None, cell: Cell, wrong: Wrong) -> None:
        if not self.full:
            problem = Problem(self.file, row, heading, _shown(cell), wrong.rule, wrong.expected)
            self.problems.append(problem)

    def _note_blank(self, numbers: Sequence[int], by_place: list[tuple[Cell, ...]]) -> None:
        for place in list(self._blank):
            found = ((n, cell) for n, cell in zip(numbers, by_place[place], strict=True) if cell)
            for row, cell in islice(found, 1):
                self._blank.remove(place)
                wrong = Wrong(Rule.HEADING_EMPTY, "a heading above the values, or no values")
                self._note(row, None, cell, wrong)


def _shown(cell: Cell) -> str | None:
    """The cell as a problem quotes it; None when there is nothing in it."""
    return (cell.text if isinstance(cell, Special) else cell)[:LONGEST_QUOTE] or None
