"""A database in which every text that the app shows is one of the hostile strings.

Each string has, by its place in STRINGS: a region, an organisation of it with an application that
waits, a second one with an application that a question is out on, a third one with an approval
among the precedents of the first, a letter that has failed, and a user who did it all.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

from sqlalchemy import Connection, Engine, insert, update

from data_access.connect import writing
from data_access.schema import (
    access_log,
    activity,
    app_user,
    application_comment,
    application_decision,
    application_proposal,
    clarification_request,
    context_index,
    letter,
    letter_template,
    metadata,
    organisation,
    participation,
    region,
    sparring_application,
    sparring_round,
)
from programme.codes import Language, Theme
from programme.letters import Template
from tests.hostile import desks
from tests.hostile.strings import STRINGS

TEXTS = tuple(STRINGS.values())
ROUND = "2020-0"  # older than the demo's open round, which stays the current one
MAP_REGIONS = tuple(f"MK{number:02}" for number in (*range(1, 3), *range(4, 20), 21))
LANGUAGES = ("fi", "sv", "en")
BUSY_REGION = "MK01"
FIRST_ID = 900_000
BEGINNING = datetime(2020, 1, 2, 9, tzinfo=UTC)
DECIDED = datetime(2020, 12, 1, 6, 45, tzinfo=UTC)  # after all decisions of the demo


def fill(engine: Engine) -> None:
    """Put the hostile strings into a database that holds the demo."""
    with writing(engine) as connection:
        _name_the_map_regions(connection)
        _add(connection, sparring_round, _round())
        _add(connection, activity, _activity())
        desks.open_training(connection, FIRST_ID)
        for place, text in enumerate(TEXTS):
            _fill_with(connection, place, text)


def waiting(text: str) -> str:
    """Number of the text's application that waits."""
    return f"SP-2020-{text}"


def asked(text: str) -> str:
    """Number of the text's application that a question is out on."""
    return f"SP-2018-{text}"


def approved(text: str) -> str:
    """Number of the text's application that was approved."""
    return f"SP-2019-{text}"


def username(place: int) -> str:
    """Who did everything with the text at this place."""
    return f"hostile{place:02}"


def region_texts() -> Iterator[tuple[str, str, str]]:
    """Language, region of the map and the text that is its name."""
    for number, language in enumerate(LANGUAGES):
        for place, code in enumerate(MAP_REGIONS):
            yield language, code, TEXTS[(number * len(MAP_REGIONS) + place) % len(TEXTS)]


def own_region(place: int) -> str:
    """A region beside those of the map, for each text."""
    return f"MK{30 + place}"


def long_enough(text: str) -> str:
    """A rationale or question of the length that the database asks for."""
    return text if len(text.strip()) >= 10 else f"{text} ja perustelu"


def _name_the_map_regions(connection: Connection) -> None:
    for language, code, text in region_texts():
        connection.execute(
            update(region).where(region.c.region_code == code).values({f"name_{language}": text})
        )


def _fill_with(connection: Connection, place: int, text: str) -> None:
    _add(connection, app_user, _user(place, text))
    _add(connection, access_log, _access(place, text))
    _add(connection, region, _region(place, text))
    _add(connection, context_index, _index(text))
    for series in range(3):
        _add(connection, organisation, _organisation(place, text, series))
    _add(connection, participation, _participation(place))
    _waiting(connection, place, text)
    _asked(connection, place, text)
    _approved(connection, place, text)
    own = _own_text(place, text)
    if own:
        _add(connection, letter_template, own)
    desks.fill(
        connection,
        place=place,
        text=text,
        organisation=_number(place, 0),
        actor=username(place),
        training=FIRST_ID,
    )


def _waiting(connection: Connection, place: int, text: str) -> None:
    subject = _receive(connection, place, text, 0, waiting(text))
    said = {
        "application_id": subject["application_id"],
        "comment": text if text.strip() else f"{text} ja muuta",
        "written_by": subject["changed_by"],
        "written_at": subject["changed_at"],
        "request_key": f"hostile {place}",
    }
    _add(connection, application_comment, said)
    proposed = {
        "application_id": subject["application_id"],
        "version": 1,
        "outcome": "approved",
        "days": 1,
        "rationale": long_enough(text),
        "source": "office",
        "proposed_by": subject["changed_by"],
        "proposed_at": subject["changed_at"],
        "request_key": f"hostile {place}",
    }
    _add(connection, application_proposal, proposed)


def _asked(connection: Connection, place: int, text: str) -> None:
    subject = _receive(connection, place, text, 1, asked(text))
    _move(connection, subject, "in_review", 2)
    _move(connection, subject, "clarification_requested", 3)
    question = {
        "application_id": subject["application_id"],
        "version": 3,
        "question": long_enough(text),
        "due_on": date(2020, 2, 1) + timedelta(days=place),
        "asked_by": subject["changed_by"],
        "asked_at": subject["changed_at"],
    }
    _add(connection, clarification_request, question)
    _add(connection, letter, _letter(place, text, subject))


