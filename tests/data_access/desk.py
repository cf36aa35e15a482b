"""Submissions and enrolments for the data tests, in the small world of `scenarios`."""

import itertools
import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Table, func, insert, select

from data_access.connect import writing
from data_access.decisions import Answer, Command, decide
from data_access.schema import (
    activity,
    activity_places,
    deed_submission,
    deed_submission_event,
    enrolment,
    enrolment_event,
)
from programme.deed_submissions import SubmissionAction, SubmissionStatus
from programme.enrolments import EnrolmentAction, EnrolmentStatus
from tests.data_access.scenarios import NOW, OFFICER, REASON, World, clock, local

AnyAction = SubmissionAction | EnrolmentAction
RECEIVED_AT = local(2020, 11, 20)

#: How a subject gets to a status from the first one.
TO_SUBMISSION = {
    SubmissionStatus.RECEIVED: (),
    SubmissionStatus.RETURNED: (SubmissionAction.RETURN,),
    SubmissionStatus.PUBLISHED: (SubmissionAction.PUBLISH,),
    SubmissionStatus.DECLINED: (SubmissionAction.DECLINE,),
}
TO_ENROLMENT = {
    EnrolmentStatus.RECEIVED: (),
    EnrolmentStatus.ACCEPTED: (EnrolmentAction.ACCEPT,),
    EnrolmentStatus.WAITLISTED: (EnrolmentAction.WAITLIST,),
    EnrolmentStatus.DECLINED: (EnrolmentAction.DECLINE,),
    EnrolmentStatus.CANCELLED: (EnrolmentAction.CANCEL,),
}


class Desk:
    """Makes subjects of both queues in a world, and sends commands to them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._numbers = itertools.count(1 + world.count(deed_submission) + world.count(enrolment))
        highest = world.one(select(func.coalesce(func.max(activity.c.activity_id), 0)))[0]
        self._trainings = itertools.count(1 + highest)

    def training(self, places: int = 10, **changes: Any) -> int:
        """A planned training of January with so many places, open until Christmas; its id."""
        number = next(self._trainings)
        row = {
            "activity_id": number,
            "service_type": "internal_developer_training",
            "period_code": "2018-2020",
            "name": f"Valmennus {number}",
            "starts_on": date(2021, 1, 12),
            "ends_on": date(2021, 3, 9),
            "delivery_mode": "remote",
            "status": "planned",
        }
        self.world.add(activity, row | changes)
        closing = {"activity_id": number, "enrolment_closes_on": date(2020, 12, 23)}
        self.world.add(activity_places, closing | {"places": places})
        return number

    def enrolment(
        self, training: int, status: EnrolmentStatus = EnrolmentStatus.RECEIVED, **changes: Any
    ) -> str:
        """An enrolment of three people from an organisation of its own, by its number."""
        number = f"IL-2020-{next(self._numbers):03}"
        row = {"enrolment_no": number, "activity_id": training, "people": 3} | changes
        self._receive(enrolment, enrolment_event, "enrolment_id", row)
        for action in TO_ENROLMENT[status]:
            assert self.act(number, action).saved
        return number

    def submission(
        self, status: SubmissionStatus = SubmissionStatus.RECEIVED, **changes: Any
    ) -> str:
        """A deed that somebody sent, by its number."""
        number = f"TT-2020-{next(self._numbers):03}"
        row = {
            "submission_no": number,
            "deed_kind": "deed",
            "sector": "education",
            "title": "Välitunti kävellen",
            "description": "Opettajat ja oppilaat kävelevät välitunnin yhdessä.",
        }
        self._receive(deed_submission, deed_submission_event, "submission_id", row | changes)
        for action in TO_SUBMISSION[status]:
            assert self.act(number, action).saved
        return number

    def _receive(self, subjects: Table, events: Table, key: str, row: dict[str, Any]) -> None:
        row = {"status": "received", "submitted_at": RECEIVED_AT, "changed_at": RECEIVED_AT} | row
        if "organisation_id" not in row:
            row["organisation_id"] = self.world.organisation()
        with writing(self.world.engine) as connection:
            made = connection.execute(insert(subjects).values(**row))
            (subject_id,) = made.inserted_primary_key or (None,)
            connection.execute(
                insert(events).values(
                    **{key: subject_id},
                    version=1,
                    to_status="received",
                    actor=OFFICER,
                    at=row["changed_at"],
                )
            )

    def act(
        self,
        number: str,
        action: AnyAction,
        by: str = OFFICER,
        *,
        at: datetime = NOW,
        **changes: Any,
    ) -> Answer:
        """Send a command that has all its action needs, on the version that stands now."""
        return decide(self.world.engine, self.command(number, action, by, **changes), clock(at))

    def command(self, number: str, action: AnyAction, by: str = OFFICER, **changes: Any) -> Command:
        """A sound command on the version that stands now."""
        values: dict[str, Any] = {
            "seen_version": self.row(number).version,
            "request_key": str(uuid.uuid4()),
            "text": REASON,
            "people": 3,
        }
        return Command(number, action, by, **(values | changes))

    def row(self, number: str) -> Row[Any]:
        """The submission or enrolment as the database holds it."""
        if number.startswith("TT"):
            query: Any = select(deed_submission).where(deed_submission.c.submission_no == number)
        else:
            query = select(enrolment).where(enrolment.c.enrolment_no == number)
        return self.world.one(query)

    def taken(self, training: int) -> int:
        """Places that are taken."""
        places = activity_places.c
        return int(
            self.world.one(select(places.places_taken).where(places.activity_id == training))[0]
        )

    def history(self, number: str) -> list[Row[Any]]:
        """The events of a submission or an enrolment, the first one first."""
        row = self.row(number)
        if number.startswith("TT"):
            event = deed_submission_event.c
            query = select(deed_submission_event).where(event.submission_id == row.submission_id)
        else:
            event = enrolment_event.c
            query = select(enrolment_event).where(event.enrolment_id == row.enrolment_id)
        return self.world.all(query.order_by(event.version))

    def everything_agrees(self) -> None:
        """Raise AssertionError unless histories, places, deeds and letters agree."""
        for subjects, events, key in (
            (deed_submission, deed_submission_event, "submission_id"),
            (enrolment, enrolment_event, "enrolment_id"),
        ):
            for row in self.world.all(select(subjects)):
                subject = row._mapping
                told = self.world.all(
                    select(events).where(events.c[key] == subject[key]).order_by(events.c.version)
                )
                assert [event.version for event in told] == list(range(1, row.version + 1))
                assert [None, *(event.to_status for event in told)] == [
                    *(event.from_status for event in told),
                    row.status,
                ]
                assert [event.at for event in told] == sorted(event.at for event in told)
                assert told[-1].at == row.changed_at
        self._places_agree()

    def _places_agree(self) -> None:
        accepted = self.world.all(select(enrolment.c.activity_id, enrolment.c.people_accepted))
        for training in self.world.all(select(activity_places)):
            sums = [row.people_accepted or 0 for row in accepted if row[0] == training.activity_id]
            assert training.places_taken == sum(sums) <= training.places
