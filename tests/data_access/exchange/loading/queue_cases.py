"""Files of the queues that do not fit the database or each other."""

from datetime import date, timedelta
from typing import Any

from programme.enrolments import EnrolmentStatus
from programme.lifecycle import Status
from tests.data_access.desk import Desk
from tests.data_access.exchange.loading.cases import Case, Unfit, changed
from tests.data_access.exchange.loading.telling import CAME, Tables
from tests.data_access.scenarios import MANAGER, NOW, OFFICER, REASON, World

_ENROLMENT, _EVENT, _PLACES = "enrolment.csv", "enrolment_event.csv", "activity_places.csv"
_SUBMISSION, _LETTER = "deed_submission.csv", "letter.csv"
_PROPOSAL = "application_proposal.csv"


def enrolled(*moves: str, accepted: int = 3, number: str = "IL-2020-901") -> Tables:
    """An enrolment of three people that made these moves, one a day, to a training of ten."""
    row = {"enrolment_no": number, "activity_id": 1, "organisation_id": 1, "people": 3}
    tables = _lived("enrolment", row, *moves)
    for event in tables["enrolment_event"]:
        event["people_accepted"] = accepted if event["to_status"] == "accepted" else None
    last = tables["enrolment_event"][-1]
    tables["enrolment"][0]["people_accepted"] = last["people_accepted"]
    activity = {
        "activity_id": 1,
        "service_type": "workshop",
        "period_code": "2018-2020",
        "name": "Työpaja",
        "starts_on": date(2020, 12, 15),
        "ends_on": date(2020, 12, 15),
        "delivery_mode": "remote",
        "status": "planned",
    }
    places = {"activity_id": 1, "places": 10, "enrolment_closes_on": date(2020, 12, 1)}
    return tables | {"activity": [activity], "activity_places": [places]}


def submitted(*moves: str) -> Tables:
    """A deed that was sent and made these moves, one a day."""
    row = {
        "submission_no": "TT-2020-901",
        "deed_kind": "deed",
        "organisation_id": 1,
        "title": "Välitunti kävellen",
        "description": "Kävellään.",
        "deed_id": None,
    }
    return _lived("deed_submission", row, *moves)


def _lived(table: str, row: dict[str, Any], *moves: str) -> Tables:
    (key, number), *_ = row.items()
    events: list[dict[str, Any]] = []
    for version, status in enumerate(("received", *moves), start=1):
        before = events[-1]["to_status"] if events else None
        event = {key: number, "version": version, "from_status": before, "to_status": status}
        at = CAME + timedelta(days=version - 1)
        events.append(event | {"actor": OFFICER, "at": at, "note": REASON, "request_key": None})
    row = row | {"submitted_at": CAME, "status": events[-1]["to_status"]}
    row |= {"version": len(events), "changed_at": events[-1]["at"]}
    return {table: [row], f"{table}_event": events}


def _with(tables: Tables, table: str, place: int = 0, **changes: Any) -> Case:
    """The tables with a change in one row."""

    def case(_world: World) -> Tables:
        return tables | {
            table: [
                row | changes if at == place % len(tables[table]) else row
                for at, row in enumerate(tables[table])
            ]
        }

    return case


def _without(tables: Tables, table: str, place: int) -> Case:
    def case(_world: World) -> Tables:
        return tables | {table: [row for at, row in enumerate(tables[table]) if at != place]}

    return case


def _letter(**changes: Any) -> dict[str, Any]:
    cause = {"submission_no": "TT-2020-901", "submission_version": 2, "template": "deed_returned"}
    row = {**cause, "language": "fi", "status": "sent", "written_at": NOW, "send_after": NOW}
    return row | changes


def _letters(*some: dict[str, Any]) -> Case:
    """Letters of a submission that was returned."""
    return lambda _world: submitted("returned") | {"letter": list(some)}


def _twice(_world: World) -> Tables:
    other = enrolled(number="IL-2020-902")
    return {
        table: rows + (other[table] if table.startswith("enrolment") else [])
        for table, rows in enrolled().items()
    }


