"""The queue of enrolments to trainings, whose places are guarded like the days of a round."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from data_access.deciding.histories import Kept
from data_access.deciding.queue import Earlier, Move
from data_access.deciding.refusals import Refused
from data_access.deciding.types import Answer, Command, Outcome, Refusal
from data_access.letters.causes import Cause
from data_access.letters.wording import Value
from data_access.schema import (
    activity,
    activity_places,
    enrolment,
    enrolment_event,
    organisation,
)
from programme.codes import ActivityStatus
from programme.enrolments import ENROLMENTS, EnrolmentAction, EnrolmentStatus
from programme.letters import Template

KEPT = Kept(enrolment, enrolment_event, "enrolment_id", "enrolment_no", Cause.enrolment)

#: A training in these states takes people in.
OPEN_TRAININGS = (ActivityStatus.PLANNED, ActivityStatus.RUNNING)

_LETTERS = {
    EnrolmentAction.ACCEPT: Template.ENROLMENT_ACCEPTED,
    EnrolmentAction.WAITLIST: Template.ENROLMENT_WAITLISTED,
    EnrolmentAction.DECLINE: Template.ENROLMENT_DECLINED,
}
_NEEDS_REASON = frozenset({EnrolmentAction.DECLINE, EnrolmentAction.CANCEL, EnrolmentAction.REOPEN})


class Enrolments:
    """Enrolments, which share the places of their training (`deciding.queue.Queue`)."""

    life_cycle = ENROLMENTS
    actions = EnrolmentAction

    @property
    def rules(self) -> Mapping[str, Refusal | Outcome]:
        return _RULES

    def lock(self, connection: Connection, number: str) -> Row[Any] | None:
        """The enrolment and its training's places, locked in that order for everybody."""
        trainings = select(enrolment.c.activity_id).where(enrolment.c.enrolment_no == number)
        connection.execute(
            select(activity_places.c.activity_id)
            .where(activity_places.c.activity_id.in_(trainings))
            .with_for_update()
        )
        return connection.execute(
            select(
                enrolment,
                (activity_places.c.places - activity_places.c.places_taken).label("places_left"),
                activity.c.status.label("training_status"),
                activity.c.name.label("training"),
                activity.c.starts_on,
                organisation.c.language,
                organisation.c.name_fi,
                organisation.c.name_sv,
            )
            .join_from(enrolment, activity_places)
            .join(activity, activity.c.activity_id == enrolment.c.activity_id)
            .join(organisation, organisation.c.organisation_id == enrolment.c.organisation_id)
            .where(enrolment.c.enrolment_no == number)
            .with_for_update(of=enrolment)
        ).first()

    def earlier(self, connection: Connection, request_key: str) -> Earlier | None:
        return KEPT.earlier(connection, request_key)

    def check(
        self, connection: Connection, command: Command, subject: Row[Any], at: datetime
    ) -> None:
        if command.action is EnrolmentAction.UNDO and not KEPT.letter_waits(connection, subject):
            raise Refused(Refusal.LETTER_LEFT)
        if command.action in _NEEDS_REASON and not command.written:
            raise Refused(Refusal.RATIONALE_MISSING)
        if command.action is EnrolmentAction.ACCEPT:
            refusal = _why_not_accepted(command.people, subject)
            if refusal:
                raise Refused(refusal)

    def take(self, connection: Connection, move: Move) -> None:
        """Write one move; the database takes the places and gives them back."""
        command = move.command
        accepted = command.people if command.action is EnrolmentAction.ACCEPT else None
        people = {"people_accepted": accepted}
        KEPT.step(connection, move, people, people)
        if command.action is EnrolmentAction.UNDO:
            KEPT.cancel_letter(connection, move)
        if command.action in _LETTERS:
            told = _told(move.subject, accepted)
            KEPT.write_letter(connection, move, _LETTERS[command.action], told)

    def describe(self, connection: Connection, answer: Answer) -> Answer:
        last = KEPT.last_event(answer.command.number)
        row = connection.execute(
            select(
                enrolment.c.status,
                enrolment.c.version,
                enrolment.c.people,
                enrolment.c.people_accepted,
                (activity_places.c.places - activity_places.c.places_taken).label("places_left"),
                organisation.c.name_fi,
                last.c.actor,
                last.c.at,
            )
            .join_from(enrolment, activity_places)
            .join(organisation, organisation.c.organisation_id == enrolment.c.organisation_id)
            .join(last, last.c.enrolment_id == enrolment.c.enrolment_id)
        ).first()
        if row is None:
            return answer
        return replace(
            answer,
            organisation=row.name_fi,
            status=EnrolmentStatus(row.status),
            version=row.version,
            people=row.people_accepted,
            places_left=row.places_left,
            max_people=row.people,
            actor=row.actor,
            at=row.at,
        )


def _told(subject: Row[Any], accepted: int | None) -> dict[str, Value]:
    """What letters about enrolments name."""
    told = {"title": subject.training, "starts_on": subject.starts_on, "people": subject.people}
    return told | ({"people_accepted": accepted} if accepted else {})


def _why_not_accepted(people: int | None, subject: Row[Any]) -> Refusal | None:
    if subject.training_status not in OPEN_TRAININGS:
        return Refusal.TRAINING_OFF
    if people is None or not 1 <= people <= subject.people:
        return Refusal.PEOPLE_RANGE
    return None if people <= subject.places_left else Refusal.PLACES


#: Rules of the database and what breaking one means for the person.
_RULES: dict[str, Refusal | Outcome] = {
    "places_not_exceeded": Refusal.PLACES,
    "accepted_within_enrolled": Refusal.PEOPLE_RANGE,
    "training_is_off": Refusal.TRAINING_OFF,
    "role_not_allowed": Refusal.FORBIDDEN,
    "enrolment_move_known": Refusal.NOT_NOW,
    "letter_has_left": Refusal.LETTER_LEFT,
    "one_live_enrolment": Refusal.LIVE_ENROLMENT,
    "stale_version": Outcome.CONFLICT,
    "one_enrolment_event_per_version": Outcome.CONFLICT,
}
