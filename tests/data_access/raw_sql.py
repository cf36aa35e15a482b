"""Statements that a database which keeps its promises refuses, as any program might send them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from sqlalchemy import Engine

from programme.lifecycle import Status
from tests.data_access.scenarios import World, local

#: Errors of a connection that is not SQLAlchemy's.
DRIVER_ERRORS = (sqlite3.Error, psycopg.Error)

WHEN = "'2020-12-01 08:00:00+00'"
WORDS = "'A sufficiently long text'"


@contextmanager
def plain_connection(engine: Engine) -> Iterator[Any]:
    """A connection straight from the driver, with none of our settings; each statement commits.

    SQLite checks no foreign key on such a connection.
    """
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(engine.url.database), isolation_level=None)) as connection:
            yield connection
    else:
        address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            yield connection


@dataclass(frozen=True)
class Refused:
    """A statement, with `{names}` of the cast in it, and the rule that refuses it."""

    rule: str
    sql: str


def insert(table: str, *, verb: str = "INSERT", **values: str) -> str:
    """An INSERT of SQL expressions."""
    return f"{verb} INTO {table} ({', '.join(values)}) VALUES ({', '.join(values.values())})"


def decision(of: str = "in_review", *, verb: str = "INSERT", **changes: str) -> str:
    """A sound approval of one day, and what a test changes about it."""
    sound = {
        "application_id": f"{{{of}}}",
        "version": f"{{{of}_version}}",
        "outcome": "'approved'",
        "days_granted": "1",
        "rejection_ground": "NULL",
        "rationale": WORDS,
        "decided_by": "'anna'",
        "decided_at": WHEN,
        "request_key": "'a new one'",
    }
    return insert("application_decision", verb=verb, **(sound | changes))


def change(of: str, **changes: str) -> str:
    """An UPDATE of an application to its next version."""
    sound = {"version": "version + 1", "changed_by": "'anna'", "changed_at": WHEN} | changes
    assignments = ", ".join(f"{column} = {value}" for column, value in sound.items())
    return f"UPDATE sparring_application SET {assignments} WHERE application_id = {{{of}}}"


def application(*, verb: str = "INSERT", **changes: str) -> str:
    """A sound application of an organisation that has none, and what a test changes about it."""
    sound = {
        "application_no": "'SP-2020-999'",
        "round_code": "'2020-2'",
        "organisation_id": "{newcomer}",
        "theme": "'well_being'",
        "sector": "'education'",
        "title": "'T'",
        "need": "'N'",
        "goal": "'G'",
        "days_requested": "2",
        "people_involved": "5",
        "includes_management": "true",
        "includes_supervisors": "true",
        "includes_staff": "true",
        "no_layoff_declared": "true",
        "delivery_mode": "'onsite'",
        "submitted_at": "'2020-11-20 08:00:00+00'",
        "status": "'submitted'",
        "changed_by": "'otto'",
        "changed_at": WHEN,
    }
    return insert("sparring_application", verb=verb, **(sound | changes))


def event(of: str, source: str, target: str, version: str, *, verb: str = "INSERT") -> str:
    """A line of history that nothing caused, at the time of the last change."""
    return (
        f"{verb} INTO application_event "
        "(application_id, version, from_status, to_status, actor, at) "
        f"SELECT application_id, {version}, {source}, {target}, changed_by, changed_at "
        f"FROM sparring_application WHERE application_id = {{{of}}}"
    )


def snapshot(of: str, version: str, *, verb: str = "INSERT") -> str:
    """A version of an application that was never asked for."""
    return (
        f"{verb} INTO application_version (application_id, version, snapshot, at, actor) "
        f"SELECT application_id, {version}, '[]', changed_at, changed_by "
        f"FROM sparring_application WHERE application_id = {{{of}}}"
    )


def letter(of: str, template: str, *, verb: str = "INSERT") -> str:
    """A letter about the newest change of an application."""
    return insert(
        "letter",
        verb=verb,
        application_id=f"{{{of}}}",
        version=f"{{{of}_version}}",
        template=template,
        language="'fi'",
        written_at=WHEN,
        send_after=WHEN,
    )


def session(of: str = "approved", *, verb: str = "INSERT", **changes: str) -> str:
    """A sound quarter of a day that was given to an application, and what a test changes."""
    sound = {
        "application_id": f"{{{of}}}",
        "session_no": "3",
        "expert_code": "'a'",
        "held_on": "'2020-11-30'",
        "hours": "2",
        "day_share": "0.25",
        "delivery_mode": "'onsite'",
    }
    return insert("sparring_session", verb=verb, **(sound | changes))


def cast(world: World) -> dict[str, Any]:
    """Applications in the states that the statements are about, as ids and versions by name."""
    world.round("2020-1", day_pool=1, opens_at=local(2020, 3, 1), closes_at=local(2020, 5, 1))
    spring: dict[str, Any] = {"round_code": "2020-1", "submitted_at": local(2020, 4, 1)}
    numbers = {
        "draft": world.application(Status.DRAFT),
        "submitted": world.application(),
        "in_review": world.application(Status.IN_REVIEW),
        "one_day": world.application(Status.IN_REVIEW, days_requested=1),
        "small_pool": world.application(Status.IN_REVIEW, **spring),
        "edited": world.application(Status.IN_REVIEW),
        "asked": world.application(Status.CLARIFICATION_REQUESTED),
        "approved": world.application(Status.APPROVED, days=2),
        "told": world.application(Status.APPROVED),
        "rejected": world.application(Status.REJECTED),
        "waitlisted": world.application(Status.WAITLISTED),
        "scheduled": world.application(Status.SCHEDULED),
    }
    known: dict[str, Any] = {"newcomer": world.organisation()}
    known["contact"] = 1
    world.change(
        "INSERT INTO contact (contact_id, organisation_id, full_name, retain_until) "
        f"VALUES (1, {known['newcomer']}, 'N.N.', '2030-12-31')"
    )
    for name, number in numbers.items():
        known[name] = world.row(number).application_id
    world.change(change("edited", title="'Another title'").format(**known))
    told = f"UPDATE letter SET status = 'sent' WHERE application_id = {known['told']}"
    world.change(told)
    for of, shares in (("approved", ("1", "0.75")), ("told", ("0.5", "0.5"))):
        for place, share in enumerate(shares, start=1):
            given = session(of, session_no=str(place), day_share=share, hours="5")
            world.change(given.format(**known))
    for name, number in numbers.items():
        known[f"{name}_version"] = world.row(number).version
    return known
