"""Files that read well but contradict the demo, or themselves: each by what is wrong with it.

A row is one of the demo's with some cells changed; numbers from 900 on are of new rows.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

Cells = Mapping[str, str]


class Row(NamedTuple):
    """The demo's row of `table` whose columns are as in `like`, with some changes."""

    table: str
    like: Cells
    changes: Cells = MappingProxyType({})


class BrokenRows(NamedTuple):
    """Rows, where the first problem is, and words of what would be right."""

    rows: tuple[Row, ...]
    where: str
    expected: str


_NEW, _AT = "SP-2020-901", "2020-11-20T10:00:00Z"
_LATER, _LATEST = "2020-11-21T10:00:00Z", "2020-11-22T10:00:00Z"
_REASON = "Tarve on rajattu selkeästi, ja johto on mukana."


def _organisation(number: str = "1", **changes: str) -> Row:
    return Row("organisation", {"organisation_id": number}, changes)


def _activity(**changes: str) -> Row:
    return Row("activity", {"activity_id": "1"}, changes)


def _participation(**changes: str) -> Row:
    return Row("participation", {"activity_id": "1"}, changes)


def _round(code: str, **changes: str) -> Row:
    return Row("sparring_round", {"round_code": code}, changes)


def _stored(number: str, **changes: str) -> Row:
    return Row("sparring_application", {"application_no": number}, changes)


def _new(**changes: str) -> Row:
    """An application of an organisation that has no other in the round, sent while it is open."""
    sound = {
        "application_no": _NEW,
        "organisation_id": "2",
        "contact_id": "",
        "submitted_at": _AT,
        "changed_at": _AT,
        "request_key": "901",
    }
    return _stored("SP-2020-048", **(sound | changes))


def _decided(**changes: str) -> Row:
    """The new application after it was approved."""
    approved = {
        "status": "approved",
        "days_granted": "1",
        "version": "3",
        "decided_at": _LATEST,
        "closed_at": _LATEST,
        "changed_by": "manager",
        "changed_at": _LATEST,
        "change_note": _REASON,
        "request_key": "903",
    }
    return _new(**(approved | changes))


def _of(table: str, number: str, version: str, /, **changes: str) -> Row:
    """A row of the history of one application."""
    return Row(table, {"application_no": number, "version": version}, changes)


def _event(version: str, /, **changes: str) -> Row:
    """An event of the new application."""
    return _of("application_event", "SP-2015-001", version, application_no=_NEW, **changes)


_RECEIVED = _event("1", at=_AT, request_key="901")
_TAKEN_UP = _event("2", at=_LATER, request_key="902")
_APPROVED = _event("3", at=_LATEST, request_key="903", note=_REASON)


def _decision(**changes: str) -> Row:
    """The decision of the new application."""
    sound = {
        "application_no": _NEW,
        "days_granted": "1",
        "decided_at": _LATEST,
        "request_key": "903",
        "rationale": _REASON,
    }
    return _of("application_decision", "SP-2015-001", "2", **(sound | changes))


def _session(number: str, **changes: str) -> Row:
    return Row(
        "sparring_session", {"application_no": "SP-2015-001"}, {"session_no": number} | changes
    )


