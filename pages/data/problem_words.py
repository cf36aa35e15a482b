"""What is wrong with a value and what would be right, in the viewer's language.

What would be right comes from the rule and from the format of the column. Some rules hold a value
against another one, which only the sentence of the problem tells (see `problem_values`); where it
does not, the rule is told without it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from data_access.exchange.content import Content
from data_access.exchange.format.headings import normal
from data_access.exchange.format.tables import BY_NAME
from data_access.exchange.format.types import ColumnFormat, Limits, TableFormat
from data_access.exchange.problem_values import told
from data_access.exchange.problems import Problem, Rule
from ui.texts import plain

#: More allowed values than these are not listed.
_MOST_LISTED = 12


def wrong(problem: Problem) -> str:
    """What is wrong: "Arvo ei ole päivä"."""
    return plain(f"data.wrong_{problem.rule}")


def right(problem: Problem, content: Content) -> str:
    """What would be right: "Päivä, esimerkiksi 31.12.2018."."""
    table = _table(problem, content)
    column = _column(problem, table)
    found = _told(problem)
    if not found and column and problem.rule in _BY_COLUMN:
        found = _BY_COLUMN[problem.rule](column)
    if not found and table and problem.rule is Rule.KEY_TWICE:
        found = plain("data.right_key", columns=", ".join(table.key))
    return found or _general(problem, column)


def _general(problem: Problem, column: ColumnFormat | None) -> str:
    if problem.rule is Rule.WRONG_PATTERN:
        pattern = (column.limits.pattern if column else None) or "–"
        return plain("data.right_wrong_pattern", pattern=_as_people_write(pattern))
    return plain(f"data.right_{problem.rule}")


def _table(problem: Problem, content: Content) -> TableFormat | None:
    names = [name for name, file in content.files.items() if file == problem.file]
    return BY_NAME.get(names[0] if names else problem.file)


def _column(problem: Problem, table: TableFormat | None) -> ColumnFormat | None:
    if table is None or problem.column is None:
        return None
    asked = normal(problem.column)
    for column in table.columns:
        if asked in map(normal, column.headings):
            return column
    return None


def _as_people_write(pattern: str) -> str:
    """A pattern of SQL, with signs that people use."""
    return pattern.replace("%", "…").replace("_", "?")


def _allowed(column: ColumnFormat) -> str:
    if not column.allowed or len(column.allowed) > _MOST_LISTED:
        return ""
    return plain("data.right_one_of", values=", ".join(column.allowed))


def _longest(column: ColumnFormat) -> str:
    return plain("data.right_at_most_characters", n=column.longest) if column.longest else ""


def _shortest(column: ColumnFormat) -> str:
    shortest = column.limits.shortest
    return plain("data.right_at_least_characters", n=shortest) if shortest else ""


def _small_letters(column: ColumnFormat) -> str:
    small = column.limits.lower_case and not column.limits.pattern
    return plain("data.right_lower_case") if small else ""


def _bounds(column: ColumnFormat) -> str:
    limits: Limits = column.limits
    match limits:
        case Limits(least=least, most=most) if least is not None and most is not None:
            return plain("data.right_between", least=least, most=most)
        case Limits(least=least) if least is not None:
            return plain("data.right_at_least", least=least)
        case Limits(most=most) if most is not None:
            return plain("data.right_at_most", most=most)
        case Limits(above=above) if above is not None:
            return plain("data.right_above", above=above)
    return ""


def _referred(column: ColumnFormat) -> str:
    if column.refers is None:
        return ""
    table, name = column.refers
    return plain("data.right_refers", column=name, table=plain(f"table.{table}"))


def _heading(column: ColumnFormat) -> str:
    return plain("data.right_heading", names=" / ".join(column.headings))


_BY_COLUMN: Mapping[Rule, Callable[[ColumnFormat], str]] = {
    Rule.NOT_ALLOWED: _allowed,
    Rule.TOO_LONG: _longest,
    Rule.TOO_SHORT: _shortest,
    Rule.WRONG_PATTERN: _small_letters,
    Rule.OUT_OF_RANGE: _bounds,
    Rule.UNKNOWN_ROW: _referred,
    Rule.HEADING_MISSING: _heading,
}


def _told(problem: Problem) -> str:
    found = told(problem)
    if found is None:
        return ""
    what, values = found
    named: dict[str, Any] = dict(values)
    if "table" in named:
        named["table"] = plain(f"table.{named['table']}")
    return plain(f"data.told_{what}", **named)
