"""Rows that come twice in one file."""

from collections.abc import Mapping

import pandas as pd

from data_access.exchange.format.types import TableFormat
from data_access.exchange.problems import Problem, Rule


def doubles(
    frame: pd.DataFrame, table: TableFormat, file: str, headings: Mapping[str, str]
) -> list[Problem]:
    """A problem for each row whose key an earlier row has; a key must be whole to count, but for
    columns that a row need not have.

    `headings` is how the file calls the columns.
    """
    if not table.key:
        return [_second_row(frame, file)] if len(frame) > 1 else []
    needed = [name for name in table.key if table.column(name).required]
    key = [name for name in table.key if name in needed or name in frame.columns]
    if not key or not set(needed) <= set(frame.columns):
        return []
    keys = frame[key].dropna(subset=needed) if needed else frame[key].dropna(how="all")
    again = keys[keys.duplicated(keep="first")]
    if again.empty:
        return []
    first = _first_rows(keys)
    called = [headings[name] for name in key]
    return [
        _double(file, called, int(number), first[values], values)
        for number, *values_ in again.itertuples()
        if (values := tuple(values_))
    ]


def _first_rows(keys: pd.DataFrame) -> dict[tuple[object, ...], int]:
    doubled = keys[keys.duplicated(keep=False) & ~keys.duplicated(keep="first")]
    return {tuple(values): int(number) for number, *values in doubled.itertuples()}


def _double(
    file: str, key: list[str], number: int, first: int, values: tuple[object, ...]
) -> Problem:
    expected = f"each {' and '.join(key)} once; row {first} has it already"
    value = ", ".join(str(value) for value in values if value is not None)
    return Problem(file, number, ", ".join(key), value, Rule.KEY_TWICE, expected)


def _second_row(frame: pd.DataFrame, file: str) -> Problem:
    return Problem(file, int(frame.index[1]), None, None, Rule.KEY_TWICE, "one row only")
