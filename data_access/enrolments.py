"""Trainings with limited places and the queue of those who want to come."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, func, select

from data_access.case_events import CaseEvent, case_events
from data_access.deciding.enrolments import KEPT
from data_access.facts import participation_fact
from data_access.questions import question
from data_access.schema import activity, activity_places, enrolment, organisation
from programme.calendar import local_date, working_days
from programme.codes import ActivityStatus, Service
from programme.enrolments import WAITING, EnrolmentStatus

#: Views of the address (`?queue=`) and the states that they show.
VIEWS: dict[str, tuple[EnrolmentStatus, ...]] = {
    "waiting": WAITING,
    "accepted": (EnrolmentStatus.ACCEPTED,),
    "all": tuple(EnrolmentStatus),
}

COLUMNS = (
    "enrolment_no",
    "organisation",
    "people",
    "people_accepted",
    "status",
    "submitted_on",
    "waited",
)


@dataclass(frozen=True)
class Training:
    """A training with its places; `asked` are the people for whom a place is still asked."""

    activity_id: int
    service_type: Service
    name: str
    starts_on: date
    ends_on: date
    status: ActivityStatus
    closes_on: date
    places: int
    taken: int
    asked: int
    waiting: int

    @property
    def left(self) -> int:
        """Places that can still be given."""
        return self.places - self.taken

    @property
    def short(self) -> int:
        """People who ask for a place and cannot get one."""
        return max(self.asked - self.left, 0)


@dataclass(frozen=True)
class Enrolment:
    """An enrolment as it stands; `waited` in working days since it came.

    `earlier` is how many activities of the programme the organisation has taken part in, `place`
    which of those waiting for the training it is (None when it does not wait).
    """

    number: str
    version: int
    status: EnrolmentStatus
    activity_id: int
    organisation: str
    region_code: str | None
    people: int
    people_accepted: int | None
    message: str | None
    submitted_on: date
    waited: int
    earlier: int
    place: int | None
    letter_waits: bool
    events: tuple[CaseEvent, ...]


@question("activities", office_only=True)
def trainings(connection: Connection) -> list[Training]:
    """The trainings that have places, by their first day."""
    waits = enrolment.c.status.in_(WAITING)
    rows = connection.execute(
        select(
            activity.c.activity_id,
            activity.c.service_type,
            activity.c.name,
            activity.c.starts_on,
            activity.c.ends_on,
            activity.c.status,
            activity_places.c.enrolment_closes_on,
            activity_places.c.places,
            activity_places.c.places_taken,
            func.coalesce(func.sum(enrolment.c.people).filter(waits), 0),
            func.count(enrolment.c.enrolment_id).filter(waits),
        )
        .join_from(activity, activity_places)
        .outerjoin(enrolment, enrolment.c.activity_id == activity.c.activity_id)
        .group_by(*activity.c, *activity_places.c)
        .order_by(activity.c.starts_on, activity.c.activity_id)
    )
    return [
        Training(row[0], Service(row[1]), *row[2:5], ActivityStatus(row[5]), *row[6:])
        for row in rows
    ]


@question("activities", "reference", office_only=True)
def enrolments(connection: Connection, activity_id: int, view: str, today: date) -> pd.DataFrame:
    """The enrolments of a training in a view, the oldest first; `waited` in working days."""
    came = enrolment.c
    rows = connection.execute(
        select(
            came.enrolment_no,
            organisation.c.name_fi.label("organisation"),
            came.people,
            came.people_accepted,
            came.status,
            came.submitted_at,
        )
        .join_from(enrolment, organisation)
        .where(came.activity_id == activity_id, came.status.in_(VIEWS[view]))
        .order_by(came.submitted_at, came.enrolment_no)
    )
    return pd.DataFrame([_entry(row, today) for row in rows], columns=COLUMNS)


@question("activities", office_only=True)
def enrolment_counts(connection: Connection, activity_id: int) -> dict[str, int]:
    """How many enrolments of a training each view holds."""
    status = enrolment.c.status
    rows = connection.execute(
        select(status, func.count()).where(enrolment.c.activity_id == activity_id).group_by(status)
    ).all()
    found = {EnrolmentStatus(row[0]): int(row[1]) for row in rows}
    return {view: sum(found.get(s, 0) for s in states) for view, states in VIEWS.items()}


@question("activities", "applications", "people", "reference", office_only=True)
def one_enrolment(connection: Connection, number: str, today: date) -> Enrolment | None:
    """The enrolment of that number, or None when there is none.

    It depends on the applications too: the outbox is of their topic.
    """
    if "\0" in number:  # PostgreSQL would refuse to look
        return None
    row = connection.execute(
        select(enrolment, organisation.c.name_fi.label("organisation"), organisation.c.region_code)
        .join_from(enrolment, organisation)
        .where(enrolment.c.enrolment_no == number)
    ).first()
    return _enrolment(connection, row, today) if row else None


def _enrolment(connection: Connection, row: Row[Any], today: date) -> Enrolment:
    received = local_date(row.submitted_at)
    return Enrolment(
        number=row.enrolment_no,
        version=row.version,
        status=EnrolmentStatus(row.status),
        activity_id=row.activity_id,
        organisation=row.organisation,
        region_code=row.region_code,
        people=row.people,
        people_accepted=row.people_accepted,
        message=row.message,
        submitted_on=received,
        waited=working_days(received, today),
        earlier=_earlier(connection, row.organisation_id),
        place=_place(connection, row) if row.status in WAITING else None,
        letter_waits=KEPT.letter_waits(connection, row),
        events=case_events(connection, KEPT, row.enrolment_id),
    )


def _earlier(connection: Connection, organisation_id: int) -> int:
    fact = participation_fact.c
    counted = select(func.count(fact.activity_id.distinct())).where(
        fact.organisation_id == organisation_id
    )
    return int(connection.execute(counted).scalar_one())


def _place(connection: Connection, row: Row[Any]) -> int:
    """Which one it is of those that wait, in the order in which they came."""
    came = enrolment.c
    before = (came.submitted_at < row.submitted_at) | (
        (came.submitted_at == row.submitted_at) & (came.enrolment_no < row.enrolment_no)
    )
    counted = select(func.count()).where(
        came.activity_id == row.activity_id, came.status.in_(WAITING), before
    )
    return int(connection.execute(counted).scalar_one()) + 1


def _entry(row: Any, today: date) -> dict[str, Any]:
    entry = dict(row._mapping)
    received = local_date(entry.pop("submitted_at"))
    return entry | {"submitted_on": received, "waited": working_days(received, today)}
