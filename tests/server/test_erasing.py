"""The running server erases expired contacts: when it starts and once each day after."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select

from data_access.access_log import SERVER
from data_access.changes import Watcher
from data_access.connect import create_engine_for, reading, writing
from data_access.migrations import upgrade
from data_access.schema import access_log, contact, organisation, region
from server.erasing import DailyErasing
from tests.running import serving

WAIT = 20.0  # seconds; far more than any step here takes


@pytest.fixture
def office(engine: Engine) -> Engine:
    """A database with an organisation."""
    names = {f"name_{language}": "Uusimaa" for language in ("fi", "sv", "en")}
    with writing(engine) as connection:
        connection.execute(
            insert(region).values(
                region_code="MK01", **names, municipality_count=26, in_target_area=True
            )
        )
        connection.execute(
            insert(organisation).values(
                organisation_id=1,
                name_fi="Kunta",
                organisation_type="municipality",
                region_code="MK01",
            )
        )
    return engine


def add_contact(engine: Engine, retain_until: date) -> None:
    """A person who may be kept until then."""
    with writing(engine) as connection:
        connection.execute(
            insert(contact).values(
                organisation_id=1, full_name="Ville Valtanen", retain_until=retain_until
            )
        )


def names(engine: Engine) -> list[str | None]:
    """The contacts' names, in the order they came."""
    with reading(engine) as connection:
        query = select(contact.c.full_name).order_by(contact.c.contact_id)
        return list(connection.execute(query).scalars())


@contextmanager
def until_erased(engine: Engine) -> Iterator[None]:
    """Wait after the block for all contacts to be empty."""
    erased = threading.Event()

    def look(_: object = None) -> None:
        if set(names(engine)) == {None}:
            erased.set()

    watcher = Watcher(engine)
    watcher.subscribe(look)
    watcher.start()
    try:
        yield
        assert erased.wait(WAIT)
    finally:
        watcher.stop()


def test_it_erases_once_a_day(office: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    erasing = DailyErasing(office)
    add_contact(office, date(2020, 11, 30))
    monkeypatch.setenv("PROGRAMME_NOW", "2020-12-01T09:00:00+02:00")
    erasing.look()
    add_contact(office, date(2020, 11, 30))
    erasing.look()
    assert names(office) == [None, "Ville Valtanen"]
    monkeypatch.setenv("PROGRAMME_NOW", "2020-12-02T00:00:01+02:00")
    erasing.look()
    assert names(office) == [None, None]
    with reading(office) as connection:
        written = connection.execute(select(access_log.c.username, access_log.c.action)).all()
    assert [tuple(row) for row in written] == [(SERVER, "contacts_erased")] * 2


def test_a_database_that_is_away_is_tried_again(
    database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Here one without our tables, until it is migrated."""
    other = create_engine_for(database_url)
    erasing = DailyErasing(other)
    erasing.look()
    assert "erasing_postponed" in caplog.text
    upgrade(other)
    caplog.clear()
    erasing.look()
    assert caplog.text == ""
    other.dispose()


def test_it_begins_with_the_day_and_stops_when_told(office: Engine) -> None:
    add_contact(office, date(2020, 1, 1))
    erasing = DailyErasing(office)
    with until_erased(office):
        erasing.start()
    erasing.stop()
    assert "daily-erasing" not in {thread.name for thread in threading.enumerate()}


def test_the_server_does_it(office: Engine, tmp_path: Path) -> None:
    add_contact(office, date(2020, 1, 1))
    url = office.url.render_as_string(hide_password=False)
    with serving(url, tmp_path) as running, until_erased(office):
        pass
    assert "event=contacts_erased" in running.log.read_text()
