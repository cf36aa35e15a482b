"""The life cycle of an enrolment to a training, whose places are guarded like days."""

from enum import StrEnum

from programme.moves import LifeCycle, Transition
from programme.roles import Right


class EnrolmentStatus(StrEnum):
    RECEIVED = "received"
    ACCEPTED = "accepted"
    WAITLISTED = "waitlisted"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class EnrolmentAction(StrEnum):
    """What a person does to an enrolment; each leads to one status."""

    ACCEPT = "accept"
    WAITLIST = "waitlist"
    DECLINE = "decline"
    CANCEL = "cancel"
    REOPEN = "reopen"
    UNDO = "undo"


#: Enrolments that still wait for a place.
WAITING = (EnrolmentStatus.RECEIVED, EnrolmentStatus.WAITLISTED)

_S, _A = EnrolmentStatus, EnrolmentAction

ENROLMENTS = LifeCycle(
    (
        Transition(_S.RECEIVED, _A.ACCEPT, _S.ACCEPTED, Right.PREPARE),
        Transition(_S.RECEIVED, _A.WAITLIST, _S.WAITLISTED, Right.PREPARE),
        Transition(_S.RECEIVED, _A.DECLINE, _S.DECLINED, Right.PREPARE),
        Transition(_S.RECEIVED, _A.CANCEL, _S.CANCELLED, Right.PREPARE),
        Transition(_S.WAITLISTED, _A.ACCEPT, _S.ACCEPTED, Right.PREPARE),
        Transition(_S.WAITLISTED, _A.DECLINE, _S.DECLINED, Right.PREPARE),
        Transition(_S.WAITLISTED, _A.CANCEL, _S.CANCELLED, Right.PREPARE),
        Transition(_S.ACCEPTED, _A.CANCEL, _S.CANCELLED, Right.PREPARE),
        Transition(_S.DECLINED, _A.REOPEN, _S.RECEIVED, Right.PREPARE),
        Transition(_S.ACCEPTED, _A.UNDO, _S.RECEIVED, Right.PREPARE),
        Transition(_S.WAITLISTED, _A.UNDO, _S.RECEIVED, Right.PREPARE),
        Transition(_S.DECLINED, _A.UNDO, _S.RECEIVED, Right.PREPARE),
    ),
    EnrolmentAction,
)
