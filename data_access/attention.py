"""What needs doing today."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from data_access.questions import question
from data_access.queue import applications
from data_access.rounds import Round
from data_access.schema import (
    app_user,
    application_decision,
    application_event,
    organisation,
    sparring_application,
)
from programme.lifecycle import Status


class Need(StrEnum):
    """Kinds of work that wait; texts are `attention.<kind>`."""

    OVERDUE = "overdue"
    CLARIFICATION_OVERDUE = "clarification_overdue"
    UNBOOKED = "unbooked"
    RECEIVED = "received"
    ROUND_SHORT = "round_short"


@dataclass(frozen=True)
class Attention:
    """Work that waits: how much of it and the case to begin with.

    `days` are working days waited, or sparring days asked for (received, round short).
    """

    need: Need
    count: int
    application_no: str | None = None
    days: int | None = None
    on: date | None = None


@question("applications", "activities", "reference", office_only=True)
def attention(connection: Connection, current: Round | None, today: date) -> list[Attention]:
    """What needs doing, the most pressing first; what does not occur is left out."""
    waiting = applications(connection, "all", today)
    approved = applications(connection, "unbooked", today)
    found = [
        _overdue(waiting),
        _clarification_overdue(waiting, today),
        _unbooked(approved),
        _received(waiting),
        _round_short(current),
    ]
    return [item for item in found if item]


def _overdue(waiting: Any) -> Attention | None:
    late = waiting[waiting["late"].astype(bool)]
    if late.empty:
        return None
    first = late.iloc[0]
    return Attention(Need.OVERDUE, len(late), first["application_no"], int(first["waited"]))


def _clarification_overdue(waiting: Any, today: date) -> Attention | None:
    asked = waiting[waiting["status"] == Status.CLARIFICATION_REQUESTED]
    late = asked[[due is not None and due < today for due in asked["due_on"]]]
    if late.empty:
        return None
    first = late.sort_values("due_on").iloc[0]
    return Attention(
        Need.CLARIFICATION_OVERDUE, len(late), first["application_no"], on=first["due_on"]
    )


def _unbooked(approved: Any) -> Attention | None:
    if approved.empty:
        return None
    first = approved.sort_values("decided_on").iloc[0]
    return Attention(Need.UNBOOKED, len(approved), first["application_no"], on=first["decided_on"])


def _received(waiting: Any) -> Attention | None:
    new = waiting[waiting["status"] == Status.SUBMITTED]
    if new.empty:
        return None
    return Attention(
        Need.RECEIVED, len(new), new.iloc[0]["application_no"], int(new["days_requested"].sum())
    )


def _round_short(current: Round | None) -> Attention | None:
    if current is None or not current.short:
        return None
    return Attention(Need.ROUND_SHORT, current.left, days=current.short)


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