def _approved(connection: Connection, place: int, text: str) -> None:
    subject = _receive(connection, place, text, 2, approved(text))
    _move(connection, subject, "in_review", 2)
    decision = {
        "application_id": subject["application_id"],
        "version": 2,
        "outcome": "approved",
        "days_granted": 1,
        "rationale": long_enough(text),
        "decided_by": subject["changed_by"],
        "decided_at": DECIDED + timedelta(seconds=place),
        "request_key": f"hostile {place}",
    }
    _add(connection, application_decision, decision)


def _receive(
    connection: Connection, place: int, text: str, series: int, number: str
) -> dict[str, Any]:
    """Insert an application whose texts are all the text; theme and days make its precedents."""
    at = BEGINNING + timedelta(days=100 * series, hours=place)  # all before what waits in the demo
    row = {
        "application_id": _number(place, series),
        "application_no": number,
        "round_code": ROUND,
        "organisation_id": _number(place, series),
        "theme": list(Theme)[place % 7],
        "sector": "education",
        "title": text,
        "need": text,
        "goal": text,
        "days_requested": 1 + place // 7 % 3,
        "people_involved": 20,
        "includes_management": True,
        "includes_supervisors": True,
        "includes_staff": True,
        "no_layoff_declared": True,
        "delivery_mode": "onsite",
        "submitted_at": at,
        "status": "submitted",
        "changed_by": username(place),
        "changed_at": at,
        "change_note": text,
    }
    _add(connection, sparring_application, row)
    return row


def _move(connection: Connection, subject: dict[str, Any], status: str, version: int) -> None:
    connection.execute(
        update(sparring_application)
        .where(sparring_application.c.application_id == subject["application_id"])
        .values(status=status, version=version)
    )


def letter_id(place: int) -> int:
    """The letter with the text's question, which has failed."""
    return _number(place, 1)


def letter_place(place: int) -> tuple[Template, Language] | None:
    """The template and language whose own text is the text at this place, if it is one's."""
    places = list(product(Template, Language))
    return places[place] if place < len(places) else None


def _letter(place: int, text: str, subject: dict[str, Any]) -> dict[str, Any]:
    at = subject["changed_at"]
    return {
        "letter_id": letter_id(place),
        "application_id": subject["application_id"],
        "version": 3,
        "template": "clarification_requested",
        "language": "fi",
        "subject": text,
        "body": text,
        "status": "failed",
        "failure": text,
        "written_at": at,
        "send_after": at,
    }


def _own_text(place: int, text: str) -> dict[str, Any] | None:
    where = letter_place(place)
    if where is None:
        return None
    template, language = where
    by = {"changed_by": username(place), "changed_at": BEGINNING}
    return {"template": template, "language": language, "subject": text, "body": text, **by}


def _access(place: int, text: str) -> dict[str, Any]:
    return {
        "at": DECIDED + timedelta(seconds=place),
        "username": username(place),
        "action": "user_changed",
        "subject": text,
    }


def _number(place: int, series: int) -> int:
    return FIRST_ID + 1000 * series + place


def _round() -> dict[str, Any]:
    return {
        "round_code": ROUND,
        "opens_at": BEGINNING,
        "closes_at": BEGINNING + timedelta(days=360),
        "max_days": 3,
        "day_pool": 1000,
    }


def _activity() -> dict[str, Any]:
    day = date(2020, 5, 5)
    return {
        "activity_id": FIRST_ID,
        "service_type": "workshop",
        "period_code": "2018-2020",
        "name": TEXTS[0],
        "starts_on": day,
        "ends_on": day,
        "delivery_mode": "remote",
        "status": "completed",
    }


def _user(place: int, text: str) -> dict[str, Any]:
    return {
        "username": username(place),
        "display_name": text,
        "password_hash": "no hash",
        "role": "manager",
        "sessions_valid_after": BEGINNING,
    }


def _region(place: int, text: str) -> dict[str, Any]:
    return {
        "region_code": own_region(place),
        **{f"name_{language}": text for language in LANGUAGES},
        "municipality_count": 5,
        "in_target_area": True,
    }


def _index(text: str) -> dict[str, Any]:
    """An index without values, which is odd."""
    names = {f"name_{language}": text for language in LANGUAGES}
    return {"index_code": text, "year": 2020, **names, "source": text, "description": text}


def _organisation(place: int, text: str, series: int) -> dict[str, Any]:
    """A name may be given once: the second and the third one end differently."""
    return {
        "organisation_id": _number(place, series),
        "name_fi": f"{text} ({series + 1})" if series else text,
        "organisation_type": "municipality",
        "region_code": BUSY_REGION if series else own_region(place),
    }


def _participation(place: int) -> dict[str, Any]:
    return {
        "activity_id": FIRST_ID,
        "organisation_id": _number(place, 1),
        "staff_group": "employee",
        "participant_count": 7,
    }


def _add(connection: Connection, table: Any, row: dict[str, Any]) -> None:
    connection.execute(insert(metadata.tables[table.name]).values(**row))
