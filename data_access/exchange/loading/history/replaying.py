"""Replays one application's history on paper: the steps to write, or what contradicts.

The rules are those of the triggers and of `data_access.deciding.sparring_writes`; finding a broken
one here names the file's row and column, while the database would only name the rule.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from data_access.exchange.loading.checking.contradictions import Contradiction, shown
from data_access.exchange.loading.history.histories import Event, Letter
from data_access.exchange.loading.history.history_rules import (
    check_booking,
    check_decision,
    check_event,
    check_first,
    check_loose_ends,
    check_proposal,
    check_snapshot,
    check_undo,
)
from data_access.exchange.loading.history.steps import (
    APPLICATION,
    COLUMNS,
    SELDOM,
    UNRECORDED,
    Step,
    StepKind,
)
from data_access.exchange.loading.history.subjects import Subject, Window
from data_access.exchange.problems import Rule
from data_access.tables.sparring import CONTENT
from programme.letters import LetterStatus
from programme.lifecycle import GRANTED, Status

_DECIDED = (Status.APPROVED, Status.REJECTED)
_MOST_TOUCHES = 100


class Replay:
    """The way of one application from what is stored to what the files tell."""

    def __init__(self, subject: Subject, window: Window) -> None:
        self._subject = subject
        self._history = subject.history
        self._window = window
        self._now: dict[str, Any] = dict(subject.stored or {})
        self._latest: datetime | None = self._now.get("changed_at")

    def steps(self) -> list[Step]:
        """All writes in order; raises Contradiction."""
        first = (self._now["version"] if self._now else 0) + 1
        last = self._subject.last_version
        check_loose_ends(self._subject, first, last)
        self._check_gaps(first, last)
        steps = list(self._judged(first - 1)) if self._now else []
        steps += [step for version in range(first, last + 1) for step in self._take(version)]
        self._check_end()
        return steps

    def _check_gaps(self, first: int, last: int) -> None:
        history = self._history
        told = len(history.events) + len(history.snapshots) + len(history.bookings)
        if last - first > told + _MOST_TOUCHES:
            raise self._contradicts("version", Rule.HISTORY, f"a version near {first + told}")

    def _take(self, version: int) -> Iterator[Step]:
        event = self._history.events.get(version)
        if version == 1:
            yield self._receive(event)
        elif event and event.to_status in _DECIDED:
            yield self._decide(version, event)
        else:
            yield self._change(version, event)
        yield from self._companions(version, event)

    def _receive(self, event: Event | None) -> Step:
        target = self._subject.target
        actor, at, note, key = self._words(1, event)
        status = event.to_status if event else target["status"]
        check_first(self._subject, event, status)
        self._now = {
            **target,
            "application_id": self._subject.application_id,
            **self._content(1),
            "status": status,
            "version": 1,
            "changed_by": actor,
            "changed_at": at,
            "change_note": note,
            "request_key": key,
            **dict.fromkeys(("days_granted", "decided_at", "closed_at")),
        }
        if status == Status.DRAFT and target["status"] != Status.DRAFT:
            self._now["submitted_at"] = None
        self._check_entry(None)
        values = tuple(self._now[name] for name in APPLICATION)
        return self._step(StepKind.RECEIVE, values, None, 0)

    def _decide(self, version: int, event: Event) -> Step:
        decision = check_decision(self._subject, self._now, version, event, self._window.max_days)
        before, days = self._now["status"], decision.days_granted
        self._now.update(
            status=event.to_status,
            version=version,
            days_granted=days,
            decided_at=decision.decided_at,
            closed_at=decision.decided_at,
            changed_by=decision.decided_by,
            changed_at=decision.decided_at,
            change_note=decision.rationale,
            request_key=decision.request_key,
        )
        values = (self._subject.application_id, version - 1, *decision[1:])
        return self._step(StepKind.DECIDE, values, before, days or 0)

    def _change(self, version: int, event: Event | None) -> Step:
        before, granted = self._now["status"], self._now["days_granted"]
        seldom = [self._now[name] for name in SELDOM]
        if event:
            check_event(self._now, event)
            check_undo(self._subject, self._now, event)
        actor, at, note, key = self._words(version, event)
        self._now.update(
            self._content(version),
            version=version,
            changed_by=actor,
            changed_at=at,
            change_note=note,
            request_key=key,
            **{name: self._subject.target[name] for name in UNRECORDED},
        )
        if event:
            self._move(event)
            self._check_entry(before)
        same = seldom == [self._now[name] for name in SELDOM]
        kind = StepKind.MOVE if same else StepKind.CHANGE
        values = (*(self._now[name] for name in COLUMNS[kind]), self._subject.application_id)
        lost = 0 if self._now["days_granted"] is not None else -(granted or 0)
        return self._step(kind, values, before, lost)

    def _move(self, event: Event) -> None:
        """The columns that follow a change of status without a decision."""
        self._now["status"] = event.to_status
        if event.to_status not in GRANTED:
            self._now["days_granted"] = None
        match event.to_status:
            case Status.IN_REVIEW:
                self._now.update(decided_at=None, closed_at=None)
            case Status.WITHDRAWN:
                self._now["closed_at"] = event.at
            case Status.SUBMITTED:
                self._now["submitted_at"] = self._subject.target["submitted_at"]

    def _companions(self, version: int, event: Event | None) -> Iterator[Step]:
        """The letter that an undoing takes back, the question and the letter of an event."""
        number = self._subject.application_id
        if event and self._takes_back(event, self._history.letters.get(version - 1)):
            yield self._aside(StepKind.CANCEL, (number, version - 1))
        question = self._history.clarifications.get(version)
        if question:
            yield self._aside(StepKind.ASK, (number, version, *question[1:]))
        letter = self._history.letters.get(version)
        if letter:
            yield self._aside(StepKind.WRITE, self._letter(version, letter))
        yield from self._judged(version)

    def _judged(self, version: int) -> Iterator[Step]:
        """What was agreed and proposed while the application was at this version."""
        key = (self._subject.application_id, version)
        booking = self._history.bookings.get(version)
        if booking:
            check_booking(self._now, booking)
            yield self._aside(StepKind.BOOK, (*key, *booking[1:]))
        for proposal in self._history.proposals.get(version, ()):
            check_proposal(self._now, proposal, self._window.max_days)
            yield self._aside(StepKind.PROPOSE, (*key, *proposal[1:]))

    def _takes_back(self, event: Event, letter: Letter | None) -> bool:
        """Whether the letter before is cancelled with the event: always that of an approval."""
        if (event.from_status, event.to_status) == (Status.APPROVED, Status.IN_REVIEW):
            return True
        cancelled = letter is not None and letter.status == LetterStatus.CANCELLED
        return event.from_status in _DECIDED and cancelled

    def _letter(self, version: int, letter: Letter) -> tuple[Any, ...]:
        after = self._history.events.get(version + 1)
        waits = after is not None and self._takes_back(after, letter)
        status = None if waits else letter.status
        written = letter._replace(
            status=status or LetterStatus.WAITING, attempts=letter.attempts or 0
        )
        return (self._subject.application_id, version, *written[1:])

    def _aside(self, kind: StepKind, values: tuple[Any, ...]) -> Step:
        return Step(kind, self._latest or self._now["changed_at"], values)

    def _step(self, kind: StepKind, values: tuple[Any, ...], before: str | None, days: int) -> Step:
        """The step, never earlier than the application's one before it."""
        at = self._now["changed_at"]
        self._latest = max(at, self._latest) if self._latest else at
        return Step(kind, self._latest, values, before, self._now["status"], days)

    def _words(self, version: int, event: Event | None) -> tuple[Any, ...]:
        """Who changed the application, when, why and under which request."""
        if event:
            return event.actor, event.at, event.note, event.request_key
        target, snapshot = self._subject.target, self._history.snapshots.get(version)
        ends = version == self._subject.last_version and self._subject.row is not None
        words = (target["change_note"], target["request_key"]) if ends else (None, None)
        if snapshot:
            return snapshot.actor, snapshot.at, *words
        by = target if ends or not self._now else self._now
        return by["changed_by"], by["changed_at"], *words

    def _content(self, version: int) -> Mapping[str, Any]:
        """What is asked from this version on, where it says anything new."""
        snapshot = self._history.snapshots.get(version)
        if snapshot:
            event = self._history.events.get(version)
            check_snapshot(snapshot, event, self._now, self._window.max_days)
            return snapshot.snapshot
        if version > 1:
            return {}
        if self._history.snapshots:
            raise self._contradicts("version", Rule.HISTORY, "version 1 in application_version")
        return {name: self._subject.target[name] for name in CONTENT}

    def _check_entry(self, before: str | None) -> None:
        """The round is open at submission."""
        if self._now["status"] != Status.SUBMITTED or before not in (None, Status.DRAFT):
            return
        submitted = self._now["submitted_at"]
        if submitted is None or not self._window.opens_at <= submitted <= self._window.closes_at:
            opened, closed = shown(self._window.opens_at), shown(self._window.closes_at)
            expected = f"a moment while the round was open, {opened} to {closed}"
            raise self._contradicts("submitted_at", Rule.ROUND_CLOSED, expected)

    def _check_end(self) -> None:
        """What comes out is what the file's row says."""
        for name in self._subject.told if self._subject.row is not None else ():
            if self._now[name] != self._subject.target[name]:
                expected = f"{shown(self._now[name])}, where the history leads"
                raise self._contradicts(name, Rule.HISTORY, expected)

    def _contradicts(self, column: str, rule: Rule, expected: str) -> Contradiction:
        value = self._subject.target.get(column)
        return Contradiction(
            "sparring_application", self._subject.row, column, value, rule, expected
        )
