"""Two planned trainings of December 2020, for which more people are enrolled than have room."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from data_access.demo.activities import Activity, upcoming
from data_access.demo.content import rows
from data_access.demo.deed_submissions import moment
from data_access.demo.organisations import Organisation, organisations
from programme.codes import Service
from programme.enrolments import EnrolmentAction, EnrolmentStatus

_ROOM = {
    Service.INTERNAL_DEVELOPER_TRAINING: (12, date(2020, 12, 4)),
    Service.WORKSHOP: (20, date(2020, 12, 7)),
}
_STEP = {
    EnrolmentStatus.ACCEPTED: EnrolmentAction.ACCEPT,
    EnrolmentStatus.WAITLISTED: EnrolmentAction.WAITLIST,
    EnrolmentStatus.DECLINED: EnrolmentAction.DECLINE,
    EnrolmentStatus.CANCELLED: EnrolmentAction.CANCEL,
}


@dataclass(frozen=True)
class Room:
    """The places of a training, and the last day to enrol."""

    training: Activity
    places: int
    closes_on: date


@dataclass(frozen=True)
class Enrolment:
    """An enrolment as it arrived."""

    number: str
    training: Activity
    organisation: Organisation
    people: int
    message: str | None
    submitted_at: datetime


@dataclass(frozen=True)
class Handling:
    """What was done to an enrolment."""

    at: datetime
    number: str
    action: EnrolmentAction
    text: str
    people: int | None


def rooms() -> Iterator[Room]:
    """Where one can enrol."""
    for training in upcoming():
        yield Room(training, *_ROOM[training.service])


@cache
def enrolments() -> tuple[Enrolment, ...]:
    """All enrolments, training by training."""
    known = {one.name_fi: one for one in organisations()}
    trainings = {one.service: one for one in upcoming()}
    return tuple(
        Enrolment(
            f"IL-2020-{place:03d}",
            trainings[Service(row["training"])],
            known[row["organisation"]],
            int(row["people"]),
            row["message"] or None,
            moment(row["submitted_at"]),
        )
        for place, row in enumerate(rows("enrolments"), start=1)
    )


def handlings() -> Iterator[Handling]:
    """What the office did to them."""
    for one, row in zip(enrolments(), rows("enrolments"), strict=True):
        if row["fate"] == EnrolmentStatus.RECEIVED:
            continue
        yield Handling(
            moment(row["decided_at"]),
            one.number,
            _STEP[EnrolmentStatus(row["fate"])],
            row["text"],
            int(row["accepted"]) if row["accepted"] else None,
        )
