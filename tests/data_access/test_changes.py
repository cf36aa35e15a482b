"""Revisions grow with every change by anybody, and the watcher tells of it."""

import queue
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date

import pytest
from sqlalchemy import Engine

from data_access import changes
from data_access.changes import Watcher, current_revision, revisions
from data_access.migrations import downgrade, upgrade
from data_access.schema import activity, deed, expenditure, newsletter, participation
from programme.lifecycle import Action, Status
from tests.backends import Backend
from tests.data_access.raw_sql import plain_connection
from tests.data_access.scenarios import World
from tests.postgres import PostgresServer

SOON = 15  # seconds to wait for what comes within milliseconds

DAY = date(2020, 3, 2)
TRAINING = {
    "activity_id": 1,
    "service_type": "workshop",
    "period_code": "2018-2020",
    "name": "Työpaja",
    "starts_on": DAY,
    "ends_on": DAY,
    "delivery_mode": "remote",
    "status": "completed",
}


def raised(world: World, statement: str) -> set[str]:
    """Topics whose revision grows when a plain connection sends a statement."""
    before, total = revisions(world.engine), current_revision(world.engine)
    with plain_connection(world.engine) as connection:
        connection.execute(statement)
    after = revisions(world.engine)
    assert current_revision(world.engine) > total
    return {topic for topic in before if after[topic] > before[topic]}


@pytest.mark.parametrize(
    ("statement", "topics"),
    [
        ("UPDATE sparring_round SET day_pool = 11", {"applications"}),
        ("UPDATE letter SET status = 'sent'", {"applications"}),
        ("UPDATE organisation SET name_sv = 'Kommun'", {"activities"}),
        ("UPDATE activity SET status = 'cancelled'", {"activities"}),
        ("DELETE FROM participation", {"activities"}),
        ("DELETE FROM deed", {"deeds"}),
        ("UPDATE expenditure SET amount_eur = 2", {"finance"}),
        ("UPDATE funding_period SET budget_eur = 2", {"finance"}),
        ("DELETE FROM newsletter", {"reference"}),
        ("UPDATE region SET municipality_count = 5", {"reference"}),
        ("UPDATE app_user SET display_name = 'Anna A.' WHERE username = 'anna'", {"people"}),
        (
            "UPDATE sparring_application SET title = 'T', version = version + 1,"
            " changed_by = 'otto' WHERE status = 'approved'",
            {"applications"},
        ),
        (
            "INSERT INTO deed (deed_kind, title, status) VALUES ('deed', 'T', 'draft')",
            {"deeds"},
        ),
    ],
)
def test_a_change_by_any_program_raises_its_topic(
    world: World, statement: str, topics: set[str]
) -> None:
    world.application(Status.APPROVED)  # of organisation 1
    world.add(activity, TRAINING)
    people = {"activity_id": 1, "organisation_id": 1, "staff_group": "employee"}
    world.add(participation, {**people, "participant_count": 3})
    world.add(deed, {"deed_kind": "deed", "title": "Teko", "status": "draft"})
    spending = {"period_code": "2018-2020", "booked_on": DAY, "cost_category": "staff"}
    world.add(expenditure, {**spending, "amount_eur": 1})
    world.add(newsletter, {"sent_on": DAY, "subject": "Uutiskirje"})
    assert raised(world, statement) == topics


def test_a_decision_raises_applications_and_a_refused_one_nothing(world: World) -> None:
    number = world.application()
    before = revisions(world.engine)
    assert not world.act(number, Action.APPROVE, days=9).saved
    assert revisions(world.engine) == before
    assert world.act(number, Action.APPROVE).saved
    after = revisions(world.engine)
    assert {topic for topic in after if after[topic] != before[topic]} == {"applications"}


def test_a_change_that_was_rolled_back_raises_nothing(world: World) -> None:
    before = revisions(world.engine)
    with plain_connection(world.engine) as connection:
        connection.execute("BEGIN")
        connection.execute("UPDATE sparring_round SET day_pool = 11")
        connection.execute("ROLLBACK")
    assert revisions(world.engine) == before


# --- the watcher -------------------------------------------------------------------------------


class Screens:
    """Somebody who subscribes, and what they were told."""

    def __init__(self) -> None:
        self.told: queue.Queue[int | None] = queue.Queue()

    def hears(self) -> int | None:
        """The next thing told."""
        return self.told.get(timeout=SOON)

    def hears_of(self, engine: Engine) -> None:
        """Wait until the newest revision was told."""
        newest = current_revision(engine)
        while self.hears() != newest:
            pass


@pytest.fixture
def watcher(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watcher]:
    """A watcher with an engine of its own, as a server has one."""
    monkeypatch.setattr(changes, "RETRY_EVERY", 0.05)
    watcher = Watcher(world.engine)
    yield watcher
    watcher.stop()


@pytest.fixture
def screens(world: World, watcher: Watcher) -> Screens:
    """Subscribed before the watcher starts, and told of the state of things."""
    screens = Screens()
    watcher.subscribe(screens.told.put)
    watcher.start()
    screens.hears_of(world.engine)
    return screens


def test_the_watcher_tells_of_each_commit(world: World, watcher: Watcher, screens: Screens) -> None:
    number = world.application()
    screens.hears_of(world.engine)
    assert world.act(number, Action.APPROVE).saved
    screens.hears_of(world.engine)
    assert (watcher.healthy, watcher.revision) == (True, current_revision(world.engine))
    assert changes.watched()


CHANGE = """
import sys
from data_access.connect import create_engine_for, writing
with writing(create_engine_for(sys.argv[1])) as connection:
    connection.exec_driver_sql("UPDATE sparring_round SET day_pool = 12")
"""


def test_the_watcher_tells_of_another_process(world: World, screens: Screens) -> None:
    url = world.engine.url.render_as_string(hide_password=False)
    subprocess.run([sys.executable, "-c", CHANGE, url], check=True, timeout=60)
    screens.hears_of(world.engine)


def test_who_has_left_is_told_no_more(world: World, watcher: Watcher, screens: Screens) -> None:
    guest = Screens()
    leave = watcher.subscribe(guest.told.put)
    leave()
    world.change("UPDATE sparring_round SET day_pool = 12")
    screens.hears_of(world.engine)
    assert guest.told.empty()


def test_a_stopped_watcher_does_not_count(world: World) -> None:
    watcher = Watcher(world.engine)
    watcher.start()
    assert changes.watched()
    watcher.stop()
    assert not changes.watched()


def test_the_watcher_finds_a_database_again_that_went_away(
    world: World, screens: Screens, gone: Callable[[], AbstractContextManager[None]]
) -> None:
    with gone():
        while screens.hears() is not None:
            pass
    assert screens.hears() is not None
    world.add(newsletter, {"sent_on": DAY, "subject": "Uutiskirje"})
    screens.hears_of(world.engine)


@pytest.fixture
def gone(
    world: World, backend: Backend, request: pytest.FixtureRequest
) -> Callable[[], AbstractContextManager[None]]:
    """Takes the database away while a block runs: PostgreSQL hangs up on everybody, SQLite's
    file loses its tables."""
    if backend.name == "sqlite":
        return lambda: without_tables(world.engine)
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return lambda: not_connectable(server, str(world.engine.url.database))


@contextmanager
def without_tables(engine: Engine) -> Iterator[None]:
    downgrade(engine, "base")
    yield
    upgrade(engine)


@contextmanager
def not_connectable(server: PostgresServer, database: str) -> Iterator[None]:
    server.execute(f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS false')
    server.execute(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
    )
    yield
    server.execute(f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS true')
