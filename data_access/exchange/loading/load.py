"""Loads files: everything in one transaction, or nothing."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, exc, select, text, update

from data_access import access_log, sequences
from data_access.accounts import NO_PASSWORD
from data_access.connect import DatabaseUnavailable, Trouble, reading, writing
from data_access.exchange.content import Content
from data_access.exchange.format.tables import FORMATS
from data_access.exchange.format.types import ColumnFormat, TableFormat
from data_access.exchange.loading import actors
from data_access.exchange.loading.comparing import Comparison
from data_access.exchange.loading.contradictions import Finding
from data_access.exchange.loading.histories import HISTORY
from data_access.exchange.loading.plan import Plan, Report
from data_access.exchange.loading.playing import StepRefused, play
from data_access.exchange.loading.preparing import as_problem, compared, prepare
from data_access.exchange.loading.writing import insert_new, update_changed
from data_access.exchange.problems import Problem, Rule
from data_access.exchange.progress import Progress, silent
from data_access.exchange.reading.read import read
from data_access.schema import data_revision, metadata, sparring_application, sparring_round


class _Refused(Exception):
    """Raised inside the transaction so that it rolls back."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(len(problems))
        self.problems = problems


def load(
    engine: Engine, path: Path, *, by: str, dry_run: bool = False, progress: Progress = silent
) -> Report:
    """Load the files at `path` in the name of `by`, everything or nothing.

    Nothing at all is written, not even a line in the access log, when the database has all of it
    already. Raises connect.DatabaseUnavailable.
    """
    return load_content(engine, read(path, progress), by=by, dry_run=dry_run, progress=progress)


