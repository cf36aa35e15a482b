"""Who gets days first when some return to the pool."""

import pytest

from data_access.connect import reading
from data_access.waitlist import Waiting, first_in_line, line
from programme.lifecycle import Action, Status
from tests.data_access.scenarios import ROUND, World, local


def waiting(world: World) -> tuple[Waiting, ...]:
    with reading(world.engine) as connection:
        return line(connection, ROUND)


def test_whoever_came_first_is_first(world: World) -> None:
    world.round("2021-1")
    world.application(Status.IN_REVIEW, submitted_at=local(2020, 10, 5))
    world.application(Status.WAITLISTED, submitted_at=local(2020, 10, 5), round_code="2021-1")
    later = world.application(Status.WAITLISTED, submitted_at=local(2020, 11, 5))
    first = world.application(Status.WAITLISTED, submitted_at=local(2020, 10, 20))
    same = world.application(Status.WAITLISTED, submitted_at=local(2020, 10, 20))
    assert [one.application_no for one in waiting(world)] == [first, same, later]
    with reading(world.engine) as connection:
        assert first_in_line(connection, ROUND) == waiting(world)[0]
        assert first_in_line(connection, "1999-1") is None


@pytest.mark.parametrize(("pool", "days"), [(10, 2), (1, 1), (0, 0)])
def test_the_line_says_what_one_could_get(world: World, pool: int, days: int) -> None:
    world.application(Status.WAITLISTED)
    world.change(f"UPDATE sparring_round SET day_pool = {pool}")
    assert [one.days for one in waiting(world)] == [days]


@pytest.mark.parametrize("action", [Action.CANCEL, Action.UNDO])
def test_days_that_return_name_the_first_in_line(world: World, action: Action) -> None:
    number = world.application(Status.APPROVED)
    assert world.act(world.application(), Action.APPROVE).next_in_line == ""
    first = world.application(Status.WAITLISTED, submitted_at=local(2020, 10, 20))
    world.application(Status.WAITLISTED)
    assert world.act(number, action).next_in_line == first


def test_days_may_return_when_nobody_waits(world: World) -> None:
    assert world.act(world.application(Status.APPROVED), Action.CANCEL).next_in_line == ""
