"""One application with everything that its decision needs."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from data_access.facts import participation_fact
from data_access.questions import question
from data_access.schema import (
    app_user,
    application_decision,
    application_event,
    clarification_request,
    letter,
    organisation,
    sparring_application,
    sparring_round,
)
from programme.calendar import local_date, working_days
from programme.codes import OrganisationType
from programme.lifecycle import Status

_PRECEDENTS = 3


@dataclass(frozen=True)
class Event:
    """A line of the case history; `days` only for an approval."""

    at: datetime
    actor: str
    from_status: Status | None
    to_status: Status
    note: str | None
    days: int | None
    ground: str | None


@dataclass(frozen=True)
class Precedent:
    """A decision on a similar request."""

    application_no: str
    outcome: str
    days: int | None
    ground: str | None
    rationale: str


@dataclass(frozen=True)
class Precedents:
    """Decisions on the same theme and days asked; `latest` has the newest few."""

    approved: int
    rejected: int
    latest: tuple[Precedent, ...]


@dataclass(frozen=True)
class ServiceUse:
    """A service that the organisation has used: last year of use and how many times."""

    service_type: str
    last_year: int
    times: int


@dataclass(frozen=True)
class Application:
    """An application as it stands; days are sparring days, `waited` working days."""

    application_no: str
    version: int
    status: Status
    organisation: str
    organisation_type: OrganisationType
    region_code: str | None
    theme: str
    sector: str
    title: str
    need: str
    goal: str
    delivery_mode: str
    people_involved: int
    days_requested: int
    days_granted: int | None
    submitted_on: date
    waited: int
    includes_management: bool
    includes_supervisors: bool
    includes_staff: bool
    no_layoff_declared: bool
    round_code: str
    round_max_days: int
    round_pool: int
    round_reserved: int
    handler: str | None
    question: str | None
    due_on: date | None
    earlier_days: int
    earlier_year: int | None
    letter_waits: bool
    events: tuple[Event, ...]
    services: tuple[ServiceUse, ...]
    precedents: Precedents

    @property
    def round_left(self) -> int:
        """Days that the round can still grant."""
        return self.round_pool - self.round_reserved

    @property
    def max_days(self) -> int:
        """The most that may be granted: what was asked, within the round's limit."""
        return min(self.days_requested, self.round_max_days)


@question("applications", "activities", "people", "reference", office_only=True)
def application(connection: Connection, application_no: str, today: date) -> Application | None:
    """The application of that number, or None when there is none (drafts are not shown)."""
    if "\0" in application_no:  # PostgreSQL would refuse to look
        return None
    row = connection.execute(
        select(
            sparring_application,
            organisation.c.name_fi.label("organisation"),
            organisation.c.organisation_type,
            organisation.c.region_code,
            sparring_round.c.max_days.label("round_max_days"),
            sparring_round.c.day_pool.label("round_pool"),
            sparring_round.c.days_reserved.label("round_reserved"),
            app_user.c.display_name.label("handler_name"),
        )
        .join_from(sparring_application, organisation)
        .join(sparring_round)
        .outerjoin(app_user, app_user.c.username == sparring_application.c.handler)
        .where(
            sparring_application.c.application_no == application_no,
            sparring_application.c.status != Status.DRAFT,
        )
    ).first()
    return _application(connection, row, today) if row else None


_COPIED = (
    "application_no",
    "version",
    "organisation",
    "region_code",
    "theme",
    "sector",
    "title",
    "need",
    "goal",
    "delivery_mode",
    "people_involved",
    "days_requested",
    "days_granted",
    "includes_management",
    "includes_supervisors",
    "includes_staff",
    "no_layoff_declared",
    "round_code",
    "round_max_days",
    "round_pool",
    "round_reserved",
)


