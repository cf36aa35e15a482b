"""Hostile strings in the queues of deeds and enrolments: one of each for every string."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from data_access.schema import (
    activity_places,
    campaign,
    deed_submission,
    deed_submission_event,
    enrolment,
    enrolment_event,
)


def submission(text: str) -> str:
    """Number of the text's deed, which was returned with a question."""
    return f"TT-2020-{text}"


def enrolled(text: str) -> str:
    """Number of the text's enrolment, which is on the waiting list."""
    return f"IL-2020-{text}"


def open_training(connection: Connection, training: int) -> None:
    """Give a training places that one can enrol in."""
    row = {"activity_id": training, "places": 50, "enrolment_closes_on": date(2020, 12, 31)}
    connection.execute(insert(activity_places).values(**row))


def fill(
    connection: Connection, *, place: int, text: str, organisation: int, actor: str, training: int
) -> None:
    """Put the text at this place of the list into every column of both queues that is shown."""
    at = datetime.fromisoformat("2020-01-03T09:00:00+00:00") + timedelta(minutes=place)
    names = {f"name_{language}": text for language in ("fi", "sv", "en")}
    connection.execute(insert(campaign).values(campaign_code=f"hostile{place}", **names))
    common = {
        "organisation_id": organisation,
        "submitted_at": at,
        "changed_at": at,
        "version": 2,
    }
    sent = {
        "submission_id": organisation,
        "submission_no": submission(text),
        "deed_kind": "deed",
        "campaign_code": f"hostile{place}",
        "title": text,
        "description": text,
        "status": "returned",
    }
    connection.execute(insert(deed_submission).values(**common, **sent))
    _tell(connection, deed_submission_event, {"submission_id": organisation}, actor, at, sent, text)
    came = {
        "enrolment_id": organisation,
        "enrolment_no": enrolled(text),
        "activity_id": training,
        "people": 2,
        "message": text,
        "status": "waitlisted",
    }
    connection.execute(insert(enrolment).values(**common, **came))
    _tell(connection, enrolment_event, {"enrolment_id": organisation}, actor, at, came, text)


def _tell(
    connection: Connection,
    events: Any,
    key: Mapping[str, int],
    actor: str,
    at: datetime,
    subject: Mapping[str, Any],
    text: str,
) -> None:
    """The two events of a subject; the second one has the text in all that it tells."""
    told = {**key, "actor": actor, "at": at}
    first = {"version": 1, "to_status": "received"}
    connection.execute(insert(events).values(**told, **first))
    edited = {"edited": {"title": text}} if "title" in subject else {}
    second = {
        "version": 2,
        "from_status": "received",
        "to_status": subject["status"],
        "note": text,
        **edited,
    }
    connection.execute(insert(events).values(**told, **second))
