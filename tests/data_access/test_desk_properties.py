"""Whatever anybody tries at the desks in whatever order: histories, places and deeds agree."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from data_access.decisions import Command, Outcome, Refusal, decide
from data_access.schema import deed, deed_submission
from programme.codes import DeedKind
from programme.deed_submissions import SUBMISSIONS, DeedContent, SubmissionAction, SubmissionStatus
from programme.enrolments import ENROLMENTS, EnrolmentAction, EnrolmentStatus
from programme.moves import LifeCycle
from tests.data_access.desk import Desk
from tests.data_access.scenarios import NAMES, World, clock

SUBJECTS = 3
WHO = st.sampled_from([*NAMES, "anna", "otto", "otto", "otto"])
WORDS = st.sampled_from(["", "Riittävä perustelu.", "Riittävä perustelu."])
OFF = st.sampled_from([0, 0, 0, 0, -1, 1])  # how far the version seen is off
AGAIN = st.sampled_from([False, False, False, True])  # a request key used before
WHICH = st.integers(0, SUBJECTS - 1)
CONTENT = st.sampled_from([None, DeedContent(DeedKind.DEED, "Toinen otsikko", "Toinen kuvaus")])


def some(*parts: st.SearchStrategy) -> st.SearchStrategy[list[tuple]]:
    return st.lists(st.tuples(WHICH, WHO, WORDS, OFF, AGAIN, *parts), min_size=1, max_size=12)


FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(
    commands=some(st.sampled_from(EnrolmentAction), st.integers(0, 4)),
    letters_leave_after=st.integers(0, 12),
)
def test_no_sequence_breaks_the_rules_of_places(
    shared_world: World, commands: list[tuple], letters_leave_after: int
) -> None:
    desk = Desk(shared_world)
    training = desk.training(places=4)
    numbers = [desk.enrolment(training) for _ in range(SUBJECTS)]
    last: Command | None = None
    for step, (which, by, text, off, again, action, people) in enumerate(commands):
        _letters_leave(shared_world, step == letters_leave_after)
        command = desk.command(numbers[which], action, by, text=text, people=people)
        last = _send(desk, _changed(command, off, again, last), ENROLMENTS)
    desk.everything_agrees()


@FEW
@given(
    commands=some(st.sampled_from(SubmissionAction), CONTENT),
    letters_leave_after=st.integers(0, 12),
)
def test_no_sequence_breaks_the_rules_of_deeds(
    shared_world: World, commands: list[tuple], letters_leave_after: int
) -> None:
    desk = Desk(shared_world)
    numbers = [desk.submission() for _ in range(SUBJECTS)]
    last: Command | None = None
    for step, (which, by, text, off, again, action, content) in enumerate(commands):
        _letters_leave(shared_world, step == letters_leave_after)
        command = desk.command(numbers[which], action, by, text=text, content=content)
        last = _send(desk, _changed(command, off, again, last), SUBMISSIONS)
    desk.everything_agrees()
    published = {row.deed_id for row in shared_world.all(select(deed_submission)) if row.deed_id}
    assert {row.deed_id for row in shared_world.all(select(deed))} == published


def _letters_leave(world: World, now: bool) -> None:
    if now:
        world.change("UPDATE letter SET status = 'sent' WHERE status = 'waiting'")


def _changed(command: Command, off: int, again: bool, last: Command | None) -> Command:
    command = replace(command, seen_version=command.seen_version + off)
    return replace(command, request_key=last.request_key) if again and last else command


def _send(desk: Desk, command: Command, life_cycle: LifeCycle) -> Command:
    before = desk.row(command.number)
    answer = decide(desk.world.engine, command, clock())
    after = desk.row(command.number)
    if answer.outcome is Outcome.SAVED:
        states = EnrolmentStatus if life_cycle is ENROLMENTS else SubmissionStatus
        steps = life_cycle.path(states(before.status), command.action)
        assert steps is not None
        assert (after.status, after.version) == (steps[-1].target, before.version + len(steps))
    else:
        assert after == before
    if answer.refusal is Refusal.FORBIDDEN:
        assert answer.status is None, "who may not act is not told either"
    else:
        assert (answer.status, answer.version) == (after.status, after.version)
    return command
