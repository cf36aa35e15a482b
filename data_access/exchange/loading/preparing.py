"""Checks what files hold against the database and works out what loading them would do."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from data_access.access_log import COMMAND_LINE
from data_access.exchange.content import Content
from data_access.exchange.format.tables import FORMATS
from data_access.exchange.loading.applications import replays
from data_access.exchange.loading.checking.comparing import Comparison, Rows, compare
from data_access.exchange.loading.checking.contradictions import Finding, as_problem
from data_access.exchange.loading.checking.guards import guarded
from data_access.exchange.loading.checking.references import lost_references
from data_access.exchange.loading.checking.row_rules import broken_rules
from data_access.exchange.loading.checking.stored import stored
from data_access.exchange.loading.history.histories import HISTORY
from data_access.exchange.loading.plan import Counts, Plan
from data_access.exchange.loading.queues.checking import queue_findings
from data_access.exchange.loading.sessions import days_overdrawn

#: Tables of history whose rows are not looked at one by one when they are replayed.
_WITH_ROW_RULES = ("letter", "application_proposal")


def prepare(connection: Connection, content: Content, *, by: str = COMMAND_LINE) -> Plan:
    """What loading `content` would do when `by` does it, and everything that stands against it.

    Files that could not be read whole are not compared any further: their rows would only be
    missed by the others.
    """
    if content.problems:
        return Plan(tuple(content.problems))
    comparisons = compared(connection, content)
    findings = [each for one in comparisons.values() for each in one.findings]
    rows = {name: comparison.rows for name, comparison in comparisons.items()}
    findings.extend(lost_references(connection, rows))
    for name, comparison in comparisons.items():
        if name not in HISTORY or name in _WITH_ROW_RULES:
            findings.extend(broken_rules(comparison))
    findings.extend(guarded(connection, comparisons, by))
    ordered = replays(connection, content.frames, comparisons, findings)
    findings.extend(days_overdrawn(connection, comparisons, ordered.ordered))
    findings.extend(queue_findings(connection, comparisons))
    problems = tuple(dict.fromkeys(as_problem(each, content) for each in findings))
    return Plan(problems, _counts(comparisons, findings), comparisons, ordered)


def compared(connection: Connection, content: Content) -> dict[str, Comparison]:
    """Each file against the rows of its table, in the order of loading."""
    return {
        table.name: compare(Rows(table, content.frames[table.name]), stored(connection, table))
        for table in FORMATS
        if table.name in content.frames
    }


def _counts(
    comparisons: Mapping[str, Comparison], findings: Iterable[Finding]
) -> dict[str, Counts]:
    places = {(each.table, each.row) for each in findings}
    refused = Counter(table for table, _ in places)
    return {
        name: _count(comparison, refused[name], places) for name, comparison in comparisons.items()
    }


def _count(comparison: Comparison, refused: int, places: set[tuple[str, int | None]]) -> Counts:
    name, lines = comparison.rows.table.name, comparison.rows.lines
    changed = [change.position for change in comparison.changed]
    if not refused:
        return Counts(len(comparison.new), len(changed), comparison.unchanged, 0)
    fine = [
        sum((name, int(lines[at])) not in places for at in positions)
        for positions in (comparison.new, changed)
    ]
    unchanged = len(comparison.rows) - sum(fine) - refused
    return Counts(fine[0], fine[1], max(unchanged, 0), refused)
