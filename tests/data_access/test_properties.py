"""Whatever anybody tries in whatever order: history, pool, decisions and letters agree."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.decisions import Answer, Command, Outcome, Refusal, decide
from data_access.schema import sparring_round
from programme.codes import RejectionGround
from programme.lifecycle import Action, Status, path
from tests.data_access import invariants
from tests.data_access.scenarios import NAMES, World, clock

APPLICATIONS = 3
COMMANDS = st.lists(
    st.tuples(
        st.integers(0, APPLICATIONS - 1),
        st.sampled_from(Action),
        st.sampled_from([*NAMES, "anna", "anna", "otto", "otto"]),
        st.integers(0, 3),  # days
        st.sampled_from(["", "Riittävä perustelu."]),
        st.sampled_from([None, RejectionGround.THEME]),
        st.sampled_from([0, 0, 0, -1, 1]),  # how far the version seen is off
        st.sampled_from([None, None, None, "same"]),  # a request key used before
    ),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(commands=COMMANDS, letter_leaves_after=st.integers(0, 12))
def test_no_sequence_of_commands_breaks_the_rules(
    shared_world: World, commands: list[tuple], letter_leaves_after: int
) -> None:
    numbers = _three_applications(shared_world)
    last: Command | None = None
    for step, (which, action, by, days, text, ground, off, key) in enumerate(commands):
        if step == letter_leaves_after:
            shared_world.change("UPDATE letter SET status = 'sent' WHERE status = 'waiting'")
        command = shared_world.command(
            numbers[which], action, by, days=days, text=text, ground=ground
        )
        command = replace(command, seen_version=command.seen_version + off)
        if key and last:
            command = replace(command, request_key=last.request_key)
        _send(shared_world, command)
        last = command
    invariants.hold(shared_world)


def _three_applications(world: World) -> list[str]:
    """Three received applications in a new round that cannot grant all that they ask for."""
    year = 2000 + world.count(sparring_round)
    code = world.round(f"{year}-1", day_pool=3)
    return [world.application(round_code=code) for _ in range(APPLICATIONS)]


def _send(world: World, command: Command) -> Answer:
    before = world.row(command.application_no)
    answer = decide(world.engine, command, clock())
    after = world.row(command.application_no)
    if answer.outcome is Outcome.SAVED:
        steps = path(Status(before.status), command.action)
        assert steps is not None
        assert (after.status, after.version) == (steps[-1].target, before.version + len(steps))
    else:
        assert after == before
    if answer.refusal is Refusal.FORBIDDEN:
        assert answer.status is None, "who may not act is not told either"
    else:
        told = (answer.status, answer.version, answer.days)
        assert told == (after.status, after.version, after.days_granted)
    return answer
