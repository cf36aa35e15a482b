"""Several people at once: one wins, the others are told, and the pool is never exceeded."""

from collections import Counter

import pytest

from data_access.decisions import Command, Outcome, Refusal, decide
from data_access.schema import application_decision, letter
from programme.lifecycle import Action, Status
from tests.data_access import invariants
from tests.data_access.racing import (
    PATIENCE,
    Race,
    processes,
    start_approving,
    start_unfinished,
    threads,
)
from tests.data_access.scenarios import MANAGER, SECOND_MANAGER, World, clock

HEATS = 4
WAYS = pytest.mark.parametrize(("race", "runners"), [(threads, 12), (processes, 4)])
BOTH = (MANAGER, SECOND_MANAGER)


@WAYS
def test_one_application_has_one_winner(world: World, race: Race, runners: int) -> None:
    """Approvals, rejections and questions on the same version."""
    world.change("UPDATE sparring_round SET day_pool = 100")
    actions = (Action.APPROVE, Action.REJECT, Action.CLARIFY, Action.APPROVE)
    numbers = [world.application(Status.IN_REVIEW) for _ in range(HEATS)]
    plans = [
        [world.command(number, actions[n % 4], BOTH[n % 2]) for number in numbers]
        for n in range(runners)
    ]
    answers = race(world.engine, plans)
    for heat, number in zip(zip(*answers, strict=True), numbers, strict=True):
        outcomes = Counter(answer.outcome for answer in heat)
        assert outcomes == {Outcome.SAVED: 1, Outcome.CONFLICT: runners - 1}
        (winner,) = (answer for answer in heat if answer.saved)
        assert {(a.status, a.version, a.actor, a.at) for a in heat} == {
            (winner.status, winner.version, winner.actor, winner.at)
        }
        assert world.row(number).status == winner.status
    invariants.hold(world)


@WAYS
def test_the_last_days_go_to_as_many_as_they_suffice_for(
    world: World, race: Race, runners: int
) -> None:
    """Each wants two days and five are left: two get theirs."""
    codes = [world.round(f"2021-{heat}", day_pool=5) for heat in range(HEATS)]
    plans: list[list[Command]] = [
        [
            world.command(
                world.application(Status.IN_REVIEW, round_code=code), Action.APPROVE, days=2
            )
            for code in codes
        ]
        for _ in range(runners)
    ]
    for heat in zip(*race(world.engine, plans), strict=True):
        assert sum(answer.saved for answer in heat) == 2
        assert {answer.refusal for answer in heat if not answer.saved} == {Refusal.POOL}
    assert {world.reserved(code) for code in codes} == {4}
    invariants.hold(world)


@WAYS
def test_one_request_from_everywhere_is_done_once(world: World, race: Race, runners: int) -> None:
    numbers = [world.application() for _ in range(HEATS)]
    plan = [world.command(number, Action.APPROVE) for number in numbers]
    for heat in zip(*race(world.engine, [plan] * runners), strict=True):
        outcomes = Counter(answer.outcome for answer in heat)
        assert outcomes == {Outcome.SAVED: 1, Outcome.REPEATED: runners - 1}
        assert len({(answer.status, answer.version, answer.days) for answer in heat}) == 1
    assert (world.count(application_decision), world.count(letter)) == (HEATS, HEATS)
    invariants.hold(world)


def test_a_process_killed_before_it_commits_leaves_nothing(world: World) -> None:
    command = world.command(world.application(), Action.APPROVE)
    before = world.content()
    process, told = start_unfinished(world.engine, command)
    assert told.poll(PATIENCE)
    assert told.recv() == "done, not committed"
    process.kill()
    process.join(PATIENCE)
    assert world.content() == before
    assert decide(world.engine, command, clock()).outcome is Outcome.SAVED
    invariants.hold(world)


def test_a_process_killed_at_work_leaves_only_whole_decisions(world: World) -> None:
    world.change("UPDATE sparring_round SET day_pool = 100")
    numbers = [world.application() for _ in range(20)]
    process, told = start_approving(world.engine)
    done = [told.recv() for _ in range(3)]
    process.kill()
    process.join(PATIENCE)
    invariants.hold(world)
    approved = [number for number in numbers if world.row(number).status == Status.APPROVED]
    assert approved[:3] == done
    assert world.reserved() == world.count(application_decision) == len(approved)
