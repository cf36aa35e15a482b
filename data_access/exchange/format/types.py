"""The format of a table and of a column."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import Column, Table


class Kind(StrEnum):
    """What the values of a column are."""

    TEXT = auto()
    INTEGER = auto()
    DECIMAL = auto()
    DAY = auto()
    MOMENT = auto()
    BOOLEAN = auto()
    CODE = auto()
    JSON = auto()


@dataclass(frozen=True)
class Limits:
    """What the CHECKs of one column ask of its values; None and () where they ask nothing."""

    allowed: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    above: Decimal | None = None
    below: Decimal | None = None
    shortest: int | None = None  # without spaces around
    pattern: str | None = None  # of SQL's LIKE
    lower_case: bool = False


@dataclass(frozen=True, eq=False)
class ColumnFormat:
    """A column of a file.

    `column` is where its values lie in the database; in the file an application is named by its
    number, so `name` may differ. `refers` is the table and column of the files that it points to.
    A `derived` column is written, and only compared when it is loaded. `default` is what an empty
    cell means in a column that the database does not leave empty.
    """

    name: str
    kind: Kind
    required: bool
    allowed: tuple[str, ...]
    longest: int | None
    headings: tuple[str, ...]
    column: Column[Any]
    limits: Limits
    refers: tuple[str, str] | None = None
    default: str | None = None
    derived: bool = False
    digits: tuple[int, int] | None = None  # of a decimal: in all, after the point
    personal: bool = False


@dataclass(frozen=True, eq=False)
class TableFormat:
    """A table as a file: its columns in order, and those that name a row (none: one row only)."""

    name: str
    table: Table
    columns: tuple[ColumnFormat, ...]
    key: tuple[str, ...]

    def column(self, name: str) -> ColumnFormat:
        """The column of that name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
