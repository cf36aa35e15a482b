"""What waits on 1.12.2020 on its way to Tekojen Tori: nine deeds that nobody has published yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from data_access.demo.content import rows
from data_access.demo.organisations import Organisation, organisations
from programme.calendar import HELSINKI
from programme.codes import DeedKind, Sector
from programme.deed_submissions import DeedContent, SubmissionAction

#: How long the sender of a returned deed took to send it again.
_ANSWERED_AFTER = timedelta(days=4, hours=3)

_STEP = {
    "returned": SubmissionAction.RETURN,
    "resubmitted": SubmissionAction.RETURN,
    "declined": SubmissionAction.DECLINE,
}


@dataclass(frozen=True)
class Submission:
    """A deed as it arrived."""

    number: str
    organisation: Organisation
    content: DeedContent
    submitted_at: datetime


@dataclass(frozen=True)
class Handling:
    """What was done to a submission; `content` is what came in its place."""

    at: datetime
    number: str
    action: SubmissionAction
    text: str = ""
    content: DeedContent | None = None


@cache
def submissions() -> tuple[Submission, ...]:
    """All submissions in the order in which they came."""
    known = {one.name_fi: one for one in organisations()}
    return tuple(
        Submission(
            f"TT-2020-{place:03d}",
            known[row["organisation"]],
            _content(row),
            moment(row["submitted_at"]),
        )
        for place, row in enumerate(rows("deed_submissions"), start=1)
    )


def handlings() -> Iterator[Handling]:
    """What the office did to them."""
    for one, row in zip(submissions(), rows("deed_submissions"), strict=True):
        if row["fate"] == "received":
            continue
        decided = moment(row["decided_at"])
        yield Handling(decided, one.number, _STEP[row["fate"]], row["text"])
        if row["fate"] == "resubmitted":
            again = decided + _ANSWERED_AFTER
            content = _content(row, row["new_title"])
            yield Handling(again, one.number, SubmissionAction.RESUBMIT, content=content)


def moment(written: str) -> datetime:
    """A moment of Finnish time, as the written material tells it."""
    return datetime.fromisoformat(written).replace(tzinfo=HELSINKI)


def _content(row: dict[str, str], new_title: str = "") -> DeedContent:
    return DeedContent(
        DeedKind(row["deed_kind"]),
        new_title or row["title"],
        row["description"],
        Sector(row["sector"]),
        row["campaign_code"] or None,
    )
