"""What must hold within the history of one application; each check raises Contradiction."""

from collections.abc import Mapping
from typing import Any

from data_access.exchange.format.tables import BY_NAME
from data_access.exchange.loading.checking.contradictions import Contradiction, shown
from data_access.exchange.loading.history.histories import (
    Booking,
    Decision,
    Event,
    Proposal,
    Snapshot,
)
from data_access.exchange.loading.history.subjects import Subject
from data_access.exchange.problems import Rule
from data_access.tables.sparring import CONTENT
from programme.letters import LetterStatus
from programme.lifecycle import TRANSITIONS, Status

_DECIDED = (Status.APPROVED, Status.REJECTED)
_DECIDABLE = (Status.SUBMITTED, Status.IN_REVIEW, Status.WAITLISTED)
_MOVES: dict[str, list[str]] = {
    source: sorted({str(step.target) for step in TRANSITIONS if step.source is source})
    for source in Status
}


def check_loose_ends(subject: Subject, first: int, last: int) -> None:
    """Every row of the history after what is stored belongs to a version and an event."""
    history = subject.history
    events = {version: event.to_status for version, event in history.events.items()}
    for version, decision in history.decisions.items():
        if version + 1 >= first and events.get(version + 1) != decision.outcome:
            expected = f"an event to {decision.outcome} of version {version + 1}"
            raise Contradiction(
                "application_decision", decision.row, "version", version, Rule.HISTORY, expected
            )
    for version, question in history.clarifications.items():
        if version >= first and events.get(version) != Status.CLARIFICATION_REQUESTED:
            expected = f"an event to {Status.CLARIFICATION_REQUESTED} of that version"
            raise Contradiction(
                "clarification_request", question.row, "version", version, Rule.HISTORY, expected
            )
    for version, letter in history.letters.items():
        if version >= first and events.get(version) != letter.template:
            expected = f"an event to {letter.template} of that version"
            raise Contradiction("letter", letter.row, "version", version, Rule.HISTORY, expected)
    _check_proposals(subject, last)
    if history.last_version > last:
        expected = f"{history.last_version}, as the history has it"
        raise Contradiction(
            "sparring_application", subject.row, "version", last, Rule.HISTORY, expected
        )


def _check_proposals(subject: Subject, last: int) -> None:
    for version, (first, *_) in subject.history.proposals.items():
        if version > last:
            expected = f"{last} at most, the version of the application"
            raise Contradiction(
                "application_proposal", first.row, "version", version, Rule.HISTORY, expected
            )


def check_first(subject: Subject, event: Event | None, status: str) -> None:
    """A history begins as a draft or as submitted, with an event from nothing.

    An application without any history in the files begins as its row says.
    """
    table, row = (
        ("application_event", event.row) if event else ("sparring_application", subject.row)
    )
    if event is None and subject.history.events:
        expected = "an event of version 1 in application_event"
        raise Contradiction(table, row, "version", None, Rule.HISTORY, expected)
    if status not in (Status.DRAFT, Status.SUBMITTED):
        column = "to_status" if event else "status"
        expected = "draft or submitted at first"
        if event is None:
            expected += f", or the events that led to {status} in application_event"
        raise Contradiction(table, row, column, status, Rule.HISTORY, expected)
    if event and event.from_status is not None:
        raise Contradiction(
            table, row, "from_status", event.from_status, Rule.HISTORY, "nothing in version 1"
        )


def check_event(now: Mapping[str, Any], event: Event) -> None:
    """The event moves on from the status that the application has, as the life cycle allows."""
    if event.from_status != now["status"]:
        raise Contradiction(
            "application_event",
            event.row,
            "from_status",
            event.from_status,
            Rule.HISTORY,
            f"{now['status']}, where the event before has left it",
        )
    allowed = _MOVES[now["status"]]
    if event.to_status not in allowed:
        expected = f"one of {', '.join(allowed) or 'no further status'}"
        raise Contradiction(
            "application_event", event.row, "to_status", event.to_status, Rule.HISTORY, expected
        )


def check_decision(
    subject: Subject, now: Mapping[str, Any], version: int, event: Event, most: int
) -> Decision:
    """The decision behind an event to approved or rejected; both tell the same."""
    check_event(now, event)
    decision = subject.history.decisions.get(version - 1)
    if decision is None:
        expected = f"a row of application_decision with version {version - 1}"
        raise Contradiction(
            "application_event", event.row, "to_status", event.to_status, Rule.HISTORY, expected
        )
    same = {
        "actor": decision.decided_by,
        "at": decision.decided_at,
        "note": decision.rationale,
        "request_key": decision.request_key,
    }
    for column, value in same.items():
        told = getattr(event, column)
        if told != value:
            expected = f"{shown(value)}, as in the decision"
            raise Contradiction(
                "application_event", event.row, column, told, Rule.HISTORY, expected
            )
    _check_days(now, decision, most)
    return decision


