"""A file's rows against those that the database has: new, changed or unchanged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from sqlalchemy import UniqueConstraint

from data_access.exchange.format.types import ColumnFormat, Kind, TableFormat
from data_access.exchange.loading.checking.contradictions import Finding
from data_access.exchange.problems import Rule


class Change(NamedTuple):
    """A row that the database has otherwise: its position in the frame and how it is stored."""

    position: int
    columns: tuple[str, ...]
    stored: Sequence[Any]


class Rows:
    """The rows of one table in a file; empty cells of a column with a default hold that."""

    def __init__(self, table: TableFormat, frame: pd.DataFrame) -> None:
        self.table = table
        self.told = tuple(column for column in table.columns if column.name in frame)
        self.lines = frame.index
        self._absent = {column.name: default(column) for column in table.columns}
        self._values = {column.name: _filled(column, frame[column.name]) for column in self.told}

    def __len__(self) -> int:
        return len(self.lines)

    def has(self, name: str) -> bool:
        """Whether the file has the column."""
        return name in self._values

    def value(self, position: int, name: str) -> Any:
        """One cell; None where the file lacks the column."""
        return self._values[name][position] if name in self._values else None

    def column(self, name: str) -> Sequence[Any]:
        """All cells of a column that the file has."""
        return self._values[name]

    def row(self, position: int) -> dict[str, Any]:
        """The cells of one row by column, those that the file has."""
        return {name: values[position] for name, values in self._values.items()}

    def new_row(self, position: int) -> dict[str, Any]:
        """The whole row as it is when it is new: with the defaults of absent columns."""
        return self._absent | self.row(position)

    def keys(self, names: Sequence[str]) -> Iterable[Any]:
        """The key of each row in order: a tuple, or the one value; None for what is not there."""
        if not names:
            return ((),) * len(self)
        nothing = (None,) * len(self)
        columns = [self._values.get(name, nothing) for name in names]
        return columns[0] if len(columns) == 1 else zip(*columns, strict=True)

    def finding(
        self, position: int, column: str | None, rule: Rule, expected: str, value: Any = None
    ) -> Finding:
        """What is wrong with a cell."""
        if column is not None and value is None:
            value = self.value(position, column)
        line = int(self.lines[position])
        return Finding(self.table.name, line, column, value, rule, expected)


@dataclass
class Comparison:
    """What loading a table would do, by positions of the file's rows."""

    rows: Rows
    new: Sequence[int] = ()
    changed: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        """How many rows the database has just so."""
        return len(self.rows) - len(self.new) - len(self.changed)

    def stored_row(self, change: Change) -> dict[str, Any]:
        """The row as the database has it, by column."""
        names = (column.name for column in self.rows.table.columns)
        return dict(zip(names, change.stored, strict=True))

    def whole_row(self, change: Change) -> dict[str, Any]:
        """The row as it will be: what the file tells over what the database has."""
        return self.stored_row(change) | self.rows.row(change.position)

    @cached_property
    def positions(self) -> Mapping[Any, int]:
        """The position of each row by its key."""
        return {key: at for at, key in enumerate(self.rows.keys(self.rows.table.key))}


def compare(rows: Rows, stored: Iterator[Sequence[Any]]) -> Comparison:
    """Compare a file with the stored rows of its table, given in the order of the format."""
    comparison = Comparison(rows)
    unique = list(_unique(rows, comparison.findings))
    first = next(stored, None)
    if first is None:
        comparison.new = range(len(rows))
        return comparison
    seen = bytearray(len(rows))
    reader = _Reader(rows.table)
    _see(comparison, reader, unique, first, seen)
    for row in stored:
        _see(comparison, reader, unique, row, seen)
    comparison.new = [at for at, was in enumerate(seen) if not was]
    return comparison


class _Reader:
    """Where the values of a format's columns stand in a stored row."""

    def __init__(self, table: TableFormat) -> None:
        self.places = {column.name: at for at, column in enumerate(table.columns)}
        self._key = [self.places[name] for name in table.key]

    def key(self, row: Sequence[Any]) -> Any:
        """The stored row's key, as `Rows.keys` has it."""
        if len(self._key) == 1:
            return row[self._key[0]]
        return tuple(row[at] for at in self._key)


def _see(
    comparison: Comparison,
    reader: _Reader,
    unique: Iterable["_Unique"],
    stored: Sequence[Any],
    seen: bytearray,
) -> None:
    at = comparison.positions.get(reader.key(stored))
    if at is None:
        comparison.findings.extend(_clashes(comparison.rows, reader, unique, stored))
        return
    seen[at] = True
    rows = comparison.rows
    columns = tuple(
        column.name
        for column in rows.told
        if not column.derived and rows.column(column.name)[at] != stored[reader.places[column.name]]
    )
    if columns:
        comparison.changed.append(Change(at, columns, tuple(stored)))


class _Unique(NamedTuple):
    """A rule that no two rows are alike in some columns, and the file's rows by them."""

    columns: tuple[str, ...]
    positions: Mapping[Any, int]


def _unique(rows: Rows, findings: list[Finding]) -> Iterator[_Unique]:
    """The rules of uniqueness beside the key; rows of the file that break one are findings."""
    names = {column.column.name: column.name for column in rows.table.columns}
    for constraint in rows.table.table.constraints:
        if not isinstance(constraint, UniqueConstraint):
            continue
        columns = tuple(names.get(column.name, "") for column in constraint.columns)
        if columns == rows.table.key:
            continue
        if all(map(rows.has, columns)):
            yield _Unique(columns, _first_positions(rows, columns, findings))


def _first_positions(
    rows: Rows, columns: tuple[str, ...], findings: list[Finding]
) -> Mapping[Any, int]:
    positions: dict[Any, int] = {}
    for at, value in enumerate(rows.keys(columns)):
        if value is None or (len(columns) > 1 and None in value):
            continue
        first = positions.setdefault(value, at)
        if first != at:
            expected = f"a value that row {rows.lines[first]} does not have"
            findings.append(rows.finding(at, columns[-1], Rule.NOT_UNIQUE, expected))
    return positions


def _clashes(
    rows: Rows, reader: _Reader, unique: Iterable[_Unique], stored: Sequence[Any]
) -> Iterator[Finding]:
    """The file's rows that have what a stored row, absent from the file, has to itself."""
    for rule in unique:
        values = tuple(stored[reader.places[name]] for name in rule.columns)
        at = rule.positions.get(values[0] if len(values) == 1 else values)
        if at is not None:
            key = ", ".join(str(stored[reader.places[name]]) for name in rows.table.key)
            expected = f"a value that {rows.table.name} {key} in the database does not have"
            yield rows.finding(at, rule.columns[-1], Rule.NOT_UNIQUE, expected)


def default(column: ColumnFormat) -> Any:
    """What an absent or empty cell of the column means."""
    if column.default is None:
        return None
    if column.kind is Kind.BOOLEAN:
        return column.default == "true"
    return int(column.default) if column.kind is Kind.INTEGER else column.default


def _filled(column: ColumnFormat, cells: "pd.Series[Any]") -> Any:
    values = cells.to_numpy(dtype=object)
    if column.default is None:
        return values
    empty = cells.isna().to_numpy()
    return np.where(empty, default(column), values) if empty.any() else values
