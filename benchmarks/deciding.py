"""Can a decision be lost or doubled? `python -m benchmarks.deciding`

On each kind of database, 25 threads and 4 processes race from one barrier, 1 000 times by turns for
one application, for the last days of a pool and with one request; and 100 times a process is killed
(SIGKILL) in the middle of its decisions. After every run the database is compared with its history
and verified. Ends with status 1, and says what it saw, when anything does not hold.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from data_access.connect import create_engine_for
from data_access.decisions import Command
from data_access.integrity.verification import verify
from data_access.migrations import upgrade
from programme.lifecycle import Action
from tests.backends import Backend, PostgresBackend, SqliteBackend
from tests.data_access import heats, invariants
from tests.data_access.killing import all_or_nothing, die_after, die_at, extent
from tests.data_access.racing import mixed
from tests.data_access.scenarios import World
from tests.postgres import running_server

RUNNERS = 29  # 25 threads and 4 processes
ROUNDS_A_RUN = 50
KILLS_A_RUN = 10
ACTIONS = (Action.APPROVE, Action.REJECT, Action.CLARIFY, Action.WAITLIST, Action.APPROVE)


def main() -> int:
    """Print what was raced and killed and how it went; returns the exit status."""
    options = _options()
    with _backends() as backends:
        held = [
            _held(f"{backend.name} {name}", times, backend, run, options.seed)
            for backend in backends
            for name, times, run in (
                ("races", options.rounds, _race),
                ("kills", options.kills, _kill),
            )
        ]
    return 0 if all(held) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1_000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=5)
    return parser.parse_args()


@contextmanager
def _backends() -> Iterator[list[Backend]]:
    with tempfile.TemporaryDirectory() as folder, running_server(on_disk=True) as server:
        yield [SqliteBackend(Path(folder)), PostgresBackend(server)]


Run = Callable[[World, int, random.Random], int]


def _held(name: str, times: int, backend: Backend, run: Run, seed: int) -> bool:
    """Whether everything held; one line about it."""
    begun, counted, done = perf_counter(), 0, 0
    chance = random.Random(seed)  # noqa: S311  moments to be killed at
    try:
        while done < times:
            most = min(ROUNDS_A_RUN if run is _race else KILLS_A_RUN, times - done)
            counted += _run(backend, most, run, chance)
            done += most
    except AssertionError as broken:
        print(f"{name}: BROKEN after {done}: {broken}", flush=True)
        return False
    seconds = perf_counter() - begun
    print(f"{name}: {done} held, {counted} decisions, {seconds:.0f} s", flush=True)
    return True


def _run(backend: Backend, times: int, run: Run, chance: random.Random) -> int:
    """One run on a database of its own, which is verified at the end."""
    url = backend.create()
    engine = create_engine_for(url)
    try:
        upgrade(engine)
        world = World(engine).found()
        counted = run(world, times, chance)
        invariants.hold(world)
        found = verify(engine)
        if not found.ok:
            raise AssertionError(found.findings)
        return counted
    finally:
        engine.dispose()
        backend.drop(url)


def _race(world: World, times: int, _chance: random.Random) -> int:
    drawn = heats.drawn(world, times, RUNNERS)
    answers = mixed(world.engine, heats.plans(drawn))
    heats.judge(world, drawn, answers)
    return sum(len(given) for given in answers)


def _kill(world: World, times: int, chance: random.Random) -> int:
    """Half are killed at a statement that they send, half whenever it strikes them."""
    world.round(day_pool=100)
    statements, seconds = extent(world.engine, _commands(world))
    counted = 0
    for turn in range(times):
        commands = _commands(world)
        if turn % 2:
            answered = die_after(world.engine, commands, chance.uniform(0, 1.5 * seconds))
        else:
            answered = die_at(world.engine, commands, chance.randint(1, statements))
        all_or_nothing(world, commands, answered)
        counted += len(commands)
    return counted


def _commands(world: World) -> Sequence[Command]:
    numbers = world.applications(len(ACTIONS))
    return [world.command(n, action) for n, action in zip(numbers, ACTIONS, strict=True)]


if __name__ == "__main__":
    sys.exit(main())