REFERENCES = {
    "an unknown region": BrokenRows(
        (_organisation(region_code="MK99"),),
        "organisation.csv, row 2, column region_code",
        "the region_code of a row of region",
    ),
    "an unknown municipality": BrokenRows(
        (_organisation(municipality_code="999"),),
        "organisation.csv, row 2, column municipality_code",
        "the municipality_code of a row of municipality",
    ),
    "people at an unknown activity": BrokenRows(
        (_participation(), _participation(activity_id="90000")),
        "participation.csv, row 3, column activity_id",
        "the activity_id of a row of activity",
    ),
    "people of an unknown organisation": BrokenRows(
        (_participation(organisation_id="90000"),),
        "participation.csv, row 2, column organisation_id",
        "the organisation_id of a row of organisation",
    ),
    "an activity of an unknown period": BrokenRows(
        (_activity(period_code="2021-2023"),),
        "activity.csv, row 2, column period_code",
        "the period_code of a row of funding_period",
    ),
    "an application in an unknown round": BrokenRows(
        (_new(round_code="2020-9"),),
        "sparring_application.csv, row 2, column round_code",
        "the round_code of a row of sparring_round",
    ),
    "an application of an unknown organisation": BrokenRows(
        (_new(organisation_id="90000"),),
        "sparring_application.csv, row 2, column organisation_id",
        "the organisation_id of a row of organisation",
    ),
    "an application of an unknown contact": BrokenRows(
        (_new(contact_id="90000"),),
        "sparring_application.csv, row 2, column contact_id",
        "the contact_id of a row of contact",
    ),
    "an application entered by nobody": BrokenRows(
        (_new(changed_by="ei kukaan"),),
        "sparring_application.csv, row 2, column changed_by",
        "the username of a row of app_user",
    ),
    "an event of an unknown application": BrokenRows(
        (_RECEIVED,),
        "application_event.csv, row 2, column application_no",
        "the application_no of a row of sparring_application",
    ),
    "an event by nobody": BrokenRows(
        (_new(), _event("1", at=_AT, request_key="901", actor="ei kukaan")),
        "application_event.csv, row 2, column actor",
        "the username of a row of app_user",
    ),
    "a session of an unknown application": BrokenRows(
        (_session("1", application_no="SP-2015-999"),),
        "sparring_session.csv, row 2, column application_no",
        "the application_no of a row of sparring_application",
    ),
    "a session with an unknown expert": BrokenRows(
        (_session("1", expert_code="expert_z"),),
        "sparring_session.csv, row 2, column expert_code",
        "the expert_code of a row of expert",
    ),
}

RULES = {
    "a name that another has": BrokenRows(
        (_organisation("1"), _organisation("2", organisation_id="900")),
        "organisation.csv, row 3, column name_fi",
        "a value that organisation 2 in the database does not have",
    ),
    "a business id that two have": BrokenRows(
        (
            _organisation("1", business_id="1234567-1"),
            _organisation("2", business_id="1234567-1"),
        ),
        "organisation.csv, row 3, column business_id",
        "a value that row 2 does not have",
    ),
    "a number twice": BrokenRows(
        (_new(), _new(organisation_id="3")),
        "sparring_application.csv, row 3, column application_no",
        "row 2 has it already",
    ),
    "an activity that ends before it begins": BrokenRows(
        (_activity(ends_on="1.1.2015"),),
        "activity.csv, row 2, column ",
        "ends_on >= starts_on",
    ),
    "an activity on the spot in no region": BrokenRows(
        (_activity(region_code=""),),
        "activity.csv, row 2, column delivery_mode",
        "region_code IS NOT NULL",
    ),
    "a round that closes before it opens": BrokenRows(
        (_round("2020-1", closes_at="2019-12-31T22:00:00Z"),),
        "sparring_round.csv, row 2, column closes_at",
        "closes_at > opens_at",
    ),
    "a pool smaller than what it gave": BrokenRows(
        (_round("2020-1", day_pool="24"),),
        "sparring_round.csv, row 2, column day_pool",
        "at least 25, the days granted",
    ),
    "another sum of granted days": BrokenRows(
        (_round("2020-1", days_reserved="24"),),
        "sparring_round.csv, row 2, column days_reserved",
        "25, the days granted",
    ),
    "an application without the promise": BrokenRows(
        (_new(no_layoff_declared="ei"),),
        "sparring_application.csv, row 2, column no_layoff_declared",
        "no_layoff_declared",
    ),
    "an application without management": BrokenRows(
        (_new(includes_management="ei"),),
        "sparring_application.csv, row 2, column includes_management",
        "includes_management",
    ),
    "a round that has closed": BrokenRows(
        (_new(round_code="2020-1"),),
        "sparring_application.csv, row 2, column submitted_at",
        "while the round was open, 2020-01-06T22:00:00Z to 2020-03-20T22:00:00Z",
    ),
    "a round that is not open yet": BrokenRows(
        (_new(submitted_at="2020-08-01T10:00:00Z"),),
        "sparring_application.csv, row 2, column submitted_at",
        "while the round was open, 2020-08-16T21:00:00Z",
    ),
    "an application sent at no time": BrokenRows(
        (_new(submitted_at=""),),
        "sparring_application.csv, row 2, column ",
        "submitted_at IS NOT NULL",
    ),
    "days over the round": BrokenRows(
        (_new(days_requested="3"),),
        "sparring_application.csv, row 2, column days_requested",
        "1 to 2, the most of round 2020-2",
    ),
    "a second application in the round": BrokenRows(
        (_new(organisation_id="1"),),
        "sparring_application.csv, row 2, column organisation_id",
        "one live application in a round; SP-2020-048 was it",
    ),
    "more days than the pool has": BrokenRows(
        (_round("2020-2", day_pool="17"), _decided(), _RECEIVED, _TAKEN_UP, _APPROVED, _decision()),
        "application_decision.csv, row 2, column days_granted",
        "at most 17 days granted in round 2020-2",
    ),
    "sessions beyond what was granted": BrokenRows(
        (_session("1"), _session("4")),
        "sparring_session.csv, row 3, column day_share",
        "at most 3 days in all, as granted",
    ),
    "a longer session than was granted": BrokenRows(
        (
            Row(
                "sparring_session",
                {"application_no": "SP-2015-003", "session_no": "1"},
                {"application_no": "SP-2020-042"},
            ),
        ),
        "sparring_session.csv, row 2, column application_no",
        "an application with granted days",
    ),
    "a session for what was rejected": BrokenRows(
        (_session("1", application_no="SP-2015-002"),),
        "sparring_session.csv, row 2, column application_no",
        "an application with granted days",
    ),
    "a claim that was paid on no day": BrokenRows(
        (Row("payment_claim", {"status": "paid"}, {"paid_on": ""}),),
        "payment_claim.csv, row 2, column ",
        "paid_on IS NOT NULL",
    ),
    "a report due before its time is over": BrokenRows(
        (Row("report_obligation", {}, {"due_on": "1.1.2015"}),),
        "report_obligation.csv, row 2, column ",
        "due_on",
    ),
}

