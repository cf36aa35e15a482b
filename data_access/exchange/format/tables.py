"""The format of every file, made from the schema: a new table or column is in it by itself."""

from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, Numeric, String, Table
from sqlalchemy.types import TypeEngine

from data_access.columns import UtcDateTime
from data_access.exchange.format import selection
from data_access.exchange.format.headings import headings
from data_access.exchange.format.limits import limits
from data_access.exchange.format.types import ColumnFormat, Kind, Limits, TableFormat
from programme.deed_submissions import SubmissionStatus
from programme.enrolments import EnrolmentStatus
from programme.lifecycle import Status

# The first that fits: an Integer is no Numeric to SQLAlchemy, a JSON no String.
_KINDS: tuple[tuple[type[TypeEngine[Any]], Kind], ...] = (
    (Boolean, Kind.BOOLEAN),
    (Integer, Kind.INTEGER),
    (Numeric, Kind.DECIMAL),
    (Date, Kind.DAY),
    (JSON, Kind.JSON),
    (String, Kind.TEXT),
)

#: Statuses of histories, which the rows of another table or a CHECK of whole moves list.
_LISTED_ELSEWHERE = {
    f"{table}.{column}": tuple(map(str, statuses))
    for table, statuses in (
        ("application_transition", Status),
        ("deed_submission_event", SubmissionStatus),
        ("enrolment_event", EnrolmentStatus),
    )
    for column in ("from_status", "to_status")
}


def _table(table: Table) -> TableFormat:
    return TableFormat(
        name=table.name,
        table=table,
        columns=tuple(map(_column, selection.columns(table))),
        key=tuple(_name(column) for column in selection.key(table)),
    )


def _name(column: Column[Any]) -> str:
    target = selection.target(column)
    return selection.NAMED_BY.get(str(target), column.name)


def _column(column: Column[Any]) -> ColumnFormat:
    holder = _holder(column)
    found = _limits(holder)
    name = _name(column)
    default = _default(column)
    derived = str(column) in selection.DERIVED
    return ColumnFormat(
        name=name,
        kind=_kind(holder, found),
        required=not column.nullable and default is None and not derived,
        allowed=found.allowed,
        longest=holder.type.length if isinstance(holder.type, String) else None,
        headings=headings(column.table.name, name),
        column=column,
        limits=found,
        refers=_refers(column, holder),
        default=default,
        derived=derived,
        digits=_digits(holder),
        personal=str(column) in selection.PERSONAL,
    )


def _holder(column: Column[Any]) -> Column[Any]:
    """The column whose type and CHECKs the values in the file follow."""
    target = selection.target(column)
    if target is None:
        return column
    return target.table.c[selection.NAMED_BY.get(str(target), target.name)]


def _limits(holder: Column[Any]) -> Limits:
    listed = _LISTED_ELSEWHERE.get(str(holder))
    return Limits(allowed=listed) if listed else limits(holder.table)[holder.name]


def _kind(holder: Column[Any], found: Limits) -> Kind:
    if isinstance(holder.type, UtcDateTime):
        return Kind.MOMENT
    kind = next(kind for type_, kind in _KINDS if isinstance(holder.type, type_))
    return Kind.CODE if kind is Kind.TEXT and found.allowed else kind


def _default(column: Column[Any]) -> str | None:
    if column.server_default is None or column.nullable:
        return None
    return str(getattr(column.server_default, "arg", "")).strip("'")


def _refers(column: Column[Any], holder: Column[Any]) -> tuple[str, str] | None:
    """What a lone reference points at itself; of a part of a longer one only what has a name."""
    if holder is column or holder.table.name in selection.LEFT_OUT:
        return None
    if holder.name in selection.NAMED_BY.values():
        return holder.table.name, holder.name
    constraints = [each.constraint for each in column.foreign_keys if each.constraint is not None]
    if any(len(each.elements) > 1 for each in constraints):
        return None
    (reference,) = column.foreign_keys
    return reference.column.table.name, reference.column.name


def _digits(holder: Column[Any]) -> tuple[int, int] | None:
    kind = holder.type
    if not isinstance(kind, Numeric) or kind.precision is None or kind.scale is None:
        return None
    return kind.precision, kind.scale


#: Every table with a file, each after those it refers to.
FORMATS: tuple[TableFormat, ...] = tuple(map(_table, selection.tables()))

#: The same by name.
BY_NAME = {each.name: each for each in FORMATS}