def _application(connection: Connection, row: Row[Any], today: date) -> Application:
    received = local_date(row.submitted_at)
    until = local_date(row.decided_at) if row.decided_at else today
    clarification = _clarification(connection, row)
    earlier_days, earlier_year = _earlier_grants(connection, row)
    return Application(
        **{name: getattr(row, name) for name in _COPIED},
        status=Status(row.status),
        organisation_type=OrganisationType(row.organisation_type),
        submitted_on=received,
        waited=working_days(received, until),
        handler=row.handler_name,
        question=clarification.question if clarification else None,
        due_on=clarification.due_on if clarification else None,
        earlier_days=earlier_days,
        earlier_year=earlier_year,
        letter_waits=_letter_waits(connection, row),
        events=_events(connection, row.application_id),
        services=_services(connection, row.organisation_id),
        precedents=_precedents(connection, row),
    )


def _clarification(connection: Connection, row: Row[Any]) -> Any:
    asked = clarification_request.c
    return connection.execute(
        select(asked.question, asked.due_on)
        .where(asked.application_id == row.application_id)
        .order_by(asked.version.desc())
    ).first()


def _letter_waits(connection: Connection, row: Row[Any]) -> bool:
    waiting = select(letter.c.letter_id).where(
        letter.c.application_id == row.application_id,
        letter.c.version == row.version,
        letter.c.status == "waiting",
    )
    return connection.execute(waiting).first() is not None


def _earlier_grants(connection: Connection, row: Row[Any]) -> tuple[int, int | None]:
    """Days granted to the organisation by its other applications, and the last year of them."""
    other = sparring_application.c
    grant = connection.execute(
        select(
            func.sum(other.days_granted).label("days"), func.max(other.decided_at).label("last")
        ).where(
            other.organisation_id == row.organisation_id,
            other.application_id != row.application_id,
            other.days_granted.is_not(None),
        )
    ).one()
    return (grant.days or 0, local_date(grant.last).year if grant.last else None)


def _events(connection: Connection, application_id: int) -> tuple[Event, ...]:
    event, made = application_event.c, application_decision.c
    rows = connection.execute(
        select(
            event.at,
            app_user.c.display_name.label("actor"),
            event.from_status,
            event.to_status,
            event.note,
            made.days_granted,
            made.rejection_ground,
        )
        .join_from(application_event, app_user, app_user.c.username == event.actor)
        .outerjoin(
            application_decision,
            (made.application_id == event.application_id) & (made.version == event.version - 1),
        )
        .where(event.application_id == application_id)
        .order_by(event.version.desc())
    )
    return tuple(
        Event(
            row.at,
            row.actor,
            Status(row.from_status) if row.from_status else None,
            Status(row.to_status),
            row.note,
            row.days_granted,
            row.rejection_ground,
        )
        for row in rows
    )


def _services(connection: Connection, organisation_id: int) -> tuple[ServiceUse, ...]:
    fact = participation_fact.c
    last = func.max(fact.starts_on).label("last")
    rows = connection.execute(
        select(fact.service_type, last, func.count(fact.activity_id.distinct()).label("times"))
        .where(fact.organisation_id == organisation_id)
        .group_by(fact.service_type)
        .order_by(last.desc())
    )
    return tuple(ServiceUse(row.service_type, row.last.year, row.times) for row in rows)


def _precedents(connection: Connection, row: Row[Any]) -> Precedents:
    """The decisions in force on other requests with the same theme and the same days asked."""
    other, made = sparring_application.c, application_decision.c
    similar = (
        other.theme == row.theme,
        other.days_requested == row.days_requested,
        other.application_id != row.application_id,
        other.decided_at.is_not(None),
    )
    outcomes = connection.execute(
        select(
            func.count().filter(other.status != Status.REJECTED).label("approved"),
            func.count().filter(other.status == Status.REJECTED).label("rejected"),
        ).where(*similar)
    ).one()
    latest = connection.execute(
        select(
            other.application_no,
            made.outcome,
            made.days_granted,
            made.rejection_ground,
            made.rationale,
        )
        .join_from(sparring_application, application_decision)
        .where(*similar, made.decided_at == other.decided_at)
        .order_by(other.decided_at.desc(), other.application_no)
        .limit(_PRECEDENTS)
    )
    return Precedents(
        outcomes.approved, outcomes.rejected, tuple(Precedent(*found) for found in latest)
    )
