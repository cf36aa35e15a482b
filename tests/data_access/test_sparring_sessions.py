"""Sparring that was given: within what was granted, whoever writes and however many at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from sqlalchemy import exc, select

from data_access.connect import create_engine_for
from data_access.decisions import Outcome, Refusal
from data_access.schema import sparring_session
from programme.lifecycle import Action, Status
from tests.data_access.racing import PATIENCE, address
from tests.data_access.scenarios import NOW, World

RUNNERS = 6
TODAY = NOW.date()


def give(world: World, application_no: str, place: int, share: str) -> None:
    """Record a session of an application."""
    row = {
        "application_id": world.row(application_no).application_id,
        "session_no": place,
        "expert_code": "a",
        "held_on": TODAY,
        "hours": Decimal(2),
        "day_share": Decimal(share),
        "delivery_mode": "remote",
    }
    world.add(sparring_session, row)


def test_parts_of_days_add_up_exactly(world: World) -> None:
    number = world.application(Status.SCHEDULED, days=1)
    for place in range(1, 11):
        give(world, number, place, "0.1")
    assert world.count(sparring_session) == 10
    with pytest.raises(exc.IntegrityError, match="sessions_within_grant"):
        give(world, number, 11, "0.01")


def test_hours_and_shares_are_kept_as_they_are(world: World) -> None:
    give(world, world.application(Status.APPROVED), 1, "0.35")
    kept = world.one(select(sparring_session))
    assert (kept.hours, kept.day_share) == (Decimal("2.00"), Decimal("0.35"))


@pytest.mark.parametrize("status", [Status.APPROVED, Status.SCHEDULED])
def test_what_was_given_cannot_be_cancelled(world: World, status: Status) -> None:
    number = world.application(status)
    give(world, number, 1, "1")
    answer = world.act(number, Action.CANCEL)
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, Refusal.SESSIONS_HELD)
    assert world.row(number).status == status
    assert world.reserved() == 1


def test_a_session_entered_by_mistake_can_be_taken_back(world: World) -> None:
    number = world.application(Status.APPROVED)
    give(world, number, 1, "1")
    world.change("DELETE FROM sparring_session")
    assert world.act(number, Action.CANCEL).saved
    assert world.reserved() == 0


def test_one_of_many_gets_the_last_day(world: World) -> None:
    """Each program enters a whole day of an application that has one."""
    number = world.application(Status.SCHEDULED, days=1)
    barrier = Barrier(RUNNERS)

    def run(place: int) -> str:
        engine = create_engine_for(address(world.engine))
        barrier.wait(PATIENCE)
        try:
            give(World(engine), number, place, "1")
        except exc.IntegrityError as refused:
            return "refused" if "sessions_within_grant" in str(refused) else str(refused)
        finally:
            engine.dispose()
        return "given"

    with ThreadPoolExecutor(RUNNERS) as pool:
        outcomes = Counter(pool.map(run, range(1, RUNNERS + 1)))
    assert outcomes == {"given": 1, "refused": RUNNERS - 1}
    assert world.count(sparring_session) == 1
