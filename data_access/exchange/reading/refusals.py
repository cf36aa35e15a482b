"""How the parts of reading say what is wrong; whoever knows the file makes a `Problem` of it."""

from dataclasses import dataclass

from data_access.exchange.problems import Problem, Rule


class Refused(Exception):
    """The whole file, or its rest, cannot be read; `row` is where that shows."""

    def __init__(self, rule: Rule, expected: str, row: int | None = None) -> None:
        super().__init__(rule, expected, row)
        self.rule = rule
        self.expected = expected
        self.row = row

    def problem(self, file: str) -> Problem:
        """The refusal as a problem of the file."""
        return Problem(file, self.row, None, None, self.rule, self.expected)


class Wrong(Exception):
    """A value that its column does not take."""

    def __init__(self, rule: Rule, expected: str) -> None:
        super().__init__(rule, expected)
        self.rule = rule
        self.expected = expected


@dataclass(frozen=True)
class Special:
    """A cell of a workbook that is no plain value: `rule` is what it breaks as a text."""

    text: str
    rule: Rule


#: A cell as it was read: its text, empty when there is nothing in it.
Cell = str | Special
