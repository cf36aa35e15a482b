"""Which applications the files tell something new of, and how to replay it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from data_access.exchange.loading.comparing import Change, Comparison
from data_access.exchange.loading.contention import Contention, in_order, overdrawn
from data_access.exchange.loading.contradictions import Contradiction, Finding
from data_access.exchange.loading.histories import HISTORY, History, gather
from data_access.exchange.loading.plan import Replays
from data_access.exchange.loading.replaying import Replay
from data_access.exchange.loading.steps import IDENTITY, Step, StepKind
from data_access.exchange.loading.stored import in_batches
from data_access.exchange.loading.subjects import Subject, Window
from data_access.exchange.problems import Rule
from data_access.schema import letter, sparring_application, sparring_round
from programme.lifecycle import TRANSITIONS, Status
from programme.roles import Right

_TABLE = "sparring_application"
_AT_ONCE = 500
_FOR_MANAGERS = {
    (str(step.source), str(step.target)) for step in TRANSITIONS if step.right is Right.DECIDE
}

Comparisons = Mapping[str, Comparison]


@dataclass(frozen=True)
class _Round:
    window: Window
    pool: int


def replays(
    connection: Connection,
    frames: Mapping[str, pd.DataFrame],
    comparisons: Comparisons,
    findings: list[Finding],
) -> Replays:
    """The writes that bring every application to where the files have it.

    Adds to `findings` what cannot be replayed.
    """
    before = len(findings)
    findings.extend(_differing_pasts(comparisons))
    subjects = list(_Subjects(connection, frames, comparisons, findings).all())
    rounds = _rounds(connection, comparisons)
    lives = list(_lives(subjects, rounds, findings))
    ordered = in_order(lives)
    contention = _contention(connection)
    findings.extend(contention.follow(ordered))
    if len(findings) == before:
        pools = {code: one.pool for code, one in rounds.items()}
        findings.extend(overdrawn(ordered, contention.reserved, pools))
        findings.extend(_reservations(comparisons, contention.reserved, pools))
    return Replays(ordered, contention.peaks, _actors(lives))


def _differing_pasts(comparisons: Comparisons) -> Iterator[Finding]:
    """Rows of the history that the database has otherwise: none of it changes."""
    for table in HISTORY:
        comparison = comparisons.get(table)
        for change in comparison.changed if comparison else ():
            assert comparison is not None
            column = change.columns[0]
            stored = _stored(comparison, change, column)
            if table == "letter":
                if change.columns == ("status",) and stored == "waiting":
                    continue
                rule = Rule.FIXED
            else:
                rule = Rule.PAST
            expected = f"{stored}, as in the database"
            yield comparison.rows.finding(change.position, column, rule, expected)


def _stored(comparison: Comparison, change: Change, name: str) -> Any:
    names = [column.name for column in comparison.rows.table.columns]
    return change.stored[names.index(name)]


class _Subjects:
    """Finds the applications to replay."""

    def __init__(
        self,
        connection: Connection,
        frames: Mapping[str, pd.DataFrame],
        comparisons: Comparisons,
        findings: list[Finding],
    ) -> None:
        self._connection = connection
        self._frames = frames
        self._comparisons = comparisons
        self._findings = findings
        self._histories: dict[str, History] = {}

    def all(self) -> Iterator[Subject]:
        """New applications and those that go on."""
        self._histories = gather(self._frames)
        yield from self._new()
        yield from self._going_on()

    def _new(self) -> Iterator[Subject]:
        comparison = self._comparisons.get(_TABLE)
        if comparison is None or not comparison.new:
            return
        rows = comparison.rows
        told = frozenset(column.name for column in rows.told)
        highest = select(func.coalesce(func.max(sparring_application.c.application_id), 0))
        number = int(self._connection.execute(highest).scalar_one())
        for number, at in enumerate(comparison.new, start=number + 1):
            target = rows.new_row(at)
            history = self._histories.get(target["application_no"]) or History()
            if "version" not in told:
                target["version"] = max(history.last_version, 1)
            yield Subject(number, history, target, told, int(rows.lines[at]))

    def _going_on(self) -> Iterator[Subject]:
        """Applications of the database with a newer row or newer history in the files."""
        changed = self._changed()
        numbers = dict.fromkeys((*changed, *self._with_new_history()))
        for stored in self._stored(numbers):
            number = stored["application_no"]
            history = self._histories.get(number) or History()
            subject = self._subject(stored, history, changed.get(number))
            if subject:
                yield subject

    def _changed(self) -> dict[str, Change]:
        comparison = self._comparisons.get(_TABLE)
        if comparison is None:
            return {}
        numbers = comparison.rows.column("application_no") if comparison.changed else ()
        return {numbers[change.position]: change for change in comparison.changed}

    def _with_new_history(self) -> Iterator[str]:
        for table in HISTORY:
            comparison = self._comparisons.get(table)
            if comparison is not None and comparison.new:
                numbers = comparison.rows.column("application_no")
                yield from (numbers[at] for at in comparison.new)

    def _stored(self, numbers: Mapping[str, None]) -> Iterator[Mapping[str, Any]]:
        application = sparring_application
        with_letter = application.outerjoin(
            letter,
            (letter.c.application_id == application.c.application_id)
            & (letter.c.version == application.c.version),
        )
        query = select(application, letter.c.status.label("letter_status")).select_from(with_letter)
        for some in in_batches(numbers, _AT_ONCE):
            chosen = query.where(application.c.application_no.in_(some))
            yield from self._connection.execute(chosen).mappings().all()

    def _subject(
        self, stored: Mapping[str, Any], history: History, change: Change | None
    ) -> Subject | None:
        """The application that goes on; None, and findings, when it does not."""
        comparison = self._comparisons.get(_TABLE)
        row: dict[str, Any] = {}
        line, told = None, frozenset[str]()
        position = self._position(stored["application_no"])
        if comparison is not None and position is not None:
            row, line = comparison.rows.row(position), int(comparison.rows.lines[position])
            told = frozenset(row)
        version = row.get("version", max(stored["version"], history.last_version))
        late = self._late(stored, history)
        self._findings.extend(late)
        if late or (change and self._refused(change, stored, version)):
            return None
        target = {**stored, **row, "version": version}
        return Subject(
            stored["application_id"], history, target, told, line, stored, stored["letter_status"]
        )

    def _position(self, number: str) -> int | None:
        comparison = self._comparisons.get(_TABLE)
        return comparison.positions.get(number) if comparison else None

    def _late(self, stored: Mapping[str, Any], history: History) -> list[Finding]:
        """Rows that would add to the past of what the database has."""
        found = []
        for table, rows, last in (
            ("application_event", history.events, stored["version"]),
            ("application_version", history.snapshots, stored["version"]),
            ("application_decision", history.decisions, stored["version"] - 1),
            ("clarification_request", history.clarifications, stored["version"]),
            ("letter", history.letters, stored["version"]),
        ):
            comparison = self._comparisons.get(table)
            for version in [version for version in rows if version <= last]:
                position = (
                    comparison.positions[stored["application_no"], version] if comparison else 0
                )
                if comparison and position in self._new_of(table):
                    expected = f"a version after {stored['version']}, which the database has"
                    found.append(comparison.rows.finding(position, "version", Rule.PAST, expected))
        return found

    def _new_of(self, table: str) -> frozenset[int]:
        if not hasattr(self, "_news"):
            self._news = {name: frozenset(one.new) for name, one in self._comparisons.items()}
        return self._news[table]

    def _refused(self, change: Change, stored: Mapping[str, Any], version: int) -> bool:
        """Whether the row cannot go on from what is stored; adds why."""
        rows = self._comparisons[_TABLE].rows
        fixed = [name for name in change.columns if name in IDENTITY]
        if fixed:
            expected, rule, column = f"{stored[fixed[0]]}, as in the database", Rule.FIXED, fixed[0]
        elif version < stored["version"]:
            column, rule = "version", Rule.PAST
            expected = f"{stored['version']} or more: the database has moved on"
        elif version == stored["version"]:
            column, rule = change.columns[0], Rule.PAST
            expected = (
                f"{stored[column]}, as in the database, or the change as version {version + 1}"
            )
        else:
            return False
        self._findings.append(rows.finding(change.position, column, rule, expected))
        return True


def _rounds(connection: Connection, comparisons: Comparisons) -> dict[str, _Round]:
    """The rounds as they will be."""
    found = {
        row["round_code"]: dict(row)
        for row in connection.execute(select(sparring_round)).mappings().all()
    }
    comparison = comparisons.get("sparring_round")
    if comparison is not None:
        for at in range(len(comparison.rows)):
            row = comparison.rows.row(at)
            found[row["round_code"]] = found.get(row["round_code"], {}) | row
    return {
        code: _Round(Window(row["opens_at"], row["closes_at"], row["max_days"]), row["day_pool"])
        for code, row in found.items()
    }


def _lives(
    subjects: list[Subject], rounds: Mapping[str, _Round], findings: list[Finding]
) -> Iterator[tuple[Subject, list[Step]]]:
    for subject in subjects:
        known = rounds.get(subject.target["round_code"])
        if known is None:
            continue  # told already: the reference is lost
        try:
            _check_days(subject, known.window.max_days)
            yield subject, Replay(subject, known.window).steps()
        except Contradiction as contradiction:
            findings.append(contradiction.finding)


def _check_days(subject: Subject, most: int) -> None:
    asked = subject.target["days_requested"]
    if asked > most:
        expected = f"1 to {most}, the most of round {subject.target['round_code']}"
        raise Contradiction(
            _TABLE, subject.row, "days_requested", asked, Rule.TOO_MANY_DAYS, expected
        )


def _contention(connection: Connection) -> Contention:
    """Who is live and what is given in the database."""
    application = sparring_application.c
    closed = (Status.DRAFT, Status.REJECTED, Status.WITHDRAWN, Status.CANCELLED)
    live = connection.execute(
        select(
            application.organisation_id, application.round_code, application.application_no
        ).where(application.status.not_in(closed))
    ).all()
    reserved = connection.execute(
        select(sparring_round.c.round_code, sparring_round.c.days_reserved)
    ).all()
    return Contention(
        {(row[0], row[1]): row[2] for row in live},
        defaultdict(int, {code: days for code, days in reserved}),
    )


def _reservations(
    comparisons: Comparisons, reserved: Mapping[str, int], pools: Mapping[str, int]
) -> Iterator[Finding]:
    """Rounds of the files whose pool is too small or whose reserved days are other."""
    comparison = comparisons.get("sparring_round")
    for at in range(len(comparison.rows)) if comparison else ():
        assert comparison is not None
        code = comparison.rows.value(at, "round_code")
        days = reserved.get(code, 0)
        if days > pools[code]:
            expected = f"at least {days}, the days that are granted"
            yield comparison.rows.finding(at, "day_pool", Rule.POOL_EXCEEDED, expected)
        told = comparison.rows.value(at, "days_reserved")
        if told is not None and told != days:
            expected = f"{days}, the days granted in the round"
            yield comparison.rows.finding(at, "days_reserved", Rule.DERIVED, expected)


def _actors(lives: list[tuple[Subject, list[Step]]]) -> dict[str, bool]:
    """Who acts, and whether a manager has to."""
    by = {
        StepKind.RECEIVE: _place(StepKind.RECEIVE),
        StepKind.CHANGE: _place(StepKind.CHANGE),
        StepKind.DECIDE: _place(StepKind.DECIDE),
    }
    actors: dict[str, bool] = {}
    for _, steps in lives:
        for step in steps:
            if step.kind in by:
                actor = step.values[by[step.kind]]
                decides = (step.status_before, step.status_after) in _FOR_MANAGERS
                actors[actor] = actors.get(actor, False) or decides
    return actors


def _place(kind: StepKind) -> int:
    from data_access.exchange.loading.steps import COLUMNS

    name = "decided_by" if kind is StepKind.DECIDE else "changed_by"
    return COLUMNS[kind].index(name)
