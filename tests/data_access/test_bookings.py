"""With whom and from when sparring is agreed: at first, and when that changes."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from data_access.bookings import rebook
from data_access.connect import reading
from data_access.decisions import Command, Outcome, Refusal, decide
from data_access.experts import Booking, booking
from data_access.schema import sparring_booking
from programme.lifecycle import Action, Status
from tests.data_access import invariants
from tests.data_access.scenarios import (
    EXPERT,
    MANAGER,
    NOW,
    OFFICER,
    STEERING,
    World,
    clock,
)

DAY = date(2021, 1, 20)
OTHER_DAY = date(2021, 2, 3)


def agreed(world: World, number: str) -> Booking | None:
    with reading(world.engine) as connection:
        return booking(connection, number)


def change(world: World, number: str, by: str = OFFICER, **changes: Any) -> Command:
    """A command to agree on another day, on the version that stands now."""
    return world.command(number, Action.SCHEDULE, by, **{"starts_on": OTHER_DAY, **changes})


def test_scheduling_says_with_whom_and_from_when(world: World) -> None:
    number = world.application(Status.APPROVED)
    assert agreed(world, number) is None
    answer = world.act(number, Action.SCHEDULE, OFFICER)
    assert answer.status is Status.SCHEDULED
    assert agreed(world, number) == Booking(EXPERT, DAY)
    made = world.one(sparring_booking.select())
    assert (made.version, made.booked_by, made.booked_at) == (answer.version, OFFICER, NOW)


WRONG = [
    ({"expert": None}, Refusal.EXPERT_MISSING),
    ({"expert": "nobody"}, Refusal.EXPERT_MISSING),
    ({"expert": "past"}, Refusal.EXPERT_UNAVAILABLE),
    ({"expert": "future"}, Refusal.EXPERT_UNAVAILABLE),
    ({"starts_on": None}, Refusal.START_DAY),
    ({"starts_on": NOW.date() - timedelta(days=1)}, Refusal.START_DAY),
]


@pytest.mark.parametrize(("changes", "refusal"), WRONG)
def test_an_expert_and_a_day_are_needed(
    world: World, changes: dict[str, Any], refusal: Refusal
) -> None:
    world.expert("past", framework_to=DAY - timedelta(days=1))
    world.expert("future", framework_from=OTHER_DAY + timedelta(days=1))
    first, second = world.application(Status.APPROVED), world.application(Status.SCHEDULED)
    before = world.content()
    answer = world.act(first, Action.SCHEDULE, OFFICER, **changes)
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, refusal)
    answer = rebook(world.engine, change(world, second, **changes), clock())
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, refusal)
    assert world.content() == before


def test_the_day_of_the_decision_and_the_last_of_the_framework_will_do(world: World) -> None:
    world.expert("brief", framework_from=NOW.date(), framework_to=NOW.date())
    number = world.application(Status.APPROVED)
    assert world.act(number, Action.SCHEDULE, expert="brief", starts_on=NOW.date()).saved


def test_what_is_agreed_can_change_and_history_keeps_both(world: World) -> None:
    world.expert("b")
    number = world.application(Status.SCHEDULED)
    before = world.row(number)
    moved = change(world, number, MANAGER, expert="b", text="Sairastui.")
    answer = rebook(world.engine, moved, clock(NOW + timedelta(days=1)))
    assert (answer.outcome, answer.status) == (Outcome.SAVED, Status.SCHEDULED)
    assert (answer.version, answer.actor) == (before.version + 1, "Anna")
    assert agreed(world, number) == Booking("b", OTHER_DAY)
    row = world.row(number)
    assert (row.change_note, row.days_granted) == ("Sairastui.", before.days_granted)
    assert world.count(sparring_booking) == 2
    invariants.hold(world)


def test_a_change_that_is_sent_twice_is_made_once(world: World) -> None:
    number = world.application(Status.SCHEDULED)
    moved = change(world, number)
    first = rebook(world.engine, moved, clock())
    before = world.content()
    assert rebook(world.engine, moved, clock()) == replace(first, outcome=Outcome.REPEATED)
    other = rebook(world.engine, replace(moved, starts_on=DAY), clock())
    assert (other.outcome, other.refusal) == (Outcome.REFUSED, Refusal.REQUEST_REUSED)
    assert world.content() == before


def test_who_changes_what_another_changed_is_told_by_whom(world: World) -> None:
    number = world.application(Status.SCHEDULED)
    late = change(world, number)
    rebook(world.engine, change(world, number, MANAGER), clock())
    answer = rebook(world.engine, late, clock())
    assert (answer.outcome, answer.actor, answer.at) == (Outcome.CONFLICT, "Anna", NOW)
    cancel = replace(late, action=Action.CANCEL, by=MANAGER)
    assert decide(world.engine, cancel, clock()).outcome is Outcome.CONFLICT


@pytest.mark.parametrize("status", [Status.APPROVED, Status.IN_PROGRESS, Status.CANCELLED])
def test_only_what_is_agreed_and_not_begun_changes(world: World, status: Status) -> None:
    number = world.application(status)
    answer = rebook(world.engine, change(world, number), clock())
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, Refusal.NOT_NOW)


def test_who_may_not_and_what_is_not_there(world: World) -> None:
    number = world.application(Status.SCHEDULED)
    answer = rebook(world.engine, change(world, number, STEERING), clock())
    assert (answer.refusal, answer.status) == (Refusal.FORBIDDEN, None)
    unknown = replace(change(world, number), number="SP-1999-001")
    assert rebook(world.engine, unknown, clock()).refusal is Refusal.UNKNOWN_APPLICATION
