"""The life cycle of a sparring application: its states and the moves between them.

The database holds the same table (`application_transition`) and refuses every other move; a test
keeps the two equal.
"""

from enum import StrEnum

from programme.moves import LifeCycle, Transition
from programme.roles import Right


class Status(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    CLARIFICATION_REQUESTED = "clarification_requested"
    WAITLISTED = "waitlisted"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


#: Applications that still wait for the office.
QUEUE = (
    Status.SUBMITTED,
    Status.IN_REVIEW,
    Status.CLARIFICATION_REQUESTED,
    Status.WAITLISTED,
)

#: States in which the granted days are taken from the round's pool.
GRANTED = (Status.APPROVED, Status.SCHEDULED, Status.IN_PROGRESS, Status.COMPLETED)

#: States from which nothing follows by itself; a rejected application can be reopened.
TERMINAL = (Status.COMPLETED, Status.REJECTED, Status.WITHDRAWN, Status.CANCELLED)


class Action(StrEnum):
    """What a person does to an application; each leads to one status."""

    SUBMIT = "submit"
    TAKE_UP = "take_up"
    APPROVE = "approve"
    REJECT = "reject"
    CLARIFY = "clarify"
    WAITLIST = "waitlist"
    WITHDRAW = "withdraw"
    SCHEDULE = "schedule"
    START = "start"
    COMPLETE = "complete"
    CANCEL = "cancel"
    REOPEN = "reopen"
    UNDO = "undo"


_S, _A = Status, Action

TRANSITIONS: tuple[Transition[Status, Action], ...] = (
    Transition(_S.DRAFT, _A.SUBMIT, _S.SUBMITTED, Right.PREPARE),
    Transition(_S.SUBMITTED, _A.TAKE_UP, _S.IN_REVIEW, Right.PREPARE),
    Transition(_S.SUBMITTED, _A.WITHDRAW, _S.WITHDRAWN, Right.PREPARE),
    Transition(_S.IN_REVIEW, _A.CLARIFY, _S.CLARIFICATION_REQUESTED, Right.PREPARE),
    Transition(_S.IN_REVIEW, _A.WAITLIST, _S.WAITLISTED, Right.PREPARE),
    Transition(_S.IN_REVIEW, _A.WITHDRAW, _S.WITHDRAWN, Right.PREPARE),
    Transition(_S.IN_REVIEW, _A.APPROVE, _S.APPROVED, Right.DECIDE),
    Transition(_S.IN_REVIEW, _A.REJECT, _S.REJECTED, Right.DECIDE),
    Transition(_S.CLARIFICATION_REQUESTED, _A.TAKE_UP, _S.IN_REVIEW, Right.PREPARE),
    Transition(_S.CLARIFICATION_REQUESTED, _A.WITHDRAW, _S.WITHDRAWN, Right.PREPARE),
    Transition(_S.CLARIFICATION_REQUESTED, _A.UNDO, _S.IN_REVIEW, Right.PREPARE),
    Transition(_S.WAITLISTED, _A.TAKE_UP, _S.IN_REVIEW, Right.PREPARE),
    Transition(_S.WAITLISTED, _A.WITHDRAW, _S.WITHDRAWN, Right.PREPARE),
    Transition(_S.WAITLISTED, _A.APPROVE, _S.APPROVED, Right.DECIDE),
    Transition(_S.WAITLISTED, _A.REJECT, _S.REJECTED, Right.DECIDE),
    Transition(_S.WAITLISTED, _A.UNDO, _S.IN_REVIEW, Right.PREPARE),
    Transition(_S.APPROVED, _A.SCHEDULE, _S.SCHEDULED, Right.PREPARE),
    Transition(_S.APPROVED, _A.CANCEL, _S.CANCELLED, Right.DECIDE),
    Transition(_S.APPROVED, _A.UNDO, _S.IN_REVIEW, Right.DECIDE),
    Transition(_S.SCHEDULED, _A.START, _S.IN_PROGRESS, Right.PREPARE),
    Transition(_S.SCHEDULED, _A.CANCEL, _S.CANCELLED, Right.DECIDE),
    Transition(_S.IN_PROGRESS, _A.COMPLETE, _S.COMPLETED, Right.PREPARE),
    Transition(_S.REJECTED, _A.REOPEN, _S.IN_REVIEW, Right.DECIDE),
    Transition(_S.REJECTED, _A.UNDO, _S.IN_REVIEW, Right.DECIDE),
)

#: Actions that take a received application up for review on the way.
_THROUGH_REVIEW = frozenset({Action.APPROVE, Action.REJECT, Action.CLARIFY, Action.WAITLIST})

#: A received application may be decided at once: it is then taken up and decided in one go.
SPARRING = LifeCycle(TRANSITIONS, Action, (Status.SUBMITTED, Action.TAKE_UP, _THROUGH_REVIEW))
path, allowed, actions = SPARRING.path, SPARRING.allowed, SPARRING.actions