def _stored(world: World, **changes: Any) -> Tables:
    """An enrolment of the database, told with changes."""
    desk = Desk(world)
    number = desk.enrolment(desk.training(), EnrolmentStatus.ACCEPTED, organisation_id=1)
    row = desk.row(number)._mapping
    names = ["enrolment_no", "activity_id", "organisation_id", "people", "people_accepted"]
    names += ["submitted_at", "status", "version", "changed_at"]
    return {"enrolment": [{name: row[name] for name in names} | changes]}


def _another_past(world: World) -> Tables:
    desk = Desk(world)
    number = desk.enrolment(desk.training(), organisation_id=1)
    event = desk.history(number)[0]._mapping
    names = ("version", "from_status", "to_status", "actor", "at")
    told = {name: event[name] for name in names} | {"note": "Jälkikäteen"}
    return {"enrolment_event": [{"enrolment_no": number, **told}]}


def _fared(world: World, stands: str, **told: Any) -> Tables:
    """The letter of an approval that stands somewhere, told otherwise."""
    number = world.application(Status.APPROVED, organisation_id=1)
    version = world.row(number).version
    world.change(f"UPDATE letter SET status = '{stands}'")
    row = {"application_no": number, "version": version, "template": "approved", "language": "fi"}
    row |= {"written_at": NOW, "send_after": NOW + timedelta(minutes=10)}
    return {"letter": [row | told]}


def _proposal(world: World, **changes: Any) -> Tables:
    number = world.application(Status.IN_REVIEW, organisation_id=1)
    row = {
        "application_no": number,
        "version": 2,
        "outcome": "approved",
        "days": 1,
        "rejection_ground": None,
        "rationale": REASON,
        "source": "office",
        "proposed_by": OFFICER,
        "proposed_at": NOW,
        "request_key": "proposal-1",
    }
    return {"application_proposal": [row | changes]}


def _proposal_too_late(world: World) -> Tables:
    number = world.application(Status.REJECTED, organisation_id=2)
    version = world.row(number).version
    return _proposal(world, application_no=number, version=version)


def _booking_too_early(world: World) -> Tables:
    number = world.application(Status.APPROVED, organisation_id=2)
    version = world.row(number).version
    return _booking(world, application_no=number, version=version)


def _edited_comment(world: World) -> Tables:
    number = world.application(Status.IN_REVIEW, organisation_id=1)
    world.change(
        "INSERT INTO application_comment "
        "(application_id, comment, written_by, written_at, request_key) "
        f"VALUES ({world.row(number).application_id}, 'Soitettu', '{OFFICER}', "
        "'2020-12-01 07:00:00.000000', 'comment-1')"
    )
    row = {"application_no": number, "comment": "Ei soitettu", "written_by": OFFICER}
    return {"application_comment": [row | {"written_at": NOW, "request_key": "comment-1"}]}


def _booking(world: World, **changes: Any) -> Tables:
    number = world.application(Status.SCHEDULED, organisation_id=1)
    row = {"application_no": number, "version": 4, "expert_code": "nobody"}
    row |= {"starts_on": date(2021, 1, 20), "booked_by": OFFICER, "booked_at": NOW}
    return {"sparring_booking": [row | {"request_key": "booking-1"} | changes]}


_ACCEPTED = enrolled("accepted")

