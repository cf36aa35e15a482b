"""Bookings: which expert gives the sparring and from which day on.

The first booking is made by `decisions.decide` when an application is scheduled; `rebook` changes
it while nothing has been given yet. Every booking stays in the database.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, update

from data_access.connect import reading
from data_access.deciding.agreed import check_booking, insert_booking
from data_access.deciding.attempts import attempt
from data_access.deciding.members import role_with
from data_access.deciding.refusals import Refused, Stale
from data_access.deciding.sparring import Sparring
from data_access.deciding.types import Answer, Command, Outcome, Refusal
from data_access.schema import sparring_application, sparring_booking
from programme.clock import Clock
from programme.lifecycle import Status
from programme.roles import Right

_QUEUE = Sparring()


def rebook(engine: Engine, command: Command, clock: Clock) -> Answer:
    """Agree on another expert or day for an application that is scheduled.

    `command` is one of Action.SCHEDULE with `expert` and `starts_on`; `text` may say why. The
    application gets a new version and stays as it is otherwise. Answers as `decisions.decide`;
    raises connect.DatabaseUnavailable when the database cannot be used.
    """

    def write(connection: Connection) -> Answer:
        outcome = _change(connection, command, clock.now())
        return _QUEUE.describe(connection, Answer(outcome, command))

    result = attempt(engine, write, _QUEUE.rules)
    if isinstance(result, Answer):
        return result
    answer: Answer = Answer(result.outcome, command, result.refusal)
    if result.refusal is Refusal.FORBIDDEN:
        return answer
    with reading(engine) as connection:
        return _QUEUE.describe(connection, answer)


def _change(connection: Connection, command: Command, at: datetime) -> Outcome:
    role_with(connection, command.by, (Right.PREPARE,))
    subject = _QUEUE.lock(connection, command.number)
    if subject is None:
        raise Refused(Refusal.UNKNOWN_APPLICATION)
    if _was_sent_before(connection, command, subject):
        return Outcome.REPEATED
    if subject.version != command.seen_version:
        raise Stale
    if subject.status != Status.SCHEDULED:
        raise Refused(Refusal.NOT_NOW)
    refusal = check_booking(connection, command, subject.decided_at)
    if refusal:
        raise Refused(refusal)
    _write(connection, command, subject, max(at, subject.changed_at))
    return Outcome.SAVED


def _was_sent_before(connection: Connection, command: Command, subject: Row[Any]) -> bool:
    made = sparring_booking.c
    known = connection.execute(
        select(made.booked_by, made.expert_code, made.starts_on).where(
            made.application_id == subject.application_id,
            made.request_key == command.request_key,
        )
    ).first()
    if known and tuple(known) != (command.by, command.expert, command.starts_on):
        raise Refused(Refusal.REQUEST_REUSED)
    return known is not None


def _write(connection: Connection, command: Command, subject: Row[Any], at: datetime) -> None:
    version = subject.version + 1
    connection.execute(
        update(sparring_application)
        .where(sparring_application.c.application_id == subject.application_id)
        .values(
            version=version,
            changed_by=command.by,
            changed_at=at,
            change_note=command.words or None,
            request_key=command.request_key,
        )
    )
    insert_booking(connection, command, subject.application_id, version, at)
