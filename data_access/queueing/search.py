"""What the queue is asked for: which applications, in which order, which page of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from programme.lifecycle import GRANTED, QUEUE, Status

#: States in which the office has something to do: only these wait.
WAITING = (*QUEUE, Status.APPROVED)

#: Views of the address (`?queue=`) and the states that they show. `mine` shows what the viewer
#: handles and `decided_lately` what was decided in the last `LATELY` days, of these states.
VIEWS: Mapping[str, tuple[Status, ...]] = MappingProxyType(
    {
        "open": QUEUE,
        "to_decide": (Status.SUBMITTED, Status.IN_REVIEW),
        "clarification_requested": (Status.CLARIFICATION_REQUESTED,),
        "waitlisted": (Status.WAITLISTED,),
        "unbooked": (Status.APPROVED,),
        "mine": WAITING,
        "decided_lately": (*GRANTED, Status.REJECTED, Status.CANCELLED),
        "all": tuple(status for status in Status if status is not Status.DRAFT),
        "submitted": (Status.SUBMITTED,),
        "in_review": (Status.IN_REVIEW,),
    }
)

#: Views that show only some of the applications in their states.
OF_SOME = ("mine", "decided_lately")

#: The view of an address that names none.
DEFAULT_VIEW = "open"

#: Calendar days that a decision counts as one of lately.
LATELY = 30

#: Views that begin with what was decided last, unless they are asked for otherwise.
NEWEST_FIRST = ("decided_lately", "all")

#: How many applications a page of the list holds.
PAGE_SIZE = 50


class Sort(StrEnum):
    """What the list can be put in order by; by `WAITED` the longest waiting come first."""

    WAITED = "waited"
    ORGANISATION = "organisation"
    DAYS = "days"
    STATUS = "status"
    NUMBER = "number"


@dataclass(frozen=True)
class Word:
    """One searched word: the text itself, and the codes whose names hold it.

    The names of themes and regions stand in the viewer's language, so whoever asks knows them.
    """

    text: str
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class QueueSearch:
    """Which applications are asked for; None filters nothing.

    `late` wants those that wait longer than the office promises, `waited_over` those that wait and
    have waited more than so many working days, `days` those that ask for so many sparring days.
    Every one of `words` has to be found. Of the pages, which begin at 1, one is listed.
    """

    view: str = DEFAULT_VIEW
    round_code: str | None = None
    theme: str | None = None
    region_code: str | None = None
    organisation_type: str | None = None
    late: bool = False
    waited_over: int | None = None
    days: int | None = None
    words: tuple[Word, ...] = ()
    sort: Sort = Sort.WAITED
    backwards: bool = False
    page: int = 1
