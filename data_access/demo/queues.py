"""Writes what waits in the queues beside sparring: each thing comes and is handled at its time."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import count
from operator import attrgetter
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection, Table, insert

from data_access import decisions
from data_access.demo import deed_submissions, enrolments
from data_access.demo.activities import Activity
from data_access.demo.contacts import contacts
from data_access.demo.life_cycles import OFFICER
from data_access.demo.organisations import Organisation
from data_access.schema import (
    activity_places,
    deed_submission,
    deed_submission_event,
    enrolment,
    enrolment_event,
)
from programme.deed_submissions import SubmissionStatus
from programme.enrolments import EnrolmentStatus

Row = dict[str, Any]


def live_through(connection: Connection, numbers: Mapping[Activity, int]) -> None:
    """Receive submissions and enrolments and handle them; `numbers` are the activities' ids."""
    connection.execute(insert(activity_places), [_room(one, numbers) for one in enrolments.rooms()])
    for submission in deed_submissions.submissions():
        row = _submission(submission)
        _receive(connection, deed_submission, deed_submission_event, "submission_id", row)
    for one in enrolments.enrolments():
        row = _enrolment(one, numbers)
        _receive(connection, enrolment, enrolment_event, "enrolment_id", row)
    _handle(connection, [*deed_submissions.handlings(), *enrolments.handlings()])


def _room(one: enrolments.Room, numbers: Mapping[Activity, int]) -> Row:
    return {
        "activity_id": numbers[one.training],
        "places": one.places,
        "enrolment_closes_on": one.closes_on,
    }


def _submission(one: deed_submissions.Submission) -> Row:
    return {
        "submission_no": one.number,
        "deed_kind": one.content.deed_kind,
        "title": one.content.title,
        "description": one.content.description,
        "sector": one.content.sector,
        "campaign_code": one.content.campaign_code,
        "status": SubmissionStatus.RECEIVED,
        **_sender(one.organisation, one.submitted_at),
    }


def _enrolment(one: enrolments.Enrolment, numbers: Mapping[Activity, int]) -> Row:
    return {
        "enrolment_no": one.number,
        "activity_id": numbers[one.training],
        "people": one.people,
        "message": one.message,
        "status": EnrolmentStatus.RECEIVED,
        **_sender(one.organisation, one.submitted_at),
    }


def _sender(organisation: Organisation, at: datetime) -> Row:
    people = {one.organisation: number for number, one in enumerate(contacts(), start=1)}
    return {
        "organisation_id": organisation.organisation_id,
        "contact_id": people.get(organisation),
        "submitted_at": at,
        "changed_at": at,
    }


def _receive(connection: Connection, subjects: Table, events: Table, key: str, row: Row) -> None:
    made = connection.execute(insert(subjects).values(**row))
    (subject_id,) = made.inserted_primary_key or (None,)
    connection.execute(
        insert(events).values(
            **{key: subject_id},
            version=1,
            to_status=row["status"],
            actor=OFFICER,
            at=row["changed_at"],
        )
    )


def _handle(
    connection: Connection, done: Iterable[deed_submissions.Handling | enrolments.Handling]
) -> None:
    versions: dict[str, count[int]] = {}
    for one in sorted(done, key=attrgetter("at")):
        version = next(versions.setdefault(one.number, count(1)))
        command = decisions.Command(
            number=one.number,
            action=one.action,
            by=OFFICER,
            seen_version=version,
            request_key=str(uuid5(NAMESPACE_URL, f"{one.number}/{version}")),
            text=one.text,
            content=getattr(one, "content", None),
            people=getattr(one, "people", None),
        )
        decisions.apply(connection, command, one.at)
