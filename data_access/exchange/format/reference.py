"""The format of every file as a document: docs/exchange-tables.md is this and nothing else."""

from collections.abc import Iterator

from data_access.exchange.format.tables import FORMATS
from data_access.exchange.format.types import ColumnFormat, Limits, TableFormat

_INTRODUCTION = """# The tables and columns of the files

Written by `python -m data_access format`; docs/exchange.md says how to read it, and docs/data.md
what each column means."""


def lines() -> Iterator[str]:
    """The document, line by line."""
    yield from _INTRODUCTION.splitlines()
    for table in FORMATS:
        yield from _table(table)


def _table(table: TableFormat) -> Iterator[str]:
    yield from ("", f"## `{table.name}`", "")
    yield _naming(table)
    yield from ("", "| Column | Finnish heading | Values | Must be there |", "|---|---|---|---|")
    for column in table.columns:
        finnish = column.headings[1] if len(column.headings) > 1 else ""
        must = "yes" if column.required else ""
        yield f"| `{column.name}` | {finnish} | {_values(column)} | {must} |"


def _naming(table: TableFormat) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    if any(table.column(name).required for name in table.key):
        return f"A row is named by {key}."
    return f"A row is named by those of {key} that it has." if key else "One row only."


def _values(column: ColumnFormat) -> str:
    words = [str(column.kind)]
    if column.allowed:
        words = [", ".join(f"`{value}`" for value in column.allowed)]
    elif column.longest:
        words.append(f"at most {column.longest} characters")
    if column.digits:
        words.append(f"at most {column.digits[1]} decimals")
    words.extend(_bounds(column.limits))
    if column.refers:
        words.append(f"of `{'.'.join(column.refers)}`")
    if column.default is not None and not column.derived:
        words.append(f"`{column.default}` when empty")
    if column.derived:
        words.append("follows from other rows; only compared")
    if column.personal:
        words.append("personal data")
    return "; ".join(words)


def _bounds(limits: Limits) -> Iterator[str]:
    named = (
        ("at least", limits.least),
        ("over", limits.above),
        ("at most", limits.most),
        ("under", limits.below),
        ("at least characters:", limits.shortest),
    )
    yield from (f"{word} {bound}" for word, bound in named if bound is not None)
    if limits.pattern:
        yield f"like `{limits.pattern.replace('_', '?').replace('%', '…')}`"
    if limits.lower_case:
        yield "small letters"
