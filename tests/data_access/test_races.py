"""Several people at once: one wins, the others are told, and the pool is never exceeded.

A short run of what `python -m benchmarks.deciding` does a thousand times.
"""

import random

import pytest

from data_access.decisions import Command, Outcome, decide
from data_access.integrity.verification import verify
from data_access.schema import application_decision, letter
from programme.lifecycle import Action
from tests.data_access import invariants
from tests.data_access.heats import KINDS, drawn, judge, plans
from tests.data_access.killing import all_or_nothing, die_after, die_at, extent
from tests.data_access.racing import (
    PATIENCE,
    Race,
    mixed,
    processes,
    start_unfinished,
    threads,
)
from tests.data_access.scenarios import World, clock

RUNNERS = 29  # 25 threads and 4 processes
KILLS = 6
WAYS = pytest.mark.parametrize(("race", "runners"), [(threads, 12), (processes, 4)])


@WAYS
def test_who_races_gets_what_the_rules_say(world: World, race: Race, runners: int) -> None:
    heats = drawn(world, 2 * len(KINDS), runners)
    judge(world, heats, race(world.engine, plans(heats)))
    invariants.hold(world)


def test_threads_and_processes_at_one_barrier(world: World) -> None:
    heats = drawn(world, 2 * len(KINDS), RUNNERS)
    judge(world, heats, mixed(world.engine, plans(heats)))
    invariants.hold(world)
    assert verify(world.engine).ok


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


def decisions(world: World) -> list[Command]:
    """One of each kind of decision, all of which the pool suffices for."""
    actions = (Action.APPROVE, Action.REJECT, Action.CLARIFY, Action.WAITLIST, Action.APPROVE)
    numbers = world.applications(len(actions))
    return [world.command(number, action) for number, action in zip(numbers, actions, strict=True)]


def test_a_process_killed_at_any_statement_leaves_whole_decisions(world: World) -> None:
    chance = random.Random(5)
    world.change("UPDATE sparring_round SET day_pool = 100")
    statements, _ = extent(world.engine, decisions(world))
    for statement in chance.sample(range(1, statements), KILLS):
        commands = decisions(world)
        all_or_nothing(world, commands, die_at(world.engine, commands, statement))
    assert verify(world.engine).ok
    assert world.count(letter) == 5 * (KILLS + 1)
    assert world.count(application_decision) == 3 * (KILLS + 1)


def test_a_process_killed_at_once_has_decided_nothing_by_halves(world: World) -> None:
    commands = decisions(world)
    all_or_nothing(world, commands, die_after(world.engine, commands, 0))
    assert verify(world.engine).ok
