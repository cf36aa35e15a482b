"""Sessions as the office enters them, and what they do to the application."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from data_access.connect import reading
from data_access.decisions import Outcome, Refusal
from data_access.schema import sparring_session
from data_access.sparring_sessions import Held, Session, SessionAnswer, deliver, sessions
from programme.codes import DeliveryMode
from programme.lifecycle import Action, Status
from tests.data_access import invariants
from tests.data_access.racing import at_once
from tests.data_access.scenarios import (
    ADMIN,
    EXPERT,
    MANAGER,
    NOW,
    OFFICER,
    STEERING,
    World,
    clock,
)

TODAY = NOW.date()
DECIDED = NOW - timedelta(days=10)


def session(number: str, place: int = 1, **changes: Any) -> Session:
    """A sound session of half a day."""
    sound = Session(
        application_no=number,
        number=place,
        expert=EXPERT,
        held_on=TODAY,
        hours=Decimal("3.5"),
        day_share=Decimal("0.5"),
        mode=DeliveryMode.REMOTE,
        by=OFFICER,
    )
    return replace(sound, **changes)


def give(world: World, number: str, place: int = 1, **changes: Any) -> SessionAnswer:
    return deliver(world.engine, session(number, place, **changes), clock())


def scheduled(world: World, days: int = 1) -> str:
    return world.application(Status.SCHEDULED, at=DECIDED, days=days)


def test_the_first_session_begins_and_the_last_may_complete(world: World) -> None:
    number = scheduled(world)
    first = give(world, number)
    assert (first.outcome, first.status) == (Outcome.SAVED, Status.IN_PROGRESS)
    assert (first.given, first.granted, first.may_complete) == (Decimal("0.5"), 1, False)
    assert world.history(number)[-1].actor == OFFICER
    last = give(world, number, 2, by=MANAGER)
    assert (last.status, last.version) == (Status.IN_PROGRESS, first.version)
    assert (last.given, last.may_complete) == (Decimal(1), True)
    assert world.act(number, Action.COMPLETE, OFFICER).status is Status.COMPLETED
    invariants.hold(world)


def test_sessions_are_read_as_they_were_held(world: World) -> None:
    number = scheduled(world, days=2)
    give(world, number, held_on=date(2020, 11, 24))
    give(world, number, 2, day_share=Decimal(1), hours=Decimal(7), mode=DeliveryMode.ONSITE)
    with reading(world.engine) as connection:
        assert sessions(connection, "\0") == ()
        found = sessions(connection, number)
    assert found == (
        Held(
            *(1, date(2020, 11, 24), "Asiantuntija A"),
            *(Decimal("3.50"), Decimal("0.50"), DeliveryMode.REMOTE),
        ),
        Held(2, TODAY, "Asiantuntija A", Decimal(7), Decimal(1), DeliveryMode.ONSITE),
    )


WRONG = [
    ({"application_no": "SP-1999-001"}, Refusal.UNKNOWN_APPLICATION),
    ({"held_on": TODAY + timedelta(days=1)}, Refusal.SESSION_DAY),
    ({"held_on": DECIDED.date() - timedelta(days=1)}, Refusal.SESSION_DAY),
    ({"hours": Decimal("1.99")}, Refusal.SESSION_HOURS),
    ({"hours": Decimal("10.01")}, Refusal.SESSION_HOURS),
    ({"hours": Decimal("2.001")}, Refusal.SESSION_HOURS),
    ({"hours": Decimal("NaN")}, Refusal.SESSION_HOURS),
    ({"hours": Decimal("1e99")}, Refusal.SESSION_HOURS),
    ({"day_share": Decimal(0)}, Refusal.SESSION_SHARE),
    ({"day_share": Decimal("1.01")}, Refusal.SESSION_SHARE),
    ({"day_share": Decimal("0.333")}, Refusal.SESSION_SHARE),
    ({"day_share": Decimal("Infinity")}, Refusal.SESSION_SHARE),
    ({"expert": "nobody"}, Refusal.EXPERT_MISSING),
    ({"expert": "past"}, Refusal.EXPERT_UNAVAILABLE),
    ({"by": STEERING}, Refusal.FORBIDDEN),
    ({"by": ADMIN}, Refusal.FORBIDDEN),
]


@pytest.mark.parametrize(("changes", "refusal"), WRONG)
def test_what_cannot_have_been_held_is_refused(
    world: World, changes: dict[str, Any], refusal: Refusal
) -> None:
    world.expert("past", framework_to=TODAY - timedelta(days=1))
    number = scheduled(world)
    before = world.content()
    answer = give(world, number, **changes)
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, refusal)
    assert world.content() == before


def test_no_more_is_given_than_was_granted(world: World) -> None:
    number = scheduled(world)
    give(world, number, day_share=Decimal("0.75"))
    answer = give(world, number, 2, day_share=Decimal("0.26"))
    assert (answer.refusal, answer.given) == (Refusal.SESSION_DAYS, Decimal("0.75"))
    assert give(world, number, 2, day_share=Decimal("0.25")).may_complete


@pytest.mark.parametrize(
    "status",
    [Status.IN_REVIEW, Status.APPROVED, Status.COMPLETED, Status.CANCELLED, Status.REJECTED],
)
def test_only_what_is_agreed_is_given(world: World, status: Status) -> None:
    number = world.application(status)
    assert give(world, number).refusal is Refusal.NOT_NOW


def test_a_session_that_is_sent_twice_is_written_once(world: World) -> None:
    number = scheduled(world)
    first = give(world, number)
    before = world.content()
    assert give(world, number) == replace(first, outcome=Outcome.REPEATED)
    assert world.content() == before


@pytest.mark.parametrize("place", [0, 1, 3])
def test_who_counted_other_sessions_is_told(world: World, place: int) -> None:
    number = scheduled(world, days=2)
    give(world, number)
    before = world.content()
    answer = give(world, number, place, hours=Decimal(4))
    assert (answer.outcome, answer.saved) == (Outcome.CONFLICT, False)
    assert world.content() == before


def test_of_many_at_once_one_is_the_first(world: World) -> None:
    number = scheduled(world, days=2)
    answers = at_once(8, lambda: give(world, number))
    outcomes = Counter(answer.outcome for answer in answers)
    assert outcomes == {Outcome.SAVED: 1, Outcome.REPEATED: 7}
    assert world.count(sparring_session) == 1
    invariants.hold(world)
