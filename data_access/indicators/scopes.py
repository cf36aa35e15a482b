"""What is asked, and the words in which the sources' definitions are written."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, case, distinct, func

from programme.calendar import end_of, start_of
from programme.divisions import Borders, Division, borders
from programme.periods import Period

Aggregates = dict[str, ColumnElement[Any]]


@dataclass(frozen=True)
class Scope:
    """What is asked: a period, the day at whose end we look, and one unit or all (None).

    `region` is the code of a unit of the division: of a region, or of a county.
    """

    period: Period
    as_of: date
    region: str | None = None
    division: Division = Division.REGIONS

    @property
    def first(self) -> date:
        return self.period.first

    @property
    def last(self) -> date:
        """The last day that counts: the period's end, or `as_of` if that comes first."""
        return min(self.period.last, self.as_of)

    @property
    def borders(self) -> Borders:
        """The borders of the period."""
        return borders(self.division, self.period.last)

    def of(self, region: str) -> "Scope":
        """The same of one unit."""
        return replace(self, region=region)


@dataclass(frozen=True)
class Where:
    """The rows meant: those `here`, and of these the ones `inside` the target area."""

    here: ColumnElement[bool]
    inside: ColumnElement[bool]


@dataclass(frozen=True, eq=False)
class Source:
    """A table or view, how its rows are placed, and the aggregates read from it.

    `place` gives the column that tells a row's unit within some borders; a source without it has
    no regions.
    """

    rows: FromClause
    place: Callable[[Borders], ColumnElement[Any]] | None
    aggregates: Callable[[Scope, Where], Aggregates]


def on(day: ColumnElement[Any], scope: Scope) -> ColumnElement[bool]:
    """Whether a day is in the scope."""
    return day.between(scope.first, scope.last)


def at(moment: ColumnElement[Any], scope: Scope) -> ColumnElement[bool]:
    """Whether a moment is on a day of the scope."""
    return and_(moment >= start_of(scope.first), moment < end_of(scope.last))


def rows(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    """How many rows."""
    return func.count().filter(condition)


def total(amount: ColumnElement[Any], condition: ColumnElement[bool]) -> ColumnElement[Any]:
    """The sum of an amount; 0 of no rows."""
    return func.coalesce(func.sum(amount).filter(condition), 0)


def different(key: ColumnElement[Any], condition: ColumnElement[bool]) -> ColumnElement[Any]:
    """How many different keys."""
    return func.count(distinct(case((condition, key))))
