"""A workbook's cell as a cell of our own: what it holds as text, as if it came from a CSV."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from data_access.exchange.problems import Rule
from data_access.exchange.reading.refusals import Cell, Special
from data_access.exchange.workbooks import unescaped

#: Digits that a spreadsheet shows of a number; what follows comes from its binary arithmetic.
_DIGITS = ".15g"


def cell_of(cell: Any) -> Cell:
    """The text of openpyxl's cell; Special for formulas, errors and dates."""
    content = cell.value
    if content is None:
        return ""
    if cell.data_type == "f":
        return Special(str(getattr(content, "text", content)), Rule.FORMULA)
    if cell.data_type == "e":
        return Special(str(content), Rule.ERROR_VALUE)
    if isinstance(content, str):
        return unescaped(content)
    if isinstance(content, datetime | date | time | timedelta):
        return Special(_iso(content), Rule.NOT_TEXT)
    return _number(content)


def _iso(content: datetime | date | time | timedelta) -> str:
    if isinstance(content, datetime) and content.time() == time():
        return content.date().isoformat()
    return str(content) if isinstance(content, timedelta) else content.isoformat()


def _number(content: Any) -> str:
    if isinstance(content, bool):
        return "true" if content else "false"
    if isinstance(content, float):
        return f"{Decimal(format(content, _DIGITS)):f}"
    return str(content)
