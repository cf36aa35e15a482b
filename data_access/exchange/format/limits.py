"""What the CHECKs of the schema ask of single columns, in a form that a reader of files can use.

A CHECK about several columns is left to the database and to what compares rows with it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Table

from data_access.exchange.format.types import Limits

_NUMBER = r"(-?\d+(?:\.\d+)?)"
_QUOTED_OR_BARE = re.compile(r"'((?:[^']|'')*)'|([^,\s]+)")


def limits(table: Table) -> Mapping[str, Limits]:
    """The limits of the table's columns by name; a column without any has empty ones."""
    found: defaultdict[str, Limits] = defaultdict(Limits)
    for check in sorted(_checks(table)):
        for column, changes in _read(check):
            found[column] = replace(found[column], **changes)
    return found


def _checks(table: Table) -> list[str]:
    return [str(each.sqltext) for each in table.constraints if isinstance(each, CheckConstraint)]


def _read(check: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Column and limits of each part of the CHECK that we understand."""
    between = _understood(check)
    if between is not None:
        yield between
    elif " OR " not in check:
        yield from filter(None, map(_understood, check.split(" AND ")))


def _understood(part: str) -> tuple[str, dict[str, Any]] | None:
    for pattern, meaning in _FORMS:
        match = re.fullmatch(pattern, part.strip())
        if match:
            return match[1], meaning(match)
    return None


def _values(listed: str) -> tuple[str, ...]:
    return tuple(
        bare or quoted.replace("''", "'") for quoted, bare in _QUOTED_OR_BARE.findall(listed)
    )


def _least_length(match: re.Match[str]) -> int:
    return int(match[3]) + (match[2] == ">")


_Meaning = Callable[[re.Match[str]], dict[str, Any]]
_FORMS: tuple[tuple[str, _Meaning], ...] = (
    (r"(\w+) IN \(([^()]+)\)", lambda m: {"allowed": _values(m[2])}),
    (
        rf"(\w+) BETWEEN {_NUMBER} AND {_NUMBER}",
        lambda m: {"least": Decimal(m[2]), "most": Decimal(m[3])},
    ),
    (rf"(\w+) >= {_NUMBER}", lambda m: {"least": Decimal(m[2])}),
    (rf"(\w+) <= {_NUMBER}", lambda m: {"most": Decimal(m[2])}),
    (rf"(\w+) > {_NUMBER}", lambda m: {"above": Decimal(m[2])}),
    (rf"(\w+) < {_NUMBER}", lambda m: {"below": Decimal(m[2])}),
    (r"(\w+) LIKE '([^']+)'", lambda m: {"pattern": m[2]}),
    (r"length\((\w+)\) = (\d+)", lambda m: {"pattern": "_" * int(m[2])}),
    (r"length\(trim\((\w+)\)\) (>|>=) (\d+)", lambda m: {"shortest": _least_length(m)}),
    (r"(\w+) = lower\(\1\)", lambda _: {"lower_case": True}),
)
