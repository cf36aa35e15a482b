"""Submissions and enrolments stand where their events lead, and the past stays as it is."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection

from data_access.exchange.loading.checking.comparing import Comparison, Rows
from data_access.exchange.loading.checking.contradictions import Finding, shown
from data_access.exchange.loading.history.pasts import as_stored
from data_access.exchange.loading.queues.kinds import Queue, stored_subjects, told
from data_access.exchange.problems import Rule


class _Standing(NamedTuple):
    """What a thing and the event that led to it both say; nothing before the first."""

    version: int = 0
    status: str | None = None
    people_accepted: int | None = None
    changed_at: datetime | None = None


def life_findings(
    connection: Connection, comparisons: Mapping[str, Comparison], queue: Queue
) -> Iterator[Finding]:
    """What contradicts the history of the queue's things, one finding a thing."""
    subjects, events = told(comparisons, queue.subjects), told(comparisons, queue.events)
    for change in events.changed:
        yield as_stored(events, change, change.columns[0], Rule.PAST)
    new = _new_events(events, queue)
    touched = dict.fromkeys((*new, *_touched(subjects, queue)))
    stored = stored_subjects(connection, queue, touched)
    for number in touched:
        course = _Course(queue, subjects, events.rows, number, stored.get(number))
        wrong = course.wrong(new.get(number, ()))
        if wrong:
            yield wrong


def _new_events(events: Comparison, queue: Queue) -> dict[str, list[int]]:
    """The positions of the new events of each thing, the first version first."""
    found: dict[str, list[int]] = {}
    for at in sorted(events.new, key=lambda at: int(events.rows.value(at, "version"))):
        found.setdefault(events.rows.value(at, queue.number), []).append(at)
    return found


def _touched(subjects: Comparison, queue: Queue) -> Iterator[str]:
    positions = (*subjects.new, *(change.position for change in subjects.changed))
    return (subjects.rows.value(at, queue.number) for at in positions)


class _Course:
    """The way of one thing from where the database has it to where the files do."""

    def __init__(
        self,
        queue: Queue,
        subjects: Comparison,
        events: Rows,
        number: str,
        stored: Mapping[str, Any] | None,
    ) -> None:
        self._queue = queue
        self._subjects = subjects.rows
        self._events = events
        self._stored = stored
        self._position = subjects.positions.get(number)

    def wrong(self, new: Sequence[int]) -> Finding | None:
        """The first contradiction, `new` being the positions of the new events in their order."""
        return self._older() or (self._follow(new) if new else self._without_events())

    def _older(self) -> Finding | None:
        """What never changes, and a row that is older than the database."""
        if self._stored is None or self._position is None:
            return None
        row = {**self._stored, **self._subjects.row(self._position)}
        for name in self._queue.identity:
            if row[name] != self._stored[name]:
                expected = f"{self._stored[name]}, as in the database"
                return self._of_subject(name, Rule.FIXED, expected)
        if row["version"] < self._stored["version"]:
            expected = f"{self._stored['version']} or more: the database has moved on"
            return self._of_subject("version", Rule.PAST, expected)
        return None

    def _changed_in_passing(self) -> Finding | None:
        """A thing only changes with an event."""
        if self._stored is None or self._position is None:
            return None
        for name, value in self._subjects.row(self._position).items():
            stands = self._stored.get(name, value)
            if value != stands:
                version = self._stored["version"] + 1
                expected = (
                    f"{shown(stands)}, as in the database, or the change as version {version}"
                )
                return self._of_subject(name, Rule.PAST, expected)
        return None

    def _without_events(self) -> Finding | None:
        if self._stored is not None:
            return self._changed_in_passing()
        status = self._subjects.value(self._position or 0, "status")
        expected = f"the events that led to {status} in {self._queue.events}"
        return self._of_subject("status", Rule.HISTORY, expected)

    def _follow(self, new: Sequence[int]) -> Finding | None:
        standing = self._start()
        for at in new:
            wrong = self._out_of_line(at, standing)
            if wrong:
                return wrong
            standing = self._after(at)
        if self._position is None:
            expected = f"a row of {self._queue.subjects} with version {standing.version}"
            return self._events.finding(new[-1], "version", Rule.HISTORY, expected)
        return self._end(standing, self._target(self._position))

    def _start(self) -> _Standing:
        row = self._stored
        if row is None:
            return _Standing()
        return _Standing(
            row["version"], row["status"], row.get("people_accepted"), row["changed_at"]
        )

    def _out_of_line(self, at: int, standing: _Standing) -> Finding | None:
        """What keeps an event from following on what stands."""
        event = self._events.new_row(at)
        rule, right = Rule.HISTORY, None
        if event["version"] <= standing.version:
            column, rule = "version", Rule.PAST
            right = f"a version after {standing.version}, where the database is"
        elif event["version"] != standing.version + 1:
            column, right = "version", f"version {standing.version + 1} before it"
        elif event["from_status"] != standing.status:
            column = "from_status"
            right = f"{shown(standing.status)}, where the event before has left it"
        elif standing.changed_at is not None and event["at"] < standing.changed_at:
            column, right = "at", f"{shown(standing.changed_at)} or later, after the event before"
        return self._events.finding(at, column, rule, right) if right else None

    def _after(self, at: int) -> _Standing:
        event = self._events.new_row(at)
        accepted = event.get("people_accepted")
        return _Standing(event["version"], event["to_status"], accepted, event["at"])

    def _target(self, position: int) -> Mapping[str, Any]:
        """The thing as it will be."""
        if self._stored is None:
            return self._subjects.new_row(position)
        return {**self._stored, **self._subjects.row(position)}

    def _end(self, standing: _Standing, target: Mapping[str, Any]) -> Finding | None:
        """The row of the thing itself says what its last event does."""
        for name, value in standing._asdict().items():
            if target.get(name) != value:
                expected = f"{shown(value)}, where the history leads"
                return self._of_subject(name, Rule.HISTORY, expected)
        return None

    def _of_subject(self, column: str, rule: Rule, expected: str) -> Finding:
        assert self._position is not None  # noqa: S101  asked only of things with a row
        return self._subjects.finding(self._position, column, rule, expected)
