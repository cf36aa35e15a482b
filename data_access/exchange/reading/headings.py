"""Which column of ours each heading of a file means."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from data_access.exchange.format.headings import normal
from data_access.exchange.format.types import ColumnFormat, TableFormat
from data_access.exchange.problems import Problem, Rule

#: How many headings a file without known ones is told of.
_EXAMPLES = 4


@dataclass
class Headings:
    """The columns of a file by their place; `blank` are places without a heading."""

    width: int
    columns: dict[int, ColumnFormat] = field(default_factory=dict)
    written: dict[int, str] = field(default_factory=dict)
    blank: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def known(cells: Sequence[str], table: TableFormat) -> int:
    """How many of the cells are headings of the table."""
    return sum(normal(cell) in _by_heading(table) for cell in cells)


def match(cells: Sequence[str], table: TableFormat, file: str) -> Headings:
    """The columns that the headings mean, and what is wrong with the headings."""
    found = Headings(len(cells))
    if not known(cells, table):
        names = ", ".join(column.name for column in table.columns[:_EXAMPLES])
        expected = f"a first row with the headings of {table.name}: {names}, …"
        found.problems.append(Problem(file, 1, None, None, Rule.HEADING_MISSING, expected))
        return found
    for place, cell in enumerate(cells):
        _place(place, cell, table, file, found)
    _note_missing(table, file, found)
    return found


def _place(place: int, cell: str, table: TableFormat, file: str, found: Headings) -> None:
    heading = cell.strip()
    column = _by_heading(table).get(normal(cell))
    if not heading:
        found.blank.append(place)
    elif column is None:
        expected = _suggestion(cell, table)
        found.problems.append(Problem(file, 1, heading, None, Rule.HEADING_UNKNOWN, expected))
    elif column in found.columns.values():
        expected = f"{column.name} once"
        found.problems.append(Problem(file, 1, heading, None, Rule.HEADING_TWICE, expected))
    else:
        found.columns[place] = column
        found.written[place] = heading


def _note_missing(table: TableFormat, file: str, found: Headings) -> None:
    there = {column.name for column in found.columns.values()}
    for column in table.columns:
        if column.required and column.name not in there:
            expected = f"a column headed {' or '.join(column.headings)}"
            found.problems.append(
                Problem(file, 1, column.name, None, Rule.HEADING_MISSING, expected)
            )


def _suggestion(cell: str, table: TableFormat) -> str:
    close = get_close_matches(normal(cell), _by_heading(table), n=1)
    if close:
        return f"{_by_heading(table)[close[0]].name}, or no such column"
    return f"a column of {table.name}, see the documented format"


@cache
def _by_heading(table: TableFormat) -> dict[str, ColumnFormat]:
    return {normal(heading): column for column in table.columns for heading in column.headings}