QUEUES: dict[str, Unfit] = {
    "enrolment in an unknown state": Unfit(
        _with(enrolled(), "enrolment", status="forgotten"), _ENROLMENT, 2, "status", "waitlisted"
    ),
    "more people accepted than places": Unfit(
        _with(_ACCEPTED, "activity_places", places=2),
        _ENROLMENT,
        2,
        "people_accepted",
        "at most 2 places taken in activity 1",
    ),
    "fewer places than people accepted": Unfit(
        _with(_ACCEPTED, "activity_places", places=2),
        _PLACES,
        2,
        "places",
        "at least 3, the places taken",
    ),
    "another sum of places taken": Unfit(
        _with(_ACCEPTED, "activity_places", places_taken=2),
        _PLACES,
        2,
        "places_taken",
        "3, the people accepted",
    ),
    "more people accepted than enrolled": Unfit(
        lambda _world: enrolled("accepted", accepted=4),
        _ENROLMENT,
        2,
        "people_accepted",
        "people_accepted <= people",
    ),
    "people of nobody accepted": Unfit(
        _with(enrolled("waitlisted"), "enrolment", people_accepted=1),
        _ENROLMENT,
        2,
        "people_accepted",
        "status = 'accepted'",
    ),
    "enrolled twice": Unfit(
        _twice, _ENROLMENT, 3, "organisation_id", "one live enrolment to a training; IL-2020-901"
    ),
    "enrolled after the last day": Unfit(
        _with(enrolled(), "activity_places", enrolment_closes_on=date(2020, 11, 1)),
        _ENROLMENT,
        2,
        "submitted_at",
        "a moment until 2020-11-01",
    ),
    "training closed before its enrolments": Unfit(
        _with(enrolled(), "activity_places", enrolment_closes_on=date(2020, 11, 1)),
        _PLACES,
        2,
        "enrolment_closes_on",
        "2020-11-02 or later",
    ),
    "training without places": Unfit(
        _without(enrolled(), "activity_places", 0),
        _ENROLMENT,
        2,
        "activity_id",
        "the activity_id of a row of activity_places",
    ),
    "enrolment without events": Unfit(
        _without(enrolled(), "enrolment_event", 0),
        _ENROLMENT,
        2,
        "status",
        "the events that led to received in enrolment_event",
    ),
    "enrolment elsewhere than its events": Unfit(
        _with(enrolled("declined"), "enrolment", status="waitlisted"),
        _ENROLMENT,
        2,
        "status",
        "declined, where the history leads",
    ),
    "event from elsewhere": Unfit(
        _with(enrolled("waitlisted", "declined"), "enrolment_event", 2, from_status="received"),
        _EVENT,
        4,
        "from_status",
        "waitlisted, where the event before has left it",
    ),
    "event left out": Unfit(
        _without(enrolled("waitlisted", "declined"), "enrolment_event", 1),
        _EVENT,
        3,
        "version",
        "version 2 before it",
    ),
    "event before the one before": Unfit(
        _with(enrolled("declined"), "enrolment_event", 1, at=CAME - timedelta(days=1)),
        _EVENT,
        3,
        "at",
        "or later, after the event before",
    ),
    "move that is not allowed": Unfit(
        lambda _world: enrolled("cancelled", "declined"),
        _EVENT,
        4,
        "from_status",
        "to_status IN (",
    ),
    "event of no user": Unfit(
        _with(enrolled("declined"), "enrolment_event", 1, actor="nobody"),
        _EVENT,
        3,
        "actor",
        "the username of a row of app_user",
    ),
    "event of no enrolment": Unfit(
        _without(enrolled(), "enrolment", 0),
        _EVENT,
        2,
        "enrolment_no",
        "the enrolment_no of a row of enrolment",
    ),
    "enrolment's past told otherwise": Unfit(
        _another_past, _EVENT, 2, "note", "nothing, as in the database"
    ),
    "enrolment older than the database": Unfit(
        lambda world: _stored(world, version=1, status="received", people_accepted=None),
        _ENROLMENT,
        2,
        "version",
        "2 or more: the database has moved on",
    ),
    "enrolment changed without an event": Unfit(
        lambda world: _stored(world, status="declined", people_accepted=None),
        _ENROLMENT,
        2,
        "people_accepted",
        "3, as in the database, or the change as version 3",
    ),
    "enrolment of other people": Unfit(
        lambda world: _stored(world, people=4), _ENROLMENT, 2, "people", "3, as in the database"
    ),
    "published without a deed": Unfit(
        lambda _world: submitted("published"), _SUBMISSION, 2, "status", "deed_id IS NOT NULL"
    ),
    "deed that is not there": Unfit(
        _with(submitted("published"), "deed_submission", deed_id=77),
        _SUBMISSION,
        2,
        "deed_id",
        "the deed_id of a row of deed",
    ),
    "number of another form": Unfit(
        _with(submitted(), "deed_submission", submission_no="T-1"),
        _SUBMISSION,
        2,
        "submission_no",
        "TT-",
    ),
    "letter about another outcome": Unfit(
        _letters(_letter(template="deed_declined")),
        _LETTER,
        2,
        "submission_version",
        "an event to declined of that version",
    ),
    "letter of no submission": Unfit(
        _letters(_letter(submission_no="TT-2020-999")),
        _LETTER,
        2,
        "submission_no",
        "the submission_no of a row of deed_submission",
    ),
    "letter of half a cause": Unfit(
        _letters(_letter(submission_version=None)),
        _LETTER,
        2,
        "submission_no",
        "submission_version IS NULL",
    ),
    "letter of two causes": Unfit(
        lambda _world: (
            submitted("returned")
            | enrolled("declined")
            | {"letter": [_letter(enrolment_no="IL-2020-901", enrolment_version=2)]}
        ),
        _LETTER,
        2,
        "submission_no",
        "= 1",
    ),
    "letter twice": Unfit(
        _letters(_letter(), _letter(language="sv")),
        _LETTER,
        3,
        "submission_no, submission_version",
        "once; row 2 has it already",
    ),
    "letter with half its text": Unfit(
        _letters(_letter(subject="Tekonne")), _LETTER, 2, "subject", "body IS NULL"
    ),
    "letter with a time that did not leave": Unfit(
        _letters(_letter(status="failed", sent_at=NOW)), _LETTER, 2, "sent_at", "status = 'sent'"
    ),
    "letter sent again": Unfit(
        lambda world: _fared(world, "sent", status="waiting"),
        _LETTER,
        2,
        "status",
        "sent, as in the database",
    ),
    "letter that may have left waits again": Unfit(
        lambda world: _fared(world, "handed_over", status="waiting"),
        _LETTER,
        2,
        "status",
        "the letter is handed_over by now",
    ),
    "failed letter waits again": Unfit(
        lambda world: _fared(world, "failed", status="waiting"),
        _LETTER,
        2,
        "status",
        "one of failed, sent, cancelled",
    ),
    "letter of an undone approval waits": Unfit(
        changed("letter", 0, "in_review", "approved", "in_review", status="waiting"),
        _LETTER,
        2,
        "status",
        "cancelled: the approval was undone",
    ),
    "proposal of days without an approval": Unfit(
        lambda world: _proposal(world, outcome="waitlisted"),
        _PROPOSAL,
        2,
        "outcome",
        "days IS NOT NULL",
    ),
    "proposal about a version to come": Unfit(
        lambda world: _proposal(world, version=3),
        _PROPOSAL,
        2,
        "version",
        "2 at most, the version of the application",
    ),
    "proposal of more days than were asked for": Unfit(
        lambda world: _proposal(world, days=3),
        _PROPOSAL,
        2,
        "days",
        "1 to 2, what was asked for",
    ),
    "proposal about a version of before": Unfit(
        lambda world: _proposal(world, version=1),
        _PROPOSAL,
        2,
        "version",
        "a version after 2, where the database is",
    ),
    "proposal about a decided application": Unfit(
        _proposal_too_late,
        _PROPOSAL,
        2,
        "version",
        "the application was one of submitted, in_review, waitlisted",
    ),
    "booking of an application that is not scheduled": Unfit(
        _booking_too_early,
        "sparring_booking.csv",
        2,
        "version",
        "the application was scheduled",
    ),
    "proposal of no application": Unfit(
        lambda world: _proposal(world, application_no="SP-2020-999"),
        _PROPOSAL,
        2,
        "application_no",
        "the application_no of a row of sparring_application",
    ),
    "proposal with a short reason": Unfit(
        lambda world: _proposal(world, rationale="Kyllä"), _PROPOSAL, 2, "rationale", "10"
    ),
    "comment edited": Unfit(
        _edited_comment, "application_comment.csv", 2, "comment", "Soitettu, as in the database"
    ),
    "booking of no expert": Unfit(
        _booking,
        "sparring_booking.csv",
        2,
        "expert_code",
        "the expert_code of a row of expert",
    ),
    "template of no letter": Unfit(
        lambda _world: {
            "letter_template": [
                {
                    "template": "approved",
                    "language": "de",
                    "subject": "S",
                    "body": "B",
                    "changed_by": MANAGER,
                    "changed_at": NOW,
                }
            ]
        },
        "letter_template.csv",
        2,
        "language",
        "fi, sv, en",
    ),
}