def load_content(
    engine: Engine,
    content: Content,
    *,
    by: str,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Report:
    """The same for files that are read already."""
    with reading(engine) as connection:
        revisions = _revisions(connection)
        plan = prepare(connection, content, by=by)
    if plan.problems or dry_run or not plan.changes:
        return Report(plan.problems, plan.counts, written=False)
    try:
        with writing(engine) as connection:
            _keep_others_away(connection, plan)
            if _revisions(connection) != revisions:
                plan = _once_more(connection, content, by)
            _write(connection, plan, content, progress)
            access_log.record(connection, by, "loaded", _subject(plan))
    except _Refused as refused:
        return Report(refused.problems, plan.counts, written=False)
    return Report((), plan.counts, written=True)


def _revisions(connection: Connection) -> Mapping[str, int]:
    rows = connection.execute(select(data_revision.c.topic, data_revision.c.revision)).all()
    return {row.topic: row.revision for row in rows}


def _keep_others_away(connection: Connection, plan: Plan) -> None:
    """Others read on but write after us; SQLite has let only us in already."""
    if connection.dialect.name == "sqlite":
        # Rows may come before those that they refer to; all is checked at the end.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        return
    # In the order in which decisions take them, so that nobody waits for each other.
    first = ("sparring_round", "sparring_application", "app_user")
    names = dict.fromkeys((*first, *plan.comparisons))
    connection.execute(text(f"LOCK TABLE {', '.join(names)} IN EXCLUSIVE MODE"))


def _once_more(connection: Connection, content: Content, by: str) -> Plan:
    """The plan again: somebody has changed the data since it was made."""
    plan = prepare(connection, content, by=by)
    if plan.problems:
        raise _Refused(tuple(plan.problems))
    return plan


def _subject(plan: Plan) -> str:
    new = sum(counts.new for counts in plan.counts.values())
    changed = sum(counts.changed for counts in plan.counts.values())
    return f"{new} new, {changed} changed"


def _write(connection: Connection, plan: Plan, content: Content, progress: Progress) -> None:
    writer = _Writer(connection, plan, progress)
    for table in FORMATS:
        try:
            writer.table(table)
        except StepRefused as refused:
            subject = refused.placed.subject
            raise _refused_by_database(
                refused.__cause__,
                content,
                "sparring_application",
                subject.row,
                subject.target["application_no"],
            ) from refused
        except (exc.DBAPIError, psycopg.Error) as failure:
            raise _refused_by_database(failure, content, table.name, None, None) from failure
    writer.finish()
    sequences.advance(connection, metadata)
    _check(connection, content)


class _Writer:
    """Writes the tables in their order; names of applications become ids on the way."""

    def __init__(self, connection: Connection, plan: Plan, progress: Progress) -> None:
        self._connection = connection
        self._plan = plan
        self._progress = progress
        self._ids: dict[str, int] | None = None
        self._lent: dict[str, dict[str, Any]] = {}

    def table(self, table: TableFormat) -> None:
        """Write one table."""
        comparison = self._plan.comparisons.get(table.name)
        if table.name == "sparring_application":
            self._replay()
        elif comparison is None:
            return
        elif table.name not in HISTORY:
            always = _ALWAYS[table.name]() if table.name in _ALWAYS else {}
            insert_new(self._connection, comparison, self._translate, self._progress, **always)
            update_changed(self._connection, comparison, self._translate, self._progress)
        elif table.name == "letter":
            self._send(comparison)

    def finish(self) -> None:
        """Give back what was only lent for the replay."""
        actors.return_roles(self._connection, self._lent)

    def _replay(self) -> None:
        replays = self._plan.replays
        if not replays.ordered:
            return
        self._lent = actors.lend_roles(self._connection, replays.actors)
        pools = self._lend_days(replays.peaks)
        play(self._connection, replays.ordered, self._progress)
        for code, pool in pools.items():
            self._set_pool(code, pool)

    def _lend_days(self, peaks: Mapping[str, int]) -> dict[str, int]:
        """Widen the pools that once gave more days than they have now; returns what they have."""
        rounds = self._connection.execute(
            select(sparring_round.c.round_code, sparring_round.c.day_pool)
        ).all()
        narrow = {code: pool for code, pool in rounds if peaks.get(code, 0) > pool}
        for code in narrow:
            self._set_pool(code, peaks[code])
        return narrow

    def _set_pool(self, code: str, days: int) -> None:
        self._connection.execute(
            update(sparring_round).where(sparring_round.c.round_code == code).values(day_pool=days)
        )

    def _send(self, letters: Comparison) -> None:
        """Letters that have left or were cancelled since; undoing has cancelled its own."""
        update_changed(self._connection, letters, self._translate, self._progress)

    def _translate(self, column: ColumnFormat, value: Any) -> Any:
        if column.name != "application_no" or column.column.name == column.name:
            return value
        if self._ids is None:
            application = sparring_application.c
            rows = self._connection.execute(
                select(application.application_no, application.application_id)
            )
            self._ids = {row[0]: row[1] for row in rows}
        return self._ids[value]


def _no_password() -> dict[str, Any]:
    """A new user cannot sign in before an invitation."""
    return {"password_hash": NO_PASSWORD, "sessions_valid_after": datetime.now(UTC)}


def _running_clock() -> dict[str, Any]:
    """The clock of a loaded demo starts now."""
    return {"installation_id": 1, "clock_anchored_at": datetime.now(UTC)}


#: What new rows hold beside what files tell.
_ALWAYS = {"app_user": _no_password, "installation": _running_clock}


def _check(connection: Connection, content: Content) -> None:
    """Look again: the database has every row of the files, just so."""
    findings = []
    for name, comparison in compared(connection, content).items():
        rows = comparison.rows
        for at in comparison.new:
            findings.append(rows.finding(at, None, Rule.REFUSED, "the row to be kept"))
        for change in comparison.changed:
            column = change.columns[0]
            places = [each.name for each in rows.table.columns]
            expected = f"{change.stored[places.index(column)]}, as {name} has it when loaded"
            findings.append(rows.finding(change.position, column, Rule.REFUSED, expected))
    if findings:
        raise _Refused(tuple(as_problem(each, content.files) for each in findings))


def _refused_by_database(
    failure: BaseException | None, content: Content, table: str, row: int | None, value: Any
) -> Exception:
    """A refusal of the database as a problem, or what else went wrong."""
    original = getattr(failure, "orig", failure)
    if isinstance(original, psycopg.OperationalError):
        return DatabaseUnavailable(Trouble.AWAY, type(original).__name__)
    message = str(original).splitlines()[0]
    expected = f"what the database accepts: {message}"
    finding = Finding(table, row, None, value, Rule.REFUSED, expected)
    return _Refused((as_problem(finding, content.files),))
