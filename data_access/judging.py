"""What a decision on an application is weighed with: earlier decisions, and the round so far."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, case, func, select

from data_access.questions import question
from data_access.schema import (
    application_decision,
    organisation,
    sparring_application,
    sparring_round,
)
from programme.calendar import local_date
from programme.codes import RejectionGround
from programme.consequence import Granting
from programme.lifecycle import QUEUE, Status

_SHOWN = 3


@dataclass(frozen=True)
class Earlier:
    """Another application of the same organisation, as it stands; days are sparring days."""

    application_no: str
    round_code: str
    status: Status
    days_requested: int
    days_granted: int | None


@dataclass(frozen=True)
class Own:
    """What the organisation had before: days in all, the last year of them, the newest cases."""

    days: int
    last_year: int | None
    applications: int
    latest: tuple[Earlier, ...]


@dataclass(frozen=True)
class Precedent:
    """The decision in force on a similar request."""

    application_no: str
    outcome: Status
    days: int | None
    ground: RejectionGround | None
    rationale: str


@dataclass(frozen=True)
class Similar:
    """Decisions on requests with the same theme and days asked; `latest` has the newest few.

    `days` tells how often each number of days was granted.
    """

    approved: int
    rejected: int
    days: dict[int, int]
    latest: tuple[Precedent, ...]


@dataclass(frozen=True)
class Judging:
    """Everything that a decision is weighed with.

    `waiting` and `waiting_days` are the other open applications of the round and what they ask.
    """

    own: Own
    similar: Similar
    granting: Granting
    waiting: int
    waiting_days: int


@question("applications", "activities", office_only=True)
def judging(connection: Connection, application_no: str) -> Judging | None:
    """What to weigh the application of that number with, or None when there is none."""
    if "\0" in application_no:  # PostgreSQL would refuse to look
        return None
    row = connection.execute(
        select(
            sparring_application,
            organisation.c.region_code,
            sparring_round.c.opens_at,
            sparring_round.c.day_pool,
            sparring_round.c.days_reserved,
        )
        .join_from(sparring_application, organisation)
        .join(sparring_round)
        .where(
            sparring_application.c.application_no == application_no,
            sparring_application.c.status != Status.DRAFT,
        )
    ).first()
    return _judging(connection, row) if row else None


def _judging(connection: Connection, row: Row[Any]) -> Judging:
    so_far = _round_so_far(connection, row)
    return Judging(
        own=_own(connection, row),
        similar=_similar(connection, row),
        granting=Granting(
            granted=row.days_reserved,
            left=row.day_pool - row.days_reserved,
            in_region=so_far.in_region or 0,
            opened_on=local_date(row.opens_at),
        ),
        waiting=so_far.waiting,
        waiting_days=so_far.waiting_days or 0,
    )


def _round_so_far(connection: Connection, row: Row[Any]) -> Row[Any]:
    """Days granted in the application's region, and what the other open applications ask."""
    asked = sparring_application.c
    here = organisation.c.region_code.is_not_distinct_from(row.region_code)
    waits = asked.status.in_(QUEUE) & (asked.application_id != row.application_id)
    return connection.execute(
        select(
            func.sum(case((here, asked.days_granted))).label("in_region"),
            func.count(case((waits, 1))).label("waiting"),
            func.sum(case((waits, asked.days_requested))).label("waiting_days"),
        )
        .join_from(sparring_application, organisation)
        .where(asked.round_code == row.round_code)
    ).one()


# --- the organisation's own ----------------------------------------------------------------------


def _own(connection: Connection, row: Row[Any]) -> Own:
    other = sparring_application.c
    granted_at = case((other.days_granted.is_not(None), other.decided_at))
    rows = connection.execute(
        select(
            other.application_no,
            other.round_code,
            other.status,
            other.days_requested,
            other.days_granted,
            func.sum(other.days_granted).over().label("days"),
            func.max(granted_at).over().label("last"),
            func.count().over().label("applications"),
        )
        .where(
            other.organisation_id == row.organisation_id,
            other.application_id != row.application_id,
            other.status != Status.DRAFT,
        )
        .order_by(other.submitted_at.desc(), other.application_no.desc())
        .limit(_SHOWN)
    ).all()
    if not rows:
        return Own(0, None, 0, ())
    first = rows[0]
    latest = tuple(
        Earlier(each.application_no, each.round_code, Status(each.status), *each[3:5])
        for each in rows
    )
    return Own(first.days or 0, _year(first.last), first.applications, latest)


def _year(moment: datetime | None) -> int | None:
    day: date | None = local_date(moment) if moment else None
    return day.year if day else None


# --- similar requests ----------------------------------------------------------------------------


def _similar(connection: Connection, row: Row[Any]) -> Similar:
    """The decisions in force on other requests with the same theme and the same days asked."""
    other = sparring_application.c
    same = (
        other.theme == row.theme,
        other.days_requested == row.days_requested,
        other.application_id != row.application_id,
        other.decided_at.is_not(None),
    )
    counted = connection.execute(
        select(other.status, other.days_granted, func.count().label("times"))
        .where(*same)
        .group_by(other.status, other.days_granted)
    ).all()
    days: Counter[int] = Counter()
    for each in counted:
        days[each.days_granted or 0] += each.times
    rejected = sum(each.times for each in counted if each.status == Status.REJECTED)
    return Similar(
        approved=sum(days.values()) - rejected,
        rejected=rejected,
        days={granted: days[granted] for granted in sorted(days) if granted},
        latest=_latest(connection, same),
    )


def _latest(connection: Connection, same: tuple[Any, ...]) -> tuple[Precedent, ...]:
    other, made = sparring_application.c, application_decision.c
    # Chosen before their decisions are looked up: there are tens of thousands of those.
    latest = (
        select(other.application_id, other.application_no, other.decided_at)
        .where(*same)
        .order_by(other.decided_at.desc(), other.application_no)
        .limit(_SHOWN)
        .subquery()
    ).c
    rows = connection.execute(
        select(
            latest.application_no,
            made.outcome,
            made.days_granted,
            made.rejection_ground,
            made.rationale,
        )
        .where(made.application_id == latest.application_id, made.decided_at == latest.decided_at)
        .order_by(latest.decided_at.desc(), latest.application_no)
    )
    return tuple(
        Precedent(
            each.application_no,
            Status(each.outcome),
            each.days_granted,
            RejectionGround(each.rejection_ground) if each.rejection_ground else None,
            each.rationale,
        )
        for each in rows
    )
