"""Comments of the office on an application."""

from datetime import timedelta

import pytest

from data_access.comments import Comment, CommentAnswer, comment, comments
from data_access.connect import reading
from data_access.decisions import Outcome, Refusal
from data_access.schema import application_comment
from programme.lifecycle import Status
from tests.data_access.scenarios import (
    ADMIN,
    FORMER,
    MANAGER,
    NOW,
    OFFICER,
    STEERING,
    World,
    clock,
)


def written(
    world: World, number: str, text: str = "Soitettu hakijalle.", by: str = OFFICER, key: str = "k"
) -> CommentAnswer:
    return comment(world.engine, number, text, by, key, clock())


def read(world: World, number: str) -> tuple[Comment, ...]:
    with reading(world.engine) as connection:
        return comments(connection, number)


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.REJECTED, Status.IN_PROGRESS])
def test_the_office_comments_at_any_time(world: World, status: Status) -> None:
    number = world.application(status)
    before = world.row(number)
    assert written(world, number, " \0Soitettu. ").outcome is Outcome.SAVED
    later = clock(NOW + timedelta(minutes=1))
    comment(world.engine, number, "Vastasi.", MANAGER, "l", later)
    assert [(one.author, one.text) for one in read(world, number)] == [
        ("Otto", "Soitettu."),
        ("Anna", "Vastasi."),
    ]
    assert read(world, number)[0].at == NOW
    assert world.row(number) == before


@pytest.mark.parametrize("by", [STEERING, ADMIN, FORMER, "nobody"])
def test_nobody_else_comments(shared_world: World, by: str) -> None:
    number = shared_world.application()
    answer = written(shared_world, number, "", by)
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, Refusal.FORBIDDEN)


def test_an_empty_comment_and_one_on_nothing_are_refused(shared_world: World) -> None:
    number = shared_world.application()
    assert written(shared_world, number, " \0 ").refusal is Refusal.COMMENT_MISSING
    assert written(shared_world, "SP-1999-001").refusal is Refusal.UNKNOWN_APPLICATION
    assert (read(shared_world, number), read(shared_world, "\0")) == ((), ())


def test_a_comment_that_is_sent_twice_is_written_once(world: World) -> None:
    number = world.application()
    assert written(world, number).saved
    again = written(world, number, "Soitettu hakijalle.")
    assert (again.outcome, again.saved) == (Outcome.REPEATED, True)
    assert written(world, number, by=MANAGER).refusal is Refusal.REQUEST_REUSED
    assert world.count(application_comment) == 1