HISTORIES = {
    "approved without a history": BrokenRows(
        (_decided(version="1"),),
        "sparring_application.csv, row 2, column status",
        "the events that led to approved in application_event",
    ),
    "approved without a decision": BrokenRows(
        (_decided(), _RECEIVED, _TAKEN_UP, _APPROVED),
        "application_event.csv, row 4, column to_status",
        "a row of application_decision with version 2",
    ),
    "a decision without its event": BrokenRows(
        (_new(version="3"), _RECEIVED, _TAKEN_UP, _decision()),
        "application_decision.csv, row 2, column version",
        "an event to approved of version 3",
    ),
    "a decision by another than its event": BrokenRows(
        (_decided(), _RECEIVED, _TAKEN_UP, _APPROVED, _decision(decided_by="admin")),
        "application_event.csv, row 4, column actor",
        "admin, as in the decision",
    ),
    "more days than were asked for": BrokenRows(
        (_decided(), _RECEIVED, _TAKEN_UP, _APPROVED, _decision(days_granted="2")),
        "application_decision.csv, row 2, column days_granted",
        "1 to 1, what was asked for",
    ),
    "a rejection with days": BrokenRows(
        (_decided(), _RECEIVED, _TAKEN_UP, _APPROVED, _decision(outcome="rejected")),
        "application_decision.csv, row 2, column ",
        "",
    ),
    "a step that the life cycle lacks": BrokenRows(
        (
            _new(version="2"),
            _RECEIVED,
            _event("2", at=_LATER, request_key="902", to_status="completed"),
        ),
        "application_event.csv, row 3, column to_status",
        "one of ",
    ),
    "an event from another status": BrokenRows(
        (
            _new(version="2"),
            _RECEIVED,
            _event("2", at=_LATER, request_key="902", from_status="waitlisted"),
        ),
        "application_event.csv, row 3, column from_status",
        "submitted, where the event before has left it",
    ),
    "a first event from something": BrokenRows(
        (_new(), _event("1", at=_AT, request_key="901", from_status="draft")),
        "application_event.csv, row 2, column from_status",
        "nothing in version 1",
    ),
    "a history without its beginning": BrokenRows(
        (_new(version="2"), _TAKEN_UP),
        "sparring_application.csv, row 2, column version",
        "an event of version 1 in application_event",
    ),
    "a status that the history does not lead to": BrokenRows(
        (
            _new(status="waitlisted", version="2", changed_at=_LATER, request_key="902"),
            _RECEIVED,
            _TAKEN_UP,
        ),
        "sparring_application.csv, row 2, column status",
        "in_review, where the history leads",
    ),
    "a version before the last event": BrokenRows(
        (_new(), _RECEIVED, _TAKEN_UP),
        "sparring_application.csv, row 2, column version",
        "2, as the history has it",
    ),
    "a version far beyond the history": BrokenRows(
        (_new(version="9000"), _RECEIVED),
        "sparring_application.csv, row 2, column version",
        "a version near 2",
    ),
    "a question that no event asked": BrokenRows(
        (
            _new(),
            _RECEIVED,
            _of("clarification_request", "SP-2015-004", "3", application_no=_NEW, version="1"),
        ),
        "clarification_request.csv, row 2, column version",
        "an event to clarification_requested of that version",
    ),
    "a letter that no event caused": BrokenRows(
        (_new(), _RECEIVED, _of("letter", "SP-2015-001", "3", application_no=_NEW, version="1")),
        "letter.csv, row 2, column version",
        "an event to approved of that version",
    ),
    "a snapshot of half the content": BrokenRows(
        (
            _new(),
            _RECEIVED,
            _of(
                "application_version",
                "SP-2020-048",
                "1",
                application_no=_NEW,
                at=_AT,
                snapshot='{"title": "x"}',
            ),
        ),
        "application_version.csv, row 2, column snapshot",
        "an object of title, need, goal",
    ),
    "a snapshot of another moment": BrokenRows(
        (
            _new(),
            _RECEIVED,
            _of("application_version", "SP-2020-048", "1", application_no=_NEW, at=_LATER),
        ),
        "application_version.csv, row 2, column at",
        "2020-11-20T10:00:00Z, as in the event of the version",
    ),
    "a snapshot that asks for something else": BrokenRows(
        (
            _new(title="Toinen"),
            _RECEIVED,
            _of("application_version", "SP-2020-048", "1", application_no=_NEW, at=_AT),
        ),
        "sparring_application.csv, row 2, column title",
        "where the history leads",
    ),
}

