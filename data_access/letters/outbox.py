"""What is in the outbox and how it fares: for the office only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, case, func, or_, select

from data_access.letters.states import IN_OUTBOX, State, is_due, is_in
from data_access.questions import question
from data_access.schema import (
    app_user,
    deed_submission,
    enrolment,
    letter,
    organisation,
    sparring_application,
)
from programme.codes import Language
from programme.letters import Template

COLUMNS = (
    "letter_id",
    "number",
    "organisation",
    "template",
    "language",
    "state",
    "written_at",
    "send_after",
    "retry_at",
    "attempts",
    "failure",
    "sent_at",
)

_NUMBER = func.coalesce(
    sparring_application.c.application_no,
    deed_submission.c.submission_no,
    enrolment.c.enrolment_no,
)
_NAME = organisation.c.name_fi


@dataclass(frozen=True)
class Shown:
    """A letter as it was written (`subject` and `body` None of one older than that).

    `marked_by` is the name of the user who marked it as sent, None where a mail server took it.
    """

    letter_id: int
    number: str
    organisation: str
    template: Template
    language: Language
    state: State
    written_at: datetime
    send_after: datetime
    retry_at: datetime | None
    attempts: int
    failure: str | None
    sent_at: datetime | None
    subject: str | None
    body: str | None
    marked_by: str | None


@question("applications", "deeds", "activities", office_only=True)
def outbox(
    connection: Connection, state: State, now: datetime, most: int = 200, wanted: str = ""
) -> pd.DataFrame:
    """The letters in that state: COLUMNS, times in UTC; what waits in the order in which it will
    leave, the rest with the newest first. `failure` is a `letters.Hindrance` or what the server
    said. `wanted` keeps those whose number or organisation holds it."""
    waits = state is State.WAITING
    order = letter.c.send_after.asc() if waits else letter.c.written_at.desc()
    last = letter.c.letter_id.asc() if waits else letter.c.letter_id.desc()
    query = _lines(now).where(is_in(state, now)).order_by(order, last).limit(most)
    if words := wanted.replace("\0", "").strip():
        holds = (column.icontains(words, autoescape=True) for column in (_NUMBER, _NAME))
        query = query.where(or_(*holds))
    return pd.DataFrame(connection.execute(query).all(), columns=list(COLUMNS), dtype=object)


@question("applications", office_only=True)
def counts(connection: Connection, now: datetime) -> dict[State, int]:
    """How many letters there are in each state."""
    query = select(_state(now).label("state"), func.count()).select_from(letter)
    rows = connection.execute(query.group_by("state")).all()
    found = {State(row[0]): int(row[1]) for row in rows}
    return {state: found.get(state, 0) for state in State}


@question("applications", office_only=True)
def stuck(connection: Connection, now: datetime) -> dict[State, int]:
    """How many letters somebody has to look at: those that failed or may have left."""
    states = (State.FAILED, State.MAY_HAVE_LEFT)
    query = select(_state(now).label("state"), func.count()).select_from(letter)
    wanted = or_(*(is_in(state, now) for state in states))
    rows = connection.execute(query.where(IN_OUTBOX, wanted).group_by("state")).all()
    found = {State(row[0]): int(row[1]) for row in rows}
    return {state: found.get(state, 0) for state in states}


@question("applications", office_only=True)
def due(connection: Connection, now: datetime) -> tuple[int, ...]:
    """The letters, by id, whose time has come and that have a text: to be sent by hand where no
    mail server is."""
    query = select(letter.c.letter_id).where(is_due(now), letter.c.body.is_not(None))
    return tuple(connection.execute(query.order_by(letter.c.letter_id)).scalars())


@question("applications", "deeds", "activities", "people", office_only=True)
def one(connection: Connection, letter_id: int, now: datetime) -> Shown | None:
    """That letter with its text; None when there is none."""
    query = _lines(now).add_columns(letter.c.subject, letter.c.body, app_user.c.display_name)
    row = connection.execute(
        query.outerjoin(app_user, app_user.c.username == letter.c.claimed_by).where(
            letter.c.letter_id == letter_id
        )
    ).first()
    if row is None:
        return None
    told: dict[str, Any] = dict(zip(COLUMNS, row, strict=False))
    told |= {
        "template": Template(row.template),
        "language": Language(row.language),
        "state": State(row.state),
    }
    return Shown(**told, subject=row.subject, body=row.body, marked_by=row.display_name)


def _lines(now: datetime) -> Any:
    application, deed, place = sparring_application.c, deed_submission.c, enrolment.c
    whose = func.coalesce(application.organisation_id, deed.organisation_id, place.organisation_id)
    return (
        select(
            letter.c.letter_id,
            _NUMBER.label("number"),
            _NAME.label("organisation"),
            letter.c.template,
            letter.c.language,
            _state(now).label("state"),
            letter.c.written_at,
            letter.c.send_after,
            letter.c.retry_at,
            letter.c.attempts,
            letter.c.failure,
            letter.c.sent_at,
        )
        .select_from(letter)
        .outerjoin(sparring_application, application.application_id == letter.c.application_id)
        .outerjoin(deed_submission, deed.submission_id == letter.c.submission_id)
        .outerjoin(enrolment, place.enrolment_id == letter.c.enrolment_id)
        .join(organisation, organisation.c.organisation_id == whose)
    )


def _state(now: datetime) -> ColumnElement[str]:
    return case(*((is_in(state, now), state) for state in State))
