"""The writes that make up a replayed history: what kind, when, and with which values."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from data_access.exchange.loading.history.histories import Booking, Letter, Proposal
from data_access.schema import sparring_application
from data_access.tables.sparring import CONTENT

#: What may change with any version and leaves no trace in the history.
UNRECORDED = (
    "contact_id",
    "includes_management",
    "includes_supervisors",
    "includes_staff",
    "no_layoff_declared",
    "handler",
)
#: What never changes.
IDENTITY = ("application_no", "round_code", "organisation_id")

APPLICATION = tuple(column.name for column in sparring_application.columns)
CHANGED = tuple(name for name in APPLICATION if name not in {"application_id", *IDENTITY})
#: What most changes leave as it is; a write without these is a good deal cheaper.
SELDOM = (*CONTENT, *UNRECORDED, "submitted_at")
MOVED = tuple(name for name in CHANGED if name not in SELDOM)


class StepKind(StrEnum):
    RECEIVE = "receive"
    CHANGE = "change"
    MOVE = "move"
    DECIDE = "decide"
    ASK = "ask"
    WRITE = "write"
    CANCEL = "cancel"
    PROPOSE = "propose"
    BOOK = "book"


class Step(NamedTuple):
    """One write of a replay.

    `at` orders the steps of all applications; `values` are in the order of `COLUMNS[kind]`, with
    the application's id (and version) last where the write looks for a row.
    """

    kind: StepKind
    at: datetime
    values: tuple[Any, ...]
    status_before: str | None = None
    status_after: str | None = None
    days: int = 0


#: The columns that each kind of step writes, in the order of its values.
COLUMNS: dict[StepKind, tuple[str, ...]] = {
    StepKind.RECEIVE: APPLICATION,
    StepKind.CHANGE: CHANGED,
    StepKind.MOVE: MOVED,
    StepKind.DECIDE: (
        "application_id",
        "version",
        "outcome",
        "days_granted",
        "rejection_ground",
        "rationale",
        "decided_by",
        "decided_at",
        "request_key",
    ),
    StepKind.ASK: ("application_id", "version", "question", "due_on", "asked_by", "asked_at"),
    StepKind.WRITE: ("application_id", "version", *Letter._fields[1:]),
    StepKind.CANCEL: (),
    StepKind.PROPOSE: ("application_id", "version", *Proposal._fields[1:]),
    StepKind.BOOK: ("application_id", "version", *Booking._fields[1:]),
}
