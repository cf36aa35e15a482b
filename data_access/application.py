"""One application as it stands, with the facts that its conditions are answered from."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from data_access.facts import participation_fact
from data_access.questions import question
from data_access.schema import (
    app_user,
    clarification_request,
    letter,
    organisation,
    region,
    sparring_application,
    sparring_round,
)
from programme.calendar import local_date, working_days
from programme.codes import DeliveryMode, OrganisationType
from programme.eligibility import Check, Facts, checks
from programme.letters import LetterStatus
from programme.lifecycle import Status

#: Applications that are over: an organisation may have another one beside them in a round.
_OVER = (Status.DRAFT, Status.REJECTED, Status.WITHDRAWN, Status.CANCELLED)


@dataclass(frozen=True)
class ServiceUse:
    """A service that the organisation has used: last year of use and how many times."""

    service_type: str
    last_year: int
    times: int


@dataclass(frozen=True)
class Application:
    """An application as it stands; days are sparring days, `waited` working days.

    `letter_leaves_at` is when the letter of the last decision leaves the outbox, None when it has
    none or it has left; `other_live` is the organisation's other application in the round.
    """

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
    delivery_mode: DeliveryMode
    people_involved: int
    days_requested: int
    days_granted: int | None
    submitted_on: date
    decided_on: date | None
    waited: int
    round_code: str
    round_max_days: int
    round_pool: int
    round_reserved: int
    handler: str | None
    question: str | None
    due_on: date | None
    letter_leaves_at: datetime | None
    other_live: str | None
    checks: tuple[Check, ...]
    services: tuple[ServiceUse, ...]

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
            func.coalesce(region.c.in_target_area, True).label("in_target_area"),
            sparring_round.c.opens_at.label("round_opens_at"),
            sparring_round.c.max_days.label("round_max_days"),
            sparring_round.c.day_pool.label("round_pool"),
            sparring_round.c.days_reserved.label("round_reserved"),
            app_user.c.display_name.label("handler_name"),
            _other_live().label("other_live"),
        )
        .join_from(sparring_application, organisation)
        .join(sparring_round)
        .outerjoin(region, region.c.region_code == organisation.c.region_code)
        .outerjoin(app_user, app_user.c.username == sparring_application.c.handler)
        .where(
            sparring_application.c.application_no == application_no,
            sparring_application.c.status != Status.DRAFT,
        )
    ).first()
    return _application(connection, row, today) if row else None


@question("applications", office_only=True)
def letter_leaves_at(
    connection: Connection, application_no: str, version: int | None
) -> datetime | None:
    """When the letter about this version leaves the outbox, so that until then it can be undone.

    None when there is none, or it has left or been taken back.
    """
    return connection.execute(
        select(letter.c.send_after)
        .join(
            sparring_application,
            sparring_application.c.application_id == letter.c.application_id,
        )
        .where(
            sparring_application.c.application_no == application_no,
            letter.c.version == version,
            letter.c.status == LetterStatus.WAITING,
        )
    ).scalar()


def _other_live() -> Any:
    """SQL: the number of another live application of the organisation in the round."""
    other = sparring_application.alias("other")
    return (
        select(func.min(other.c.application_no))
        .where(
            other.c.organisation_id == sparring_application.c.organisation_id,
            other.c.round_code == sparring_application.c.round_code,
            other.c.application_id != sparring_application.c.application_id,
            other.c.status.not_in(_OVER),
        )
        .scalar_subquery()
    )


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
    "people_involved",
    "days_requested",
    "days_granted",
    "round_code",
    "round_max_days",
    "round_pool",
    "round_reserved",
    "other_live",
)


def _application(connection: Connection, row: Row[Any], today: date) -> Application:
    received = local_date(row.submitted_at)
    decided = local_date(row.decided_at) if row.decided_at else None
    clarification = _clarification(connection, row)
    return Application(
        **{name: getattr(row, name) for name in _COPIED},
        status=Status(row.status),
        organisation_type=OrganisationType(row.organisation_type),
        delivery_mode=DeliveryMode(row.delivery_mode),
        submitted_on=received,
        decided_on=decided,
        waited=working_days(received, decided or today),
        handler=row.handler_name,
        question=clarification.question if clarification else None,
        due_on=clarification.due_on if clarification else None,
        letter_leaves_at=letter_leaves_at(connection, row.application_no, row.version),
        checks=checks(_facts(row)),
        services=_services(connection, row.organisation_id),
    )


def _facts(row: Row[Any]) -> Facts:
    return Facts(
        organisation_type=OrganisationType(row.organisation_type),
        in_target_area=row.in_target_area,
        round_opened_on=local_date(row.round_opens_at),
        no_layoff_declared=row.no_layoff_declared,
        includes_management=row.includes_management,
        includes_supervisors=row.includes_supervisors,
        includes_staff=row.includes_staff,
        other_live=row.other_live,
        days_requested=row.days_requested,
        round_max_days=row.round_max_days,
    )


def _clarification(connection: Connection, row: Row[Any]) -> Any:
    asked = clarification_request.c
    return connection.execute(
        select(asked.question, asked.due_on)
        .where(asked.application_id == row.application_id)
        .order_by(asked.version.desc())
    ).first()


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
