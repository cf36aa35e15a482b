"""Contacts past their day are erased, for good, and nothing else changes."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, select

from data_access import access_log
from data_access.access_log import SERVER
from data_access.changes import revisions
from data_access.connect import reading, writing
from data_access.integrity.verification import verify
from data_access.keeping.retention import erase, erase_expired
from data_access.schema import audit_log, contact
from programme.lifecycle import Action, Status
from tests.data_access import invariants
from tests.data_access.keeping.comparing import data
from tests.data_access.scenarios import NOW, World, clock

TODAY = NOW.date()


def person(world: World, retain_until: date, **changes: Any) -> int:
    """A contact of a new organisation that is kept until then, by its id."""
    number = len(world.all(select(contact))) + 1
    row = {
        "contact_id": number,
        "organisation_id": world.organisation(),
        "full_name": f"Ville Valtanen {number}",
        "email": f"ville.{number}@kunta.example",
        "phone": "040 1234567",
        "retain_until": retain_until,
    }
    world.add(contact, row | changes)
    return number


def of(world: World, number: int) -> Row[Any]:
    """The contact as the database holds it."""
    return world.one(select(contact).where(contact.c.contact_id == number))


@pytest.mark.parametrize(
    ("days_left", "erased"), [(-400, True), (-1, True), (0, False), (1, False)]
)
def test_a_contact_is_kept_until_its_last_day_ends(
    world: World, days_left: int, erased: bool
) -> None:
    number = person(world, TODAY + timedelta(days=days_left))
    assert erase(world.engine, clock(), by=SERVER) == int(erased)
    row = of(world, number)
    personal = (row.full_name, row.email, row.phone)
    assert (personal == (None, None, None)) == erased
    assert row.erased_at == (NOW if erased else None)


def test_erasing_leaves_the_history_and_is_logged(world: World) -> None:
    past, other = person(world, date(2020, 1, 1)), person(world, date(2030, 1, 1))
    number = world.application(Status.APPROVED, contact_id=past)
    before = data(world.engine)
    assert erase(world.engine, clock(), by=SERVER) == 1
    after = data(world.engine)
    changed = {name for name, rows in after.items() if rows != before[name]}
    assert changed == {"contact", "audit_log", "audit_head"}
    assert of(world, other).full_name == "Ville Valtanen 2"
    with reading(world.engine) as connection:
        line = access_log.lines(connection).iloc[0]
    assert tuple(line[1:]) == (SERVER, "contacts_erased", "1")
    assert world.act(number, Action.SCHEDULE).saved
    invariants.hold(world)
    assert verify(world.engine).findings == ()


def test_the_audit_tells_of_erasing_without_the_name(world: World) -> None:
    person(world, date(2020, 1, 1))
    erase(world.engine, clock(), by=SERVER)
    newest = select(audit_log).order_by(audit_log.c.audit_id.desc()).limit(1)
    row = world.one(newest)
    assert (row.table_name, row.action) == ("contact", "update")
    assert row.after["erased_at"] is not None
    assert not [each for each in world.all(select(audit_log)) if "Ville" in repr(each)]


def test_what_is_erased_once_stays_as_it_is(world: World) -> None:
    number = person(world, date(2020, 1, 1))
    assert erase(world.engine, clock(), by=SERVER) == 1
    before = (of(world, number), world.content())
    assert erase(world.engine, clock(NOW + timedelta(days=1)), by=SERVER) == 0
    assert (of(world, number), world.content()) == before


def test_no_screen_is_told_when_nothing_has_expired(world: World) -> None:
    person(world, date(2030, 1, 1))
    before = revisions(world.engine)
    with writing(world.engine) as connection:
        assert erase_expired(connection, clock()) == 0
    assert revisions(world.engine) == before


def test_no_trace_of_the_name_is_left_in_the_file(world: World) -> None:
    """SQLite keeps old bytes in freed places; PostgreSQL's vacuum clears its own."""
    person(world, date(2020, 1, 1))
    erase(world.engine, clock(), by=SERVER)
    if world.engine.dialect.name == "postgresql":
        assert "Ville" not in repr(world.all(select(contact)))
        return
    file = str(world.engine.url.database)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    content = Path(file).read_bytes()
    assert b"Ville" not in content
    assert b"ville.1@" not in content