def _check_days(now: Mapping[str, Any], decision: Decision, most: int) -> None:
    most = min(most, now["days_requested"])
    if decision.days_granted is not None and decision.days_granted > most:
        raise Contradiction(
            "application_decision",
            decision.row,
            "days_granted",
            decision.days_granted,
            Rule.TOO_MANY_DAYS,
            f"1 to {most}, what was asked for and the round allows",
        )


def check_proposal(now: Mapping[str, Any], proposal: Proposal, most: int) -> None:
    """A proposal was about an open application, and for what it could get."""
    most = min(most, now["days_requested"])
    column, value, rule, expected = "version", now["version"], Rule.HISTORY, ""
    if now["status"] not in _DECIDABLE:
        expected = f"a version in which the application was one of {', '.join(_DECIDABLE)}"
    elif now["status"] == proposal.outcome:
        column, value = "outcome", proposal.outcome
        expected = f"another outcome than {now['status']}, where the application was"
    elif proposal.days is not None and proposal.days > most:
        column, value, rule = "days", proposal.days, Rule.TOO_MANY_DAYS
        expected = f"1 to {most}, what was asked for and the round allows"
    if expected:
        raise Contradiction("application_proposal", proposal.row, column, value, rule, expected)


def check_booking(now: Mapping[str, Any], booking: Booking) -> None:
    """Sparring is agreed for an application that is scheduled."""
    if now["status"] != Status.SCHEDULED:
        raise Contradiction(
            "sparring_booking",
            booking.row,
            "version",
            now["version"],
            Rule.HISTORY,
            f"a version in which the application was {Status.SCHEDULED}",
        )


def check_undo(subject: Subject, now: Mapping[str, Any], event: Event) -> None:
    """An approval goes back to review only while its letter waits, which is then cancelled."""
    if (event.from_status, event.to_status) != (Status.APPROVED, Status.IN_REVIEW):
        return
    letter = subject.history.letters.get(now["version"])
    if letter and letter.status != LetterStatus.CANCELLED:
        expected = "cancelled: the approval was undone before its letter left"
        raise Contradiction("letter", letter.row, "status", letter.status, Rule.HISTORY, expected)
    is_stored = subject.stored is not None and subject.stored["version"] == now["version"]
    if subject.stored_letter != LetterStatus.WAITING if is_stored else letter is None:
        raise Contradiction(
            "application_event",
            event.row,
            "to_status",
            event.to_status,
            Rule.HISTORY,
            "a letter of the approval that still waits",
        )


def check_snapshot(
    snapshot: Snapshot, event: Event | None, now: Mapping[str, Any], most: int
) -> None:
    """A snapshot holds what was asked, whole and allowed, and was made with its event."""
    if event and event.to_status in _DECIDED:
        raise _snapshot(snapshot, "version", None, "no change of what is asked with a decision")
    for column, value in (("actor", snapshot.actor), ("at", snapshot.at)):
        if event and value != getattr(event, column):
            expected = f"{shown(getattr(event, column))}, as in the event of the version"
            raise _snapshot(snapshot, column, value, expected)
    asked = snapshot.snapshot
    if not isinstance(asked, Mapping) or set(asked) != set(CONTENT):
        raise _snapshot(snapshot, "snapshot", str(asked), f"an object of {', '.join(CONTENT)}")
    for name in CONTENT:
        right = _wrong(name, asked[name])
        if right:
            raise _snapshot(snapshot, "snapshot", f"{name}: {asked[name]}", right)
    least = max(now.get("days_granted") or 1, 1)
    if not least <= asked["days_requested"] <= most:
        raise _snapshot(
            snapshot,
            "snapshot",
            f"days_requested: {asked['days_requested']}",
            f"{least} to {most} days, the most of the round",
            Rule.TOO_MANY_DAYS,
        )


def _snapshot(
    snapshot: Snapshot, column: str, value: Any, expected: str, rule: Rule = Rule.HISTORY
) -> Contradiction:
    return Contradiction("application_version", snapshot.row, column, value, rule, expected)


def _wrong(name: str, value: Any) -> str | None:
    """What would be right instead of a value of a snapshot; None when it is."""
    column = BY_NAME["sparring_application"].column(name)
    if name in ("days_requested", "people_involved"):
        whole = isinstance(value, int) and not isinstance(value, bool) and value > 0
        return None if whole else "a whole number over 0"
    if not isinstance(value, str) or len(value) > (column.longest or len(value)):
        return f"text of at most {column.longest} characters" if column.longest else "text"
    if column.allowed and value not in column.allowed:
        return f"one of {', '.join(column.allowed)}"
    return None
