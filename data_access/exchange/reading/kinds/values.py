"""Cells into values of their column's kind."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from data_access.exchange.cells import original
from data_access.exchange.format.types import ColumnFormat, Kind
from data_access.exchange.problems import Rule
from data_access.exchange.reading.kinds import numbers, times
from data_access.exchange.reading.limits import LONGEST_CELL
from data_access.exchange.reading.refusals import Cell, Special, Wrong

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BOOLEANS = {
    word: value
    for value, words in (
        (True, ("true", "kyllä", "tosi", "yes", "ja", "sant", "1", "x")),
        (False, ("false", "ei", "epätosi", "no", "nej", "falskt", "0")),
    )
    for word in words
}
_TEXTS = (Kind.TEXT, Kind.CODE, Kind.JSON)


def value(cell: Cell, column: ColumnFormat) -> Any:
    """What the cell means in the column, None when it is empty; Wrong when it means nothing."""
    if isinstance(cell, Special):
        if cell.rule is not Rule.NOT_TEXT or column.kind in _TEXTS:
            raise Wrong(cell.rule, f"{_WANTED[column.kind](column)}, as a plain value")
        cell = cell.text
    if len(cell) > LONGEST_CELL:
        raise Wrong(Rule.TOO_LONG, f"at most {LONGEST_CELL} characters")
    text = original(cell) if column.kind in _TEXTS else cell.strip()
    if not text and (column.kind not in _TEXTS or not cell):
        return _absent(column)
    return _READERS[column.kind](text, column)


def _absent(column: ColumnFormat) -> Any:
    if column.default is not None:
        return value(column.default, column)
    if column.required:
        raise Wrong(Rule.VALUE_MISSING, _WANTED[column.kind](column))
    return None


def _text(text: str, column: ColumnFormat) -> str:
    limits = column.limits
    if limits.pattern and "%" not in limits.pattern:
        text = _of_fixed_length(text.strip(), limits.pattern)
    if _CONTROL.search(text):
        raise Wrong(Rule.CONTROL_CHARACTER, "text without control characters")
    if len(text) > (column.longest or LONGEST_CELL):
        raise Wrong(Rule.TOO_LONG, f"at most {column.longest or LONGEST_CELL} characters")
    if limits.shortest and len(text.strip(" ")) < limits.shortest:
        raise Wrong(Rule.TOO_SHORT, f"at least {limits.shortest} characters")
    if limits.pattern and not _matches(text, limits.pattern):
        raise Wrong(Rule.WRONG_PATTERN, pattern_words(limits.pattern))
    if limits.lower_case and text != text.lower():
        raise Wrong(Rule.WRONG_PATTERN, "small letters only")
    return text


def _of_fixed_length(text: str, pattern: str) -> str:
    """A spreadsheet takes the code 005 for the number 5; it gets its zeros back."""
    if set(pattern) == {"_"} and text.isascii() and text.isdigit():
        return text.zfill(len(pattern))
    return text


def _matches(text: str, pattern: str) -> bool:
    parts = (re.escape(sign) for sign in pattern)
    regex = "".join(parts).replace("%", ".*").replace("_", ".")
    return re.fullmatch(regex, text, re.DOTALL) is not None


def pattern_words(pattern: str) -> str:
    """The pattern of SQL in words."""
    if set(pattern) == {"_"}:
        return f"exactly {len(pattern)} characters"
    shown = pattern.replace("_", "?").replace("%", "…")
    return f"the form {shown}, where ? is any character"


def _code(text: str, column: ColumnFormat) -> str:
    code = text.strip().lower()
    if code not in column.allowed:
        raise Wrong(Rule.NOT_ALLOWED, _WANTED[Kind.CODE](column))
    return code


def _boolean(text: str, column: ColumnFormat) -> bool:
    try:
        return _BOOLEANS[text.casefold()]
    except KeyError:
        raise Wrong(Rule.NOT_BOOLEAN, _WANTED[Kind.BOOLEAN](column)) from None


def _json(text: str, column: ColumnFormat) -> Any:
    try:
        found = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Wrong(Rule.NOT_JSON, _WANTED[Kind.JSON](column)) from None
    return _absent(column) if found is None else found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are Python's, not JSON's


_READERS: Mapping[Kind, Callable[[str, ColumnFormat], Any]] = {
    Kind.TEXT: _text,
    Kind.INTEGER: numbers.integer,
    Kind.DECIMAL: numbers.decimal,
    Kind.DAY: times.day,
    Kind.MOMENT: times.moment,
    Kind.BOOLEAN: _boolean,
    Kind.CODE: _code,
    Kind.JSON: _json,
}

_WANTED: Mapping[Kind, Callable[[ColumnFormat], str]] = {
    Kind.TEXT: lambda column: f"text of at most {column.longest or LONGEST_CELL} characters",
    Kind.INTEGER: lambda _: "a whole number",
    Kind.DECIMAL: lambda _: "a number such as 1640000,50",
    Kind.DAY: lambda _: "a day such as 31.12.2018",
    Kind.MOMENT: lambda _: "a moment such as 2018-03-01T08:00:00Z",
    Kind.BOOLEAN: lambda _: "true or false (kyllä or ei)",
    Kind.CODE: lambda column: f"one of {', '.join(column.allowed)}",
    Kind.JSON: lambda _: 'JSON such as {"title": "x"}',
}
