"""Who has what open: told to the others, and to nobody for longer than it is so."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from data_access import presence, sessions
from data_access.changes import PRESENCE, current_revision, revisions
from data_access.connect import reading
from data_access.schema import open_application
from tests.data_access.scenarios import ADMIN, MANAGER, OFFICER, SECOND_MANAGER, World


def signed_in(world: World, username: str) -> str:
    """A session of somebody, by its name in the database."""
    return str(sessions.start(world.engine, username, "192.0.2.1")["session"])


def opens(world: World, session: str, number: str) -> None:
    presence.opened(world.engine, session, number, datetime.now(UTC))


def others(world: World, number: str, session: str, **later: Any) -> tuple[str, ...]:
    now = datetime.now(UTC) + timedelta(**later)
    with reading(world.engine) as connection:
        return presence.others(connection, number, session, now)


@pytest.fixture
def mine(world: World) -> str:
    return signed_in(world, MANAGER)


def test_the_others_see_who_has_it_open_and_nobody_sees_themselves(world: World, mine: str) -> None:
    number, another = world.application(), world.application()
    officer, manager = signed_in(world, OFFICER), signed_in(world, SECOND_MANAGER)
    for session in (officer, manager, mine, signed_in(world, MANAGER), signed_in(world, OFFICER)):
        opens(world, session, number)
    assert others(world, number, mine) == ("Otto", "Mikko")
    assert others(world, number, officer) == ("Mikko", "Anna")
    assert others(world, another, mine) == ()


def test_opening_another_leaves_the_first(world: World, mine: str) -> None:
    first, second = world.application(), world.application()
    officer = signed_in(world, OFFICER)
    opens(world, officer, first)
    opens(world, officer, second)
    assert (others(world, first, mine), others(world, second, mine)) == ((), ("Otto",))
    assert world.count(open_application) == 1
    presence.left(world.engine, officer)
    assert others(world, second, mine) == ()
    assert world.count(open_application) == 0


def test_who_has_ended_or_does_not_work_is_not_there(world: World, mine: str) -> None:
    number = world.application()
    officer, manager = signed_in(world, OFFICER), signed_in(world, SECOND_MANAGER)
    opens(world, officer, number)
    opens(world, manager, number)
    sessions.end_by_admin(world.engine, ADMIN, officer)
    assert others(world, number, mine) == ("Mikko",)
    assert world.count(open_application) == 1, "an ended session has nothing open"
    assert others(world, number, mine, minutes=14) == ("Mikko",)
    assert others(world, number, mine, minutes=16) == ()


@pytest.mark.parametrize("number", ["SP-1999-001", "SP-2020-\0"])
def test_what_does_not_exist_is_opened_by_nobody(world: World, mine: str, number: str) -> None:
    assert others(world, number, mine) == ()
    presence.opened(world.engine, mine, "SP-1999-001", datetime.now(UTC))
    assert world.count(open_application) == 0


def test_presence_is_news_of_its_own_and_no_change_of_the_data(world: World, mine: str) -> None:
    number = world.application()
    before, data = revisions(world.engine), current_revision(world.engine)
    opens(world, mine, number)
    after = revisions(world.engine)
    assert {topic for topic in after if after[topic] != before[topic]} == {PRESENCE}
    assert current_revision(world.engine) == data
    presence.left(world.engine, mine)
    gone = revisions(world.engine)[PRESENCE]
    assert gone > after[PRESENCE]
    presence.left(world.engine, mine)
    assert revisions(world.engine)[PRESENCE] == gone, "leaving nothing is no news"
