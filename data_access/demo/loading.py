"""Writes the demo into an empty database, in one transaction and through every constraint."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import count
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, insert, select, update

from data_access import accounts, decisions, sequences
from data_access.demo import queues
from data_access.demo.activities import Activity, activities
from data_access.demo.applications import Application, applications
from data_access.demo.contacts import contacts
from data_access.demo.deeds import deeds
from data_access.demo.experts import expert_of, sessions
from data_access.demo.life_cycles import OFFICER, Step, delivery_of, steps
from data_access.demo.organisations import organisations
from data_access.demo.participation import participations, regions
from data_access.demo.rounds import ROUNDS
from data_access.demo.tables import REFERENCE
from data_access.emptiness import filled
from data_access.schema import (
    activity,
    contact,
    deed,
    installation,
    letter,
    metadata,
    organisation,
    participation,
    sparring_application,
    sparring_round,
    sparring_session,
)
from programme.calendar import end_of, start_of
from programme.lifecycle import Action, Status
from programme.roles import Role

Row = dict[str, Any]

#: The demo accounts: user name, display name, role.
DEMO_USERS = (
    ("steering", "Ohjausryhmän jäsen", Role.STEERING),
    ("officer", "Käsittelijä", Role.OFFICER),
    ("manager", "Ohjelmapäällikkö", Role.MANAGER),
    ("admin", "Pääkäyttäjä", Role.ADMIN),
)


def is_empty(connection: Connection) -> bool:
    """Whether no table holds a row, but for what the migration itself wrote."""
    return filled(connection, metadata.sorted_tables) is None


def write(connection: Connection, hashed_password: str, starts_at: datetime) -> None:
    """Insert everything; the demo clock starts at `starts_at`."""
    connection.execute(
        insert(installation).values(
            installation_id=1,
            is_demo=True,
            clock_starts_at=starts_at,
            clock_anchored_at=datetime.now(UTC),
        )
    )
    for table, rows in REFERENCE:
        connection.execute(insert(table), rows())
    for username, display_name, role in DEMO_USERS:
        accounts.create_user(connection, username, display_name, role, hashed_password)
    connection.execute(insert(organisation), list(_organisations()))
    connection.execute(insert(contact), list(_contacts()))
    activity_ids = _write_activities(connection)
    connection.execute(insert(deed), list(_deeds()))
    connection.execute(insert(sparring_round), list(_rounds()))
    _live_through(connection)
    queues.live_through(connection, activity_ids)
    _give_sessions(connection)
    _send_letters(connection, starts_at)
    sequences.advance(connection, metadata)


def _organisations() -> Iterator[Row]:
    for one in organisations():
        yield {
            "organisation_id": one.organisation_id,
            "name_fi": one.name_fi,
            "name_sv": one.name_sv or None,
            "organisation_type": one.organisation_type,
            "region_code": one.region_code,
            "language": one.language,
            "employee_count": one.employee_count,
        }


def _contacts() -> Iterator[Row]:
    for number, one in enumerate(contacts(), start=1):
        yield {
            "contact_id": number,
            "organisation_id": one.organisation.organisation_id,
            "full_name": one.full_name,
            "email": one.email,
            "retain_until": one.retain_until,
            "erased_at": one.erased_at,
        }


def _deeds() -> Iterator[Row]:
    for one in deeds():
        yield {
            "deed_kind": one.kind,
            "title": one.title,
            "organisation_id": one.organisation.organisation_id,
            "sector": one.sector,
            "status": one.status,
            "published_on": one.published_on,
            "withdrawn_on": one.withdrawn_on,
            "awarded_on": one.awarded_on,
            "campaign_code": one.campaign_code,
        }


def _rounds() -> Iterator[Row]:
    for one in ROUNDS:
        yield {
            "round_code": one.code,
            "opens_at": start_of(one.opens_on),
            "closes_at": end_of(one.closes_on),
            "max_days": one.max_days,
            "day_pool": one.day_pool,
        }


# --- activities --------------------------------------------------------------------------------


def _write_activities(connection: Connection) -> dict[Activity, int]:
    """Insert them with who came; returns the id of each."""
    numbers = {one: number for number, one in enumerate(activities(), start=1)}
    places = regions()
    connection.execute(
        insert(activity),
        [
            {
                "activity_id": number,
                "service_type": one.service,
                "period_code": "2015-2017" if one.year <= 2017 else "2018-2020",
                "name": one.name,
                "starts_on": one.starts_on,
                "ends_on": one.ends_on,
                "delivery_mode": one.delivery_mode,
                "region_code": one.region_code or places.get(one),
                "municipality_code": one.municipality_code,
                "theme": one.theme,
                "status": one.status,
            }
            for one, number in numbers.items()
        ],
    )
    connection.execute(
        insert(participation),
        [
            {
                "activity_id": numbers[one.activity],
                "organisation_id": one.organisation.organisation_id,
                "staff_group": one.staff_group,
                "participant_count": one.participant_count,
            }
            for one in participations()
        ],
    )
    return numbers


# --- applications ------------------------------------------------------------------------------


def _live_through(connection: Connection) -> None:
    """Receive the applications and give each command at its time, as the office did.

    Arrivals and commands go in the order of time, so that the life cycle, the day pool and the
    history are tested by every load.
    """
    contact_ids = {one.organisation: number for number, one in enumerate(contacts(), start=1)}
    seen = {one.application_no: 1 for one in applications()}
    given = {one.application_no: count(1) for one in applications()}
    for _, one in _history():
        if isinstance(one, Application):
            _receive(connection, one, contact_ids[one.organisation])
            continue
        number = one.application.application_no
        command = _command(one, seen[number], next(given[number]))
        seen[number] = decisions.apply(connection, command, one.at).version


def _history() -> Iterable[tuple[datetime, Application | Step]]:
    arrivals = [(one.submitted_at, one) for one in applications()]
    return sorted([*arrivals, *((one.at, one) for one in steps())], key=itemgetter(0))


def _receive(connection: Connection, one: Application, contact_id: int) -> None:
    connection.execute(
        insert(sparring_application).values(
            application_no=one.application_no,
            round_code=one.slot.round.code,
            organisation_id=one.organisation.organisation_id,
            contact_id=contact_id,
            theme=one.topic.theme,
            sector=one.topic.sector,
            title=one.topic.title,
            need=one.topic.need,
            goal=one.topic.goal,
            days_requested=one.slot.days_requested,
            people_involved=one.people_involved,
            includes_management=True,
            includes_supervisors=True,
            includes_staff=True,
            no_layoff_declared=True,
            delivery_mode=one.delivery_mode,
            submitted_at=one.submitted_at,
            status=Status.SUBMITTED,
            changed_by=OFFICER,
            changed_at=one.submitted_at,
            request_key=one.request_key(0),
        )
    )


def _command(step: Step, seen_version: int, number: int) -> decisions.Command:
    delivery = delivery_of(step.application.slot) if step.action is Action.SCHEDULE else None
    return decisions.Command(
        number=step.application.application_no,
        action=step.action,
        by=step.by,
        seen_version=seen_version,
        request_key=step.application.request_key(number),
        text=step.text,
        days=step.days,
        ground=step.ground,
        due_on=step.due_on,
        expert=expert_of(step.application).code if delivery else None,
        starts_on=delivery[0] if delivery else None,
    )


def _give_sessions(connection: Connection) -> None:
    known = sparring_application.c
    rows = connection.execute(select(known.application_no, known.application_id))
    ids = {row.application_no: row.application_id for row in rows}
    connection.execute(
        insert(sparring_session),
        [
            {
                "application_id": ids[one.application.application_no],
                "session_no": one.number,
                "expert_code": one.expert.code,
                "held_on": one.held_on,
                "hours": one.hours,
                "day_share": one.day_share,
                "delivery_mode": one.application.delivery_mode,
            }
            for one in sessions()
        ],
    )


def _send_letters(connection: Connection, now: datetime) -> None:
    """Letters whose time has come have left."""
    due = letter.c.send_after <= now
    connection.execute(update(letter).where(due).values(status="sent", sent_at=letter.c.send_after))
