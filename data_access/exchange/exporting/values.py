"""Values as the text of a cell, each in one way only."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from data_access.exchange.cells import written
from data_access.exchange.format.types import ColumnFormat, Kind


def cell(value: Any, column: ColumnFormat) -> str:
    """The value as a cell that `reading` gives back; empty when there is none."""
    return "" if value is None else _WRITERS[column.kind](value, column)


def _moment(value: datetime, _column: ColumnFormat) -> str:
    moment = value.astimezone(UTC).replace(tzinfo=None)
    return f"{moment.isoformat()}Z"  # isoformat leaves microseconds out when there are none


def _day(value: date, _column: ColumnFormat) -> str:
    return value.isoformat()


def _decimal(value: Decimal, column: ColumnFormat) -> str:
    _, after = column.digits or (0, 2)
    return f"{Decimal(value):.{after}f}"


def _json(value: Any, _column: ColumnFormat) -> str:
    return written(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


_WRITERS: Mapping[Kind, Callable[[Any, ColumnFormat], str]] = {
    Kind.TEXT: lambda value, _: written(value),
    Kind.CODE: lambda value, _: written(value),
    Kind.INTEGER: lambda value, _: str(value),
    Kind.DECIMAL: _decimal,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.BOOLEAN: lambda value, _: "true" if value else "false",
    Kind.JSON: _json,
}
