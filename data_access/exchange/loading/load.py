"""Loads files: everything in one transaction, or nothing."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, exc, select, text

from data_access import access_log, sequences
from data_access.connect import DatabaseUnavailable, Trouble, reading, writing
from data_access.exchange.collecting import without_collecting
from data_access.exchange.content import Content
from data_access.exchange.format.tables import FORMATS
from data_access.exchange.loading.agreement import fingerprint
from data_access.exchange.loading.checking.comparing import Comparison
from data_access.exchange.loading.checking.contradictions import Finding, as_problem, shown
from data_access.exchange.loading.plan import Plan, Report
from data_access.exchange.loading.preparing import compared, prepare
from data_access.exchange.loading.writing.playing import StepRefused
from data_access.exchange.loading.writing.writer import Writer
from data_access.exchange.problems import Problem, Rule
from data_access.exchange.progress import Progress, silent
from data_access.exchange.reading.read import read
from data_access.schema import data_revision, metadata
from data_access.vacuum import vacuum

#: Room for the indexes of a large load; SQLite begins with 2 MiB and goes back to the file.
_CACHE_KIB = 64 * 1024
#: Rows after which PostgreSQL looks through its tables at once.
_MANY = 10_000


class _Refused(Exception):
    """Raised inside the transaction so that it rolls back."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(len(problems))
        self.problems = problems


class _Overtaken(Exception):
    """Raised inside the transaction when the plan is not the one that was agreed to."""


def load(
    engine: Engine, path: Path, *, by: str, dry_run: bool = False, progress: Progress = silent
) -> Report:
    """Load the files at `path` in the name of `by`, everything or nothing.

    Nothing at all is written, not even a line in the access log, when the database has all of it
    already. Raises connect.DatabaseUnavailable.
    """
    with without_collecting():
        content = read(path, progress)
        return load_content(engine, content, by=by, dry_run=dry_run, progress=progress)


def load_content(
    engine: Engine,
    content: Content,
    *,
    by: str,
    dry_run: bool = False,
    progress: Progress = silent,
    agreed: str | None = None,
) -> Report:
    """The same for files that are read already.

    Somebody may have agreed to what it would do (see `agreement.fingerprint`): then it does that
    and nothing else.
    """
    with reading(engine) as connection:
        revisions = _revisions(connection)
        plan = prepare(connection, content, by=by)
    if plan.problems or dry_run or not plan.changes:
        return Report(plan.problems, plan.counts, written=False)
    if not _is_agreed(plan, agreed):
        return Report((), plan.counts, written=False, overtaken=True)
    try:
        with writing(engine) as connection:
            _keep_others_away(connection, plan)
            if _revisions(connection) != revisions:
                plan = _once_more(connection, content, by, agreed)
            _write(connection, plan, content, progress)
            access_log.record(connection, by, "loaded", _subject(plan))
    except _Refused as refused:
        return Report(refused.problems, plan.counts, written=False)
    except _Overtaken:
        return Report((), plan.counts, written=False, overtaken=True)
    if sum(counts.new + counts.changed for counts in plan.counts.values()) >= _MANY:
        vacuum(engine)
    return Report((), plan.counts, written=True)


def _is_agreed(plan: Plan, agreed: str | None) -> bool:
    return agreed is None or fingerprint(plan) == agreed


def _revisions(connection: Connection) -> Mapping[str, int]:
    rows = connection.execute(select(data_revision.c.topic, data_revision.c.revision)).all()
    return {row.topic: row.revision for row in rows}


def _keep_others_away(connection: Connection, plan: Plan) -> None:
    """Others read on but write after us; SQLite has let only us in already."""
    if connection.dialect.name == "sqlite":
        # Rows may come before those that they refer to; all is checked at the end.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql(f"PRAGMA cache_size = {-_CACHE_KIB}")
        return
    # In the order in which decisions take them, so that nobody waits for each other.
    first = ("sparring_round", "sparring_application", "app_user")
    names = dict.fromkeys((*first, *plan.comparisons))
    connection.execute(text(f"LOCK TABLE {', '.join(names)} IN EXCLUSIVE MODE"))


def _once_more(connection: Connection, content: Content, by: str, agreed: str | None) -> Plan:
    """The plan again: somebody has changed the data since it was made."""
    plan = prepare(connection, content, by=by)
    if plan.problems:
        raise _Refused(tuple(plan.problems))
    if not _is_agreed(plan, agreed):
        raise _Overtaken
    return plan


def _subject(plan: Plan) -> str:
    new = sum(counts.new for counts in plan.counts.values())
    changed = sum(counts.changed for counts in plan.counts.values())
    return f"{new} new, {changed} changed"


def _write(connection: Connection, plan: Plan, content: Content, progress: Progress) -> None:
    writer = Writer(connection, plan, progress)
    for table in FORMATS:
        try:
            writer.write(table)
        except StepRefused as step:
            subject = step.placed.subject
            row, number = subject.row, subject.target["application_no"]
            raise _refusal(step.__cause__, content, table.name, row, number) from step
        except (exc.DBAPIError, psycopg.Error) as failure:
            raise _refusal(failure, content, table.name, None, None) from failure
    writer.finish()
    sequences.advance(connection, metadata)
    _check(connection, content)


def _check(connection: Connection, content: Content) -> None:
    """Look again: the database has every row of the files, just so."""
    findings = [
        finding
        for comparison in compared(connection, content).values()
        for finding in _left_over(comparison)
    ]
    if findings:
        raise _Refused(tuple(as_problem(each, content) for each in findings))


def _left_over(comparison: Comparison) -> Iterator[Finding]:
    for at in comparison.new:
        yield comparison.rows.finding(at, None, Rule.REFUSED, "a row that can be kept")
    for change in comparison.changed:
        column = change.columns[0]
        expected = f"{shown(comparison.stored_row(change)[column])}, as it comes out"
        yield comparison.rows.finding(change.position, column, Rule.REFUSED, expected)


def _refusal(
    failure: BaseException | None, content: Content, table: str, row: int | None, value: Any
) -> Exception:
    """A refusal of the database as a problem, or what else went wrong."""
    original = getattr(failure, "orig", failure)
    if isinstance(original, psycopg.OperationalError):
        return DatabaseUnavailable(Trouble.AWAY, type(original).__name__)
    expected = f"what the database accepts: {str(original).splitlines()[0]}"
    finding = Finding(table, row, None, value, Rule.REFUSED, expected)
    return _Refused((as_problem(finding, content),))
