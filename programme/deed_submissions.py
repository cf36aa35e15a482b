"""The life cycle of a deed that somebody sends to Tekojen Tori: from received to published."""

from dataclasses import dataclass
from enum import StrEnum

from programme.codes import DeedKind, Sector
from programme.moves import LifeCycle, Transition
from programme.roles import Right


class SubmissionStatus(StrEnum):
    RECEIVED = "received"
    RETURNED = "returned"
    PUBLISHED = "published"
    DECLINED = "declined"


class SubmissionAction(StrEnum):
    """What a person does to a submission; each leads to one status."""

    PUBLISH = "publish"
    RETURN = "return"
    RESUBMIT = "resubmit"
    DECLINE = "decline"
    REOPEN = "reopen"
    UNDO = "undo"


#: The longest title that the database takes.
TITLE_LENGTH = 200


@dataclass(frozen=True)
class DeedContent:
    """What a deed tells, as it was sent or as the office has edited it."""

    deed_kind: DeedKind
    title: str
    description: str
    sector: Sector | None = None
    campaign_code: str | None = None

    @property
    def complete(self) -> bool:
        """Whether it can be published: with a title that fits, and told."""
        return 0 < len(self.title.strip()) <= TITLE_LENGTH and bool(self.description.strip())


#: Submissions that still wait for the office, or for the one who sent them.
WAITING = (SubmissionStatus.RECEIVED, SubmissionStatus.RETURNED)

_S, _A = SubmissionStatus, SubmissionAction

SUBMISSIONS = LifeCycle(
    (
        Transition(_S.RECEIVED, _A.PUBLISH, _S.PUBLISHED, Right.PREPARE),
        Transition(_S.RECEIVED, _A.RETURN, _S.RETURNED, Right.PREPARE),
        Transition(_S.RECEIVED, _A.DECLINE, _S.DECLINED, Right.PREPARE),
        Transition(_S.RETURNED, _A.RESUBMIT, _S.RECEIVED, Right.PREPARE),
        Transition(_S.RETURNED, _A.DECLINE, _S.DECLINED, Right.PREPARE),
        Transition(_S.DECLINED, _A.REOPEN, _S.RECEIVED, Right.PREPARE),
        Transition(_S.PUBLISHED, _A.UNDO, _S.RECEIVED, Right.PREPARE),
        Transition(_S.RETURNED, _A.UNDO, _S.RECEIVED, Right.PREPARE),
        Transition(_S.DECLINED, _A.UNDO, _S.RECEIVED, Right.PREPARE),
    ),
    SubmissionAction,
)
