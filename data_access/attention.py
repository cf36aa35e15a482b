"""What needs doing today."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, func, select

from data_access.questions import question
from data_access.queue import promise
from data_access.queueing.conditions import late
from data_access.rounds import Round
from data_access.schema import (
    app_user,
    application_decision,
    application_event,
    clarification_request,
    deed_submission,
    enrolment,
    organisation,
    sparring_application,
)
from programme.calendar import local_date, working_days
from programme.deed_submissions import SubmissionStatus
from programme.enrolments import EnrolmentStatus
from programme.lifecycle import Status


class Need(StrEnum):
    """Kinds of work that wait; texts are `attention.<kind>`."""

    OVERDUE = "overdue"
    CLARIFICATION_OVERDUE = "clarification_overdue"
    UNBOOKED = "unbooked"
    RECEIVED = "received"
    ROUND_SHORT = "round_short"
    SUBMISSIONS = "submissions"
    ENROLMENTS = "enrolments"


@dataclass(frozen=True)
class Attention:
    """Work that waits: how much of it and the case to begin with.

    `days` are working days waited, or sparring days asked for (received, round short); `number`
    and `people` are those of deeds and enrolments.
    """

    need: Need
    count: int
    application_no: str | None = None
    days: int | None = None
    on: date | None = None
    number: str | None = None
    people: int | None = None


@question("applications", "activities", "deeds", "reference", office_only=True)
def attention(connection: Connection, current: Round | None, today: date) -> list[Attention]:
    """What needs doing, the most pressing first; what does not occur is left out."""
    found = [
        _overdue(connection, today),
        _clarification_overdue(connection, today),
        _unbooked(connection),
        _received(connection),
        _round_short(current),
        _submissions(connection),
        _enrolments(connection),
    ]
    return [item for item in found if item]


def _overdue(connection: Connection, today: date) -> Attention | None:
    asked = sparring_application.c
    first = _first(connection, asked.submitted_at, *late(promise(connection), today))
    if first is None:
        return None
    waited = working_days(local_date(first.on), today)
    return Attention(Need.OVERDUE, first.how_many, first.application_no, waited)


def _clarification_overdue(connection: Connection, today: date) -> Attention | None:
    asked, clarification = sparring_application.c, clarification_request.c
    first = _first(
        connection,
        clarification.due_on,
        asked.status == Status.CLARIFICATION_REQUESTED,
        clarification.application_id == asked.application_id,
        clarification.version == asked.version,
        clarification.due_on < today,
    )
    if first is None:
        return None
    return Attention(Need.CLARIFICATION_OVERDUE, first.how_many, first.application_no, on=first.on)


def _unbooked(connection: Connection) -> Attention | None:
    asked = sparring_application.c
    first = _first(connection, asked.decided_at, asked.status == Status.APPROVED)
    if first is None:
        return None
    return Attention(Need.UNBOOKED, first.how_many, first.application_no, on=local_date(first.on))


def _received(connection: Connection) -> Attention | None:
    asked = sparring_application.c
    first = _first(connection, asked.submitted_at, asked.status == Status.SUBMITTED)
    if first is None:
        return None
    return Attention(Need.RECEIVED, first.how_many, first.application_no, int(first.days))


def _first(connection: Connection, on: Any, *conditions: Any) -> Row[Any] | None:
    """The case with the earliest `on` of those that meet the conditions; None of none.

    Beside its application_no and `on` stand how_many they are and the days they ask for together.
    """
    asked = sparring_application.c
    return connection.execute(
        select(
            asked.application_no,
            on.label("on"),
            func.count().over().label("how_many"),
            func.sum(asked.days_requested).over().label("days"),
        )
        .where(*conditions)
        .order_by(on, asked.application_no)
        .limit(1)
    ).first()


def _round_short(current: Round | None) -> Attention | None:
    if current is None or not current.short:
        return None
    return Attention(Need.ROUND_SHORT, current.left, days=current.short)


def _submissions(connection: Connection) -> Attention | None:
    sent = deed_submission.c
    waiting = connection.execute(
        select(sent.submission_no, sent.submitted_at)
        .where(sent.status == SubmissionStatus.RECEIVED)
        .order_by(sent.submitted_at, sent.submission_no)
    ).all()
    if not waiting:
        return None
    first = waiting[0]
    return Attention(
        Need.SUBMISSIONS,
        len(waiting),
        on=local_date(first.submitted_at),
        number=first.submission_no,
    )


def _enrolments(connection: Connection) -> Attention | None:
    came = enrolment.c
    waiting = connection.execute(
        select(came.enrolment_no, came.people)
        .where(came.status == EnrolmentStatus.RECEIVED)
        .order_by(came.submitted_at, came.enrolment_no)
    ).all()
    if not waiting:
        return None
    people = sum(row.people for row in waiting)
    number = waiting[0].enrolment_no
    return Attention(Need.ENROLMENTS, len(waiting), number=number, people=people)


@dataclass(frozen=True)
class Happening:
    """Something that happened to an application; `days` granted or asked for."""

    at: datetime
    application_no: str
    organisation: str
    to_status: Status
    days: int
    actor: str


@question("applications", "activities", "people", office_only=True)
def latest(connection: Connection, count: int) -> list[Happening]:
    """The last `count` things that happened to applications, the newest first."""
    event, asked, made = application_event.c, sparring_application.c, application_decision.c
    rows = connection.execute(
        select(
            event.at,
            asked.application_no,
            organisation.c.name_fi,
            event.to_status,
            asked.days_requested,
            made.days_granted,
            app_user.c.display_name,
        )
        .join_from(application_event, sparring_application)
        .join(organisation)
        .join(app_user, app_user.c.username == event.actor)
        .outerjoin(
            application_decision,
            (made.application_id == event.application_id) & (made.version == event.version - 1),
        )
        .order_by(event.at.desc(), event.event_id.desc())
        .limit(count)
    )
    return [
        Happening(
            row.at,
            row.application_no,
            row.name_fi,
            Status(row.to_status),
            row.days_granted or row.days_requested,
            row.display_name,
        )
        for row in rows
    ]
