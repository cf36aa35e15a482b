"""What is wrong with a loaded row, before it is told as a problem of a file."""

from typing import Any, NamedTuple

from data_access.exchange.problems import Rule


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
