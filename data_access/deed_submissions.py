"""The queue of Tekojen Tori: deeds that somebody has sent, and each with what it needs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Row, func, select

from data_access.case_events import CaseEvent, case_events
from data_access.deciding.deed_submissions import KEPT
from data_access.questions import question
from data_access.schema import campaign, deed, deed_submission, organisation
from programme.calendar import local_date, working_days
from programme.codes import DeedKind, DeedStatus, Sector
from programme.deed_submissions import DeedContent, SubmissionStatus

#: Views of the address (`?queue=`) and the states that they show.
VIEWS: dict[str, tuple[SubmissionStatus, ...]] = {
    **{str(status): (status,) for status in SubmissionStatus},
    "all": tuple(SubmissionStatus),
}

COLUMNS = (
    "submission_no",
    "organisation",
    "title",
    "deed_kind",
    "sector",
    "status",
    "submitted_on",
    "waited",
)

_SIMILAR = 3


@dataclass(frozen=True)
class SimilarDeed:
    """A published deed of the same organisation (`own`) or of the same sector."""

    title: str
    published_on: date
    own: bool


@dataclass(frozen=True)
class Submission:
    """A submission as it stands; `waited` in working days since it came."""

    number: str
    version: int
    status: SubmissionStatus
    organisation: str
    region_code: str | None
    content: DeedContent
    submitted_on: date
    waited: int
    letter_waits: bool
    events: tuple[CaseEvent, ...]
    similar: tuple[SimilarDeed, ...]


@question("deeds", "activities", "reference", office_only=True)
def submissions(connection: Connection, view: str, today: date) -> pd.DataFrame:
    """The submissions of a view, the oldest first; `waited` in working days since they came."""
    sent = deed_submission.c
    rows = connection.execute(
        select(
            sent.submission_no,
            organisation.c.name_fi.label("organisation"),
            sent.title,
            sent.deed_kind,
            sent.sector,
            sent.status,
            sent.submitted_at,
        )
        .join_from(deed_submission, organisation)
        .where(sent.status.in_(VIEWS[view]))
        .order_by(sent.submitted_at, sent.submission_no)
    )
    return pd.DataFrame([_entry(row, today) for row in rows], columns=COLUMNS)


@question("deeds", office_only=True)
def submission_counts(connection: Connection) -> dict[str, int]:
    """How many submissions each view holds."""
    status = deed_submission.c.status
    rows = connection.execute(select(status, func.count()).group_by(status)).all()
    found = {SubmissionStatus(row[0]): int(row[1]) for row in rows}
    return {view: sum(found.get(s, 0) for s in states) for view, states in VIEWS.items()}


@question("deeds")
def campaigns(connection: Connection) -> dict[str, dict[str, str]]:
    """The names of the campaigns by language, by code; the latest first."""
    rows = connection.execute(select(campaign).order_by(campaign.c.starts_on.desc()))
    return {
        row.campaign_code: {"fi": row.name_fi, "sv": row.name_sv, "en": row.name_en} for row in rows
    }


@question("deeds", "activities", "applications", "people", "reference", office_only=True)
def submission(connection: Connection, number: str, today: date) -> Submission | None:
    """The submission of that number, or None when there is none.

    It depends on the applications too: the outbox is of their topic.
    """
    if "\0" in number:  # PostgreSQL would refuse to look
        return None
    row = connection.execute(
        select(
            deed_submission,
            organisation.c.name_fi.label("organisation"),
            organisation.c.region_code,
        )
        .join_from(deed_submission, organisation)
        .where(deed_submission.c.submission_no == number)
    ).first()
    return _submission(connection, row, today) if row else None


def _submission(connection: Connection, row: Row[Any], today: date) -> Submission:
    received = local_date(row.submitted_at)
    return Submission(
        number=row.submission_no,
        version=row.version,
        status=SubmissionStatus(row.status),
        organisation=row.organisation,
        region_code=row.region_code,
        content=DeedContent(
            DeedKind(row.deed_kind),
            row.title,
            row.description,
            Sector(row.sector) if row.sector else None,
            row.campaign_code,
        ),
        submitted_on=received,
        waited=working_days(received, today),
        letter_waits=KEPT.letter_waits(connection, row),
        events=case_events(connection, KEPT, row.submission_id),
        similar=_similar(connection, row),
    )


def _similar(connection: Connection, row: Row[Any]) -> tuple[SimilarDeed, ...]:
    """The newest published deeds of the organisation, then those of others in its sector."""
    own = deed.c.organisation_id == row.organisation_id
    others = (deed.c.organisation_id != row.organisation_id) & (deed.c.sector == row.sector)
    return (
        *_newest(connection, own, row, own=True),
        *_newest(connection, others, row, own=False),
    )


def _newest(
    connection: Connection, which: ColumnElement[bool], row: Row[Any], *, own: bool
) -> list[SimilarDeed]:
    found = connection.execute(
        select(deed.c.title, deed.c.published_on)
        .where(which, deed.c.status == DeedStatus.PUBLISHED, deed.c.deed_id != (row.deed_id or 0))
        .order_by(deed.c.published_on.desc(), deed.c.deed_id.desc())
        .limit(_SIMILAR)
    )
    return [SimilarDeed(each.title, each.published_on, own) for each in found]


def _entry(row: Any, today: date) -> dict[str, Any]:
    entry = dict(row._mapping)
    received = local_date(entry.pop("submitted_at"))
    return entry | {"submitted_on": received, "waited": working_days(received, today)}