PASTS = {
    "an event told otherwise": BrokenRows(
        (_of("application_event", "SP-2015-001", "3", note="Muistin toisin, näin se oli."),),
        "application_event.csv, row 2, column note",
        "as in the database",
    ),
    "a decision told otherwise": BrokenRows(
        (_of("application_decision", "SP-2015-001", "2", days_granted="2"),),
        "application_decision.csv, row 2, column days_granted",
        "3, as in the database",
    ),
    "an event of a version that has passed": BrokenRows(
        (_of("application_event", "SP-2015-001", "3", application_no="SP-2020-042", version="1"),),
        "application_event.csv, row 2, column ",
        "as in the database",
    ),
    "a status changed by hand": BrokenRows(
        (_stored("SP-2020-048", status="withdrawn", closed_at=_AT),),
        "sparring_application.csv, row 2, column status",
        "submitted, as in the database, or the change as version 2",
    ),
    "an application that was further already": BrokenRows(
        (_stored("SP-2015-001", version="5", title="Vanha"),),
        "sparring_application.csv, row 2, column version",
        "6 or more: the database has moved on",
    ),
    "an application of somebody else": BrokenRows(
        (_stored("SP-2015-001", organisation_id="2", version="7"),),
        "sparring_application.csv, row 2, column organisation_id",
        "179, as in the database",
    ),
    "a letter that comes back": BrokenRows(
        (_of("letter", "SP-2015-001", "3", status="waiting", sent_at=""),),
        "letter.csv, row 2, column status",
        "sent, as in the database",
    ),
    "a demo that is none": BrokenRows(
        (Row("installation", {}, {"is_demo": "ei"}),),
        "installation.csv, row 2, column is_demo",
        "true, as in the database",
    ),
    "a contact that was erased": BrokenRows(
        (Row("contact", {"contact_id": "2"}, {"full_name": "Aino Esimerkki", "erased_at": ""}),),
        "contact.csv, row 2, column full_name",
        "the contact was erased",
    ),
    "no administrator any longer": BrokenRows(
        (Row("app_user", {"username": "admin"}, {"active": "ei"}),),
        "app_user.csv, row 2, column active",
        "an active administrator",
    ),
}

BROKEN_ROWS: dict[str, BrokenRows] = REFERENCES | RULES | HISTORIES | PASTS
