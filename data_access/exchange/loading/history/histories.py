"""The history of applications as the files tell it, gathered by application and version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any, NamedTuple

import pandas as pd

#: Tables of history in the files; each row belongs to a version of an application.
HISTORY = (
    "application_version",
    "application_event",
    "application_decision",
    "clarification_request",
    "letter",
    "application_proposal",
    "sparring_booking",
)


class Event(NamedTuple):
    """A change of status; `row` is the line of the file."""

    row: int
    from_status: str | None
    to_status: str
    actor: str
    at: datetime
    note: str | None
    request_key: str | None


class Snapshot(NamedTuple):
    """What the applicant asked from this version on."""

    row: int
    snapshot: Mapping[str, Any]
    at: datetime
    actor: str


class Decision(NamedTuple):
    """An approval or rejection of the version that was read; its event is the next version."""

    row: int
    outcome: str
    days_granted: int | None
    rejection_ground: str | None
    rationale: str
    decided_by: str
    decided_at: datetime
    request_key: str


class Clarification(NamedTuple):
    """The question that an event to `clarification_requested` asked."""

    row: int
    question: str
    due_on: date
    asked_by: str
    asked_at: datetime


class Letter(NamedTuple):
    """The letter that an event caused, and how it fared."""

    row: int
    template: str
    language: str
    subject: str | None
    body: str | None
    status: str | None
    written_at: datetime
    send_after: datetime
    attempts: int | None
    retry_at: datetime | None
    failure: str | None
    sent_at: datetime | None
    claimed_by: str | None
    claimed_at: datetime | None


class Proposal(NamedTuple):
    """What somebody proposed while the application was at this version."""

    row: int
    outcome: str
    days: int | None
    rejection_ground: str | None
    rationale: str
    source: str
    proposed_by: str
    proposed_at: datetime
    request_key: str


class Booking(NamedTuple):
    """The expert and the day that were agreed with this version."""

    row: int
    expert_code: str
    starts_on: date
    booked_by: str
    booked_at: datetime
    request_key: str


@dataclass(slots=True)
class History:
    """All that the files tell of one application's past, by version."""

    events: dict[int, Event] = field(default_factory=dict)
    snapshots: dict[int, Snapshot] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)
    clarifications: dict[int, Clarification] = field(default_factory=dict)
    letters: dict[int, Letter] = field(default_factory=dict)
    proposals: dict[int, list[Proposal]] = field(default_factory=dict)
    bookings: dict[int, Booking] = field(default_factory=dict)

    @property
    def last_version(self) -> int:
        """The newest version that any row tells of; 0 without rows.

        Proposals only look at versions that there are.
        """
        told = (self.events, self.snapshots, self.clarifications, self.letters, self.bookings)
        versions = chain.from_iterable(told)
        decided = (version + 1 for version in self.decisions)
        return max((*versions, *decided), default=0)


_KINDS: Mapping[str, tuple[type[NamedTuple], str]] = {
    "application_version": (Snapshot, "snapshots"),
    "application_event": (Event, "events"),
    "application_decision": (Decision, "decisions"),
    "clarification_request": (Clarification, "clarifications"),
    "letter": (Letter, "letters"),
    "application_proposal": (Proposal, "proposals"),
    "sparring_booking": (Booking, "bookings"),
}


def gather(frames: Mapping[str, pd.DataFrame]) -> dict[str, History]:
    """The history of each application that the frames tell of, by application number.

    Letters of others are no application's history.
    """
    gathered: dict[str, History] = {}
    for table in HISTORY:
        if table in frames and "application_no" in frames[table]:
            _add(gathered, frames[table], *_KINDS[table])
    return gathered


def _add(
    gathered: dict[str, History], frame: pd.DataFrame, kind: type[Any], attribute: str
) -> None:
    values = [_column(frame, name) for name in kind._fields[1:]]
    keys = zip(frame["application_no"], _column(frame, "version"), strict=True)
    for (number, version), *fields in zip(keys, frame.index, *values, strict=True):
        if number is None or version is None:
            continue
        history = gathered.get(number)
        if history is None:
            history = gathered[number] = History()
        if kind is Proposal:
            history.proposals.setdefault(version, []).append(kind(*fields))
        else:
            getattr(history, attribute)[version] = kind(*fields)


def _column(frame: pd.DataFrame, name: str) -> Iterable[Any]:
    return frame[name] if name in frame else [None] * len(frame)
