"""What is wrong with a loaded row, before it is told as a problem of a file."""

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from data_access.exchange.content import Content
from data_access.exchange.problems import Problem, Rule

#: Problems that are told of one column or rule at once; whoever mends them sees the others.
MOST = 10_000


class Finding(NamedTuple):
    """A value that cannot be loaded: where it is and what would be right."""

    table: str
    row: int | None
    column: str | None
    value: Any
    rule: Rule
    expected: str


class Contradiction(Exception):
    """An application's history cannot be replayed; `finding` says why."""

    def __init__(
        self, table: str, row: int | None, column: str | None, value: Any, rule: Rule, expected: str
    ) -> None:
        super().__init__(expected)
        self.finding = Finding(table, row, column, value, rule, expected)


def as_problem(finding: Finding, content: Content) -> Problem:
    """The finding as a problem of the file that the table came from, in that file's headings."""
    headings = content.headings.get(finding.table, {})
    return Problem(
        content.files.get(finding.table, finding.table),
        finding.row,
        headings.get(finding.column, finding.column) if finding.column else None,
        None if finding.value is None else shown(finding.value),
        finding.rule,
        finding.expected,
    )


def shown(value: Any) -> str:
    """A value as the files write it, for reading."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case datetime():
            return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        case date():
            return value.isoformat()
    return str(value)
