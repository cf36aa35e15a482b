"""Files that do not fit the database: each is told by place and reason, and nothing changes.

What is wrong with the files themselves is in test_broken_files.py and test_broken_cells.py.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from data_access.__main__ import main
from data_access.connect import writing
from data_access.schema import contact, expert, installation
from programme.lifecycle import Status
from tests.data_access.exchange.loading.databases import rows_of
from tests.data_access.exchange.loading.telling import CAME, Tables, files, together, told
from tests.data_access.scenarios import ADMIN, MANAGER, OFFICER, World, local

Case = Callable[[World], Tables]
APPLICATION, EVENT = "sparring_application.csv", "application_event.csv"
VERSION, DECISION = "application_version.csv", "application_decision.csv"


def _changed(table: str, place: int = 0, *moves: str, **changes: Any) -> Case:
    """A told application with a change in one row."""

    def case(_world: World) -> Tables:
        tables = told("SP-2020-901", *moves)
        tables[table][place] |= changes
        return tables

    return case


def _without(table: str, place: int, *moves: str) -> Case:
    """A told application that lacks a row of its history."""

    def case(_world: World) -> Tables:
        tables = told("SP-2020-901", *moves)
        del tables[table][place]
        return tables

    return case


def _rows(table: str, *rows: dict[str, Any]) -> Case:
    return lambda _world: {table: list(rows)}


def _organisation(**changes: Any) -> dict[str, Any]:
    row = {"organisation_id": 9, "name_fi": "Kunta 9", "organisation_type": "municipality"}
    return {**row, "region_code": "MK01", **changes}


def _activity(**changes: Any) -> dict[str, Any]:
    row = {
        "activity_id": 1,
        "service_type": "workshop",
        "period_code": "2018-2020",
        "name": "Työpaja",
        "starts_on": date(2019, 5, 2),
        "ends_on": date(2019, 5, 3),
        "delivery_mode": "onsite",
        "region_code": "MK01",
        "status": "completed",
    }
    return row | changes


def _user(name: str, **changes: Any) -> dict[str, Any]:
    return {"username": name, "display_name": name.title(), "role": "manager", **changes}


def _live_already(world: World) -> Tables:
    world.application(Status.IN_REVIEW, organisation_id=1)
    return told()


def _two_live(_world: World) -> Tables:
    return together(told("SP-2020-901"), told("SP-2020-902", came=local(2020, 11, 5)))


def _pool_exceeded(world: World) -> Tables:
    world.change("UPDATE sparring_round SET day_pool = 1")
    return together(
        told("SP-2020-901", "in_review", "approved", organisation=1),
        told("SP-2020-902", "in_review", "approved", organisation=2, came=local(2020, 11, 5)),
    )


def _pool_under_granted(world: World) -> Tables:
    world.application(Status.APPROVED, days=2, organisation_id=1)
    return {"sparring_round": [_round(day_pool=1)]}


def _round(**changes: Any) -> dict[str, Any]:
    row = {
        "round_code": "2020-2",
        "opens_at": local(2020, 10, 1),
        "closes_at": local(2020, 12, 31),
        "max_days": 2,
        "day_pool": 10,
    }
    return row | changes


def _other_past(world: World) -> Tables:
    number = world.application(Status.IN_REVIEW, organisation_id=1)
    return told(number, "in_review")


def _older(world: World) -> Tables:
    number = world.application(Status.APPROVED, organisation_id=1)
    row = world.row(number)
    wanted = told(number)["sparring_application"][0]
    return {
        "sparring_application": [
            {name: getattr(row, name) for name in wanted} | {"version": 1, "status": "submitted"}
        ]
    }


def _same_version(world: World) -> Tables:
    number = world.application(organisation_id=1)
    row = world.row(number)
    wanted = told(number)["sparring_application"][0]
    return {
        "sparring_application": [
            {name: getattr(row, name) for name in wanted} | {"title": "Toinen"}
        ]
    }


def _moved_round(world: World) -> Tables:
    world.round("2021-1")
    number = world.application(organisation_id=1)
    row = world.row(number)
    wanted = told(number)["sparring_application"][0]
    return {
        "sparring_application": [
            {name: getattr(row, name) for name in wanted} | {"round_code": "2021-1", "version": 2}
        ]
    }


def _letter_came_back(world: World) -> Tables:
    number = world.application(Status.APPROVED, organisation_id=1)
    world.change("UPDATE letter SET status = 'sent'")
    at = world.row(number).changed_at
    return {
        "letter": [
            {
                "application_no": number,
                "version": 3,
                "template": "approved",
                "language": "fi",
                "status": "waiting",
                "written_at": at,
                "send_after": at + timedelta(minutes=10),
            }
        ]
    }


def _demo_into_real(world: World) -> Tables:
    assert world.count(installation) == 0
    return {"installation": [{"is_demo": True, "clock_starts_at": CAME}]}


def _real_into_demo(world: World) -> Tables:
    with writing(world.engine) as connection:
        connection.execute(insert(installation).values(installation_id=1, is_demo=True))
    return {"installation": [{"is_demo": False, "clock_starts_at": None}]}


def _erased_contact(world: World) -> Tables:
    row = {"contact_id": 1, "organisation_id": 1, "retain_until": date(2020, 1, 1)}
    world.add(contact, row | {"erased_at": CAME})
    return {"contact": [row | {"full_name": "Maija Mallikas", "erased_at": None}]}


def _too_many_sessions(world: World) -> Tables:
    _expert(world)
    tables = told("SP-2020-901", "in_review", "approved")
    session = {
        "application_no": "SP-2020-901",
        "session_no": 1,
        "expert_code": "expert",
        "held_on": date(2020, 12, 10),
        "hours": 6,
        "day_share": 1,
        "delivery_mode": "onsite",
    }
    tables["sparring_session"] = [session, session | {"session_no": 2}]
    return tables


def _session_without_days(world: World) -> Tables:
    tables = _too_many_sessions(world)
    return together(
        told("SP-2020-901", "in_review"), {"sparring_session": tables["sparring_session"][:1]}
    )


def _expert(world: World) -> None:
    world.add(
        expert,
        {"expert_code": "expert", "name": "Asiantuntija", "framework_from": date(2018, 1, 1)},
    )


def _last_admin(world: World) -> Tables:
    assert ADMIN
    return {"app_user": [_user(ADMIN, role="officer")]}


CASES: dict[str, tuple[Case, str, int | None, str, str]] = {
    # name: the files, the file, row and column that are told, and words of what would be right
    "unknown region": (
        _rows("organisation", _organisation(region_code="MK99")),
        "organisation.csv", 2, "region_code", "a region_code of table region",
    ),
    "unknown municipality": (
        _rows("organisation", _organisation(municipality_code="999")),
        "organisation.csv", 2, "municipality_code", "a municipality_code of table municipality",
    ),
    "unknown period": (
        _rows("activity", _activity(period_code="2030-2032")),
        "activity.csv", 2, "period_code", "a period_code of table funding_period",
    ),
    "unknown organisation of a participation": (
        lambda _world: {
            "activity": [_activity()],
            "participation": [
                {"activity_id": 1, "organisation_id": 1, "staff_group": "employee", "participant_count": 3},
                {"activity_id": 1, "organisation_id": 77, "staff_group": "employee", "participant_count": 3},
            ],
        },
        "participation.csv", 3, "organisation_id", "an organisation_id" [3:],
    ),
    "unknown activity": (
        _rows("participation", {"activity_id": 5, "organisation_id": 1, "staff_group": "employee", "participant_count": 3}),
        "participation.csv", 2, "activity_id", "activity_id of table activity",
    ),
    "unknown applicant": (
        _changed("sparring_application", organisation_id=77),
        APPLICATION, 2, "organisation_id", "organisation_id of table organisation",
    ),
    "unknown round": (
        _changed("sparring_application", round_code="2031-1"),
        APPLICATION, 2, "round_code", "round_code of table sparring_round",
    ),
    "unknown actor": (
        _changed("application_event", 1, "in_review", actor="nobody"),
        EVENT, 3, "actor", "a username of table app_user",
    ),
    "unknown application": (
        lambda _world: {"application_event": told("SP-2020-999")["application_event"]},
        EVENT, 2, "application_no", "an application_no"[3:],
    ),
    "name that another has": (
        _rows("organisation", _organisation(name_fi="Kunta 2")),
        "organisation.csv", 2, "name_fi", "organisation 2 in the database does not have",
    ),
    "two of one name": (
        _rows("organisation", _organisation(), _organisation(organisation_id=10)),
        "organisation.csv", 3, "name_fi", "a value that row 2 does not have",
    ),
    "request key twice": (
        _changed("application_event", 1, "in_review", request_key="SP-2020-901/1"),
        EVENT, 3, "request_key", "a value that row 2 does not have",
    ),
    "ends before it starts": (
        _rows("activity", _activity(ends_on=date(2019, 5, 1))),
        "activity.csv", 2, "ends_on", "ends_on >= starts_on",
    ),
    "on site nowhere": (
        _rows("activity", _activity(region_code=None)),
        "activity.csv", 2, "delivery_mode", "region_code IS NOT NULL",
    ),
    "closes before it opens": (
        _rows("sparring_round", _round(round_code="2021-1", closes_at=local(2020, 9, 1))),
        "sparring_round.csv", 2, "closes_at", "closes_at > opens_at",
    ),
    "no declaration on lay-offs": (
        _changed("sparring_application", no_layoff_declared=False),
        APPLICATION, 2, "status", "no_layoff_declared",
    ),
    "staff left out": (
        _changed("sparring_application", includes_staff=False),
        APPLICATION, 2, "status", "includes_management AND includes_staff",
    ),
    "days of a rejection": (
        _changed("sparring_application", 0, "in_review", "rejected", days_granted=1),
        APPLICATION, 2, "days_granted", "days_granted IS NOT NULL",
    ),
    "round not open": (
        lambda _world: told(came=local(2021, 1, 5)),
        APPLICATION, 2, "submitted_at", "a moment while the round was open",
    ),
    "days over the round": (
        lambda _world: told(days_requested=3),
        APPLICATION, 2, "days_requested", "1 to 2, the most of round 2020-2",
    ),
    "days over the request": (
        lambda _world: told("SP-2020-901", "in_review", "approved", days=2, days_requested=1),
        APPLICATION, 2, "days_granted", "days_granted",
    ),
    "decision over the request": (
        _changed("application_decision", 0, "in_review", "approved", days_granted=3),
        DECISION, 2, "days_granted", "1 to 2, what was asked for and the round allows",
    ),
    "live application in the database": (
        _live_already, APPLICATION, 2, "organisation_id", "SP-2020-001 was it",
    ),
    "two live applications": (
        _two_live, APPLICATION, 3, "organisation_id", "SP-2020-901 was it",
    ),
    "pool exceeded": (
        _pool_exceeded, DECISION, 3, "days_granted", "at most 1 days granted in round 2020-2",
    ),
    "pool under what is granted": (
        _pool_under_granted, "sparring_round.csv", 2, "day_pool", "at least 2",
    ),
    "another sum of days": (
        _rows("sparring_round", _round(days_reserved=4)),
        "sparring_round.csv", 2, "days_reserved", "0, the days granted in the round",
    ),
    "status without its event": (
        _changed("sparring_application", status="in_review"),
        APPLICATION, 2, "status", "submitted, where the history leads",
    ),
    "status without a history": (
        lambda _world: {"sparring_application": told("SP-2020-901", "in_review")["sparring_application"]},
        APPLICATION, 2, "status", "the events that led to in_review",
    ),
    "another version": (
        _changed("sparring_application", 0, "in_review", version=1),
        APPLICATION, 2, "version", "2, as the history has it",
    ),
    "endless versions": (
        _changed("sparring_application", version=2_000_000_000),
        APPLICATION, 2, "version", "a version near",
    ),
    "another title": (
        _changed("sparring_application", title="Toinen"),
        APPLICATION, 2, "title", "Työhyvinvointi, where the history leads",
    ),
    "another actor": (
        _changed("sparring_application", 0, "in_review", changed_by=MANAGER),
        APPLICATION, 2, "changed_by", OFFICER,
    ),
    "event without a decision": (
        _without("application_decision", 0, "in_review", "approved"),
        EVENT, 4, "to_status", "a row of application_decision with version 2",
    ),
    "decision without an event": (
        lambda _world: told("SP-2020-901", "in_review")
        | {"application_decision": told("SP-2020-901", "in_review", "approved")["application_decision"]},
        DECISION, 2, "version", "an event to approved of version 3",
    ),
    "decision by another": (
        _changed("application_decision", 0, "in_review", "approved", decided_by=OFFICER),
        EVENT, 4, "actor", f"{OFFICER}, as in the decision",
    ),
    "impossible move": (
        _changed("application_event", 1, "in_review", to_status="completed"),
        EVENT, 3, "to_status", "one of in_review, withdrawn",
    ),
    "gap in the moves": (
        _changed("application_event", 1, "in_review", from_status="waitlisted"),
        EVENT, 3, "from_status", "submitted, where the event before has left it",
    ),
    "first event missing": (
        _without("application_event", 0, "in_review"),
        APPLICATION, 2, "version", "an event of version 1",
    ),
    "begins decided": (
        _changed("application_event", 0, to_status="in_review"),
        EVENT, 2, "to_status", "draft or submitted at first",
    ),
    "letter without an event": (
        lambda _world: told("SP-2020-901", "in_review")
        | {"letter": told("SP-2020-901", "in_review", "approved")["letter"]},
        "letter.csv", 2, "version", "an event to approved of that version",
    ),
    "question without an event": (
        lambda _world: told("SP-2020-901", "in_review", "waitlisted")
        | {"clarification_request": told("SP-2020-901", "in_review", "clarification_requested")["clarification_request"]},
        "clarification_request.csv", 2, "version", "an event to clarification_requested",
    ),
    "undone after its letter left": (
        lambda _world: told("SP-2020-901", "in_review", "approved", "in_review"),
        "letter.csv", 2, "status", "undone before its letter left",
    ),
    "snapshot without a part": (
        _changed("application_version", snapshot={"title": "Vain otsikko"}),
        VERSION, 2, "snapshot", "an object of title, need",
    ),
    "snapshot of an unknown theme": (
        lambda world: (tables := told(), tables["application_version"][0]["snapshot"].update(theme="other"))[0],
        VERSION, 2, "snapshot", "one of",
    ),
    "another past": (_other_past, VERSION, 2, "at", "as in the database"),
    "the database has moved on": (_older, APPLICATION, 2, "version", "3 or more"),
    "changed without a version": (_same_version, APPLICATION, 2, "title", "the change as version 2"),
    "moved to another round": (_moved_round, APPLICATION, 2, "round_code", "2020-2, as in the database"),
    "letter called back": (_letter_came_back, "letter.csv", 2, "status", "sent, as in the database"),
    "demo into real data": (_demo_into_real, "installation.csv", 2, "is_demo", "not the demo's"),
    "real data into a demo": (_real_into_demo, "installation.csv", 2, "is_demo", "true, as in the database"),
    "erased contact": (_erased_contact, "contact.csv", 2, "full_name", "the contact was erased"),
    "more sessions than days": (
        _too_many_sessions, "sparring_session.csv", 2, "day_share", "at most 1 days in all",
    ),
    "session without a grant": (
        _session_without_days, "sparring_session.csv", 2, "day_share", "at most 0 days in all",
    ),
    "last administrator": (_last_admin, "app_user.csv", 2, "role", "nobody else is one"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_does_not_fit_is_told_and_nothing_changes(
    world: World,
    name: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = world.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", url)
    for _ in range(2):
        world.organisation()
    case, file, row, column, right = CASES[name]
    folder = files(tmp_path / "files", case(world))
    before, bytes_before = rows_of(world.engine), _bytes(world)
    status = main(["load", str(folder)])
    lines = capsys.readouterr().err.splitlines()
    place = f"error: {file}, row {row}, column {column}: "
    told_so = [line for line in lines if line.startswith(place) and right in line]
    assert status == 1
    assert told_so, lines
    assert rows_of(world.engine) == before
    assert _bytes(world) == bytes_before


def _bytes(world: World) -> bytes:
    """The file of SQLite, byte for byte; nothing for another database."""
    database = world.engine.url.database
    is_file = world.engine.dialect.name == "sqlite" and database
    return Path(database).read_bytes() if is_file and database else b""
