"""Ends processes by SIGKILL in the middle of decisions, and tells what they had been told."""

import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from time import perf_counter, sleep
from typing import Any

from sqlalchemy import Engine, event

from data_access.connect import create_engine_for
from data_access.decisions import Command, Outcome, decide
from tests.data_access import invariants
from tests.data_access.racing import PATIENCE, address, start
from tests.data_access.scenarios import World, clock


def extent(engine: Engine, commands: Sequence[Command]) -> tuple[int, float]:
    """How many statements and seconds `commands` take when nobody disturbs them."""
    sent = 0

    def count(*_: Any) -> None:
        nonlocal sent
        sent += 1

    event.listen(engine, "before_cursor_execute", count)
    begun = perf_counter()
    for command in commands:
        decide(engine, command, clock())
    event.remove(engine, "before_cursor_execute", count)
    return sent, perf_counter() - begun


def die_at(engine: Engine, commands: Sequence[Command], statement: int) -> list[str]:
    """A process carries out `commands` and is killed when it sends its `statement`-th one.

    An odd number kills it before the statement, an even one after. Returns the request keys that
    had been answered by then.
    """
    return _answered(*start(_die, address(engine), commands, statement))


def die_after(engine: Engine, commands: Sequence[Command], seconds: float) -> list[str]:
    """The same, killed from outside when it has been at work for `seconds`."""
    process, receiver = start(_work, address(engine), commands)
    receiver.recv()  # it has begun
    sleep(seconds)
    process.kill()
    return _answered(process, receiver)


def _answered(process: Any, receiver: Connection) -> list[str]:
    answered = []
    with suppress(EOFError):
        while receiver.poll(PATIENCE):
            answered.append(receiver.recv())
    process.join(PATIENCE)
    return answered


def _die(sender: Connection, url: str, commands: Sequence[Command], statement: int) -> None:
    engine = create_engine_for(url)
    sent = 0

    def count(*_: Any) -> None:
        nonlocal sent
        sent += 1
        if sent == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    moment = "before_cursor_execute" if statement % 2 else "after_cursor_execute"
    event.listen(engine, moment, count)
    _carry_out(sender, engine, commands)


def _work(sender: Connection, url: str, commands: Sequence[Command]) -> None:
    sender.send("begun")
    _carry_out(sender, create_engine_for(url), commands)


def _carry_out(sender: Connection, engine: Engine, commands: Sequence[Command]) -> None:
    for command in commands:
        decide(engine, command, clock())
        sender.send(command.request_key)


def all_or_nothing(world: World, commands: Sequence[Command], answered: Sequence[str]) -> int:
    """Raise AssertionError unless each command was done whole or not at all.

    What was answered stands; of what was not, at most the one that was being carried out may.
    Sent again, every command then stands once. Returns how many had been done before that.
    """
    invariants.hold(world)
    again = [decide(world.engine, command, clock()).outcome for command in commands]
    done = again.count(Outcome.REPEATED)
    assert again == [Outcome.REPEATED] * done + [Outcome.SAVED] * (len(commands) - done), again
    assert [command.request_key for command in commands[: len(answered)]] == list(answered)
    assert done - len(answered) in (0, 1), (done, answered)
    invariants.hold(world)
    return done
