"""Runs commands against each other: by threads or by processes that all start at a barrier."""

import multiprocessing
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from sqlalchemy import Engine, select

from data_access.connect import DatabaseUnavailable, Trouble, create_engine_for, writing
from data_access.decisions import Answer, Command, apply, decide
from data_access.schema import sparring_application
from programme.lifecycle import Action
from tests.data_access.scenarios import MANAGER, NOW, REASON, clock

#: What each runner is to do, heat by heat.
Plans = Sequence[Sequence[Command]]
Race = Callable[[Engine, Plans], list[list[Answer]]]

PATIENCE = 60  # seconds until a barrier gives up
TRIES = 10  # of a request that finds the database busy
PROCESSES = 4  # of the runners of a mixed race; the others are threads


def _context() -> Any:
    """Makes processes that share nothing with us; quickly, where the system can copy one that has
    read these modules already."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


#: What processes and what they share is made of.
FRESH = _context()


def address(engine: Engine) -> str:
    """The URL of an engine, to make another one from."""
    return engine.url.render_as_string(hide_password=False)


def run(engine: Engine, plan: Sequence[Command], barrier: Any) -> list[Answer]:
    """Carry out one runner's commands, each when everybody is ready for it."""
    answers = []
    for command in plan:
        barrier.wait(PATIENCE)
        answers.append(_patiently(engine, command))
    return answers


def _patiently(engine: Engine, command: Command) -> Answer:
    """The answer; while the database is busy the request is sent again, as a person would."""
    for _ in range(TRIES):
        with _busy_passed_over():
            return decide(engine, command, clock())
    return decide(engine, command, clock())


@contextmanager
def _busy_passed_over() -> Iterator[None]:
    """Pass over a database that is busy, and over no other trouble."""
    try:
        yield
    except DatabaseUnavailable as failure:
        if failure.trouble is not Trouble.BUSY:
            raise


def threads(engine: Engine, plans: Plans) -> list[list[Answer]]:
    """Each plan by a thread; the answers of each."""
    barrier = threading.Barrier(len(plans))
    with ThreadPoolExecutor(len(plans)) as pool:
        return list(pool.map(lambda plan: run(engine, plan, barrier), plans))


def processes(engine: Engine, plans: Plans) -> list[list[Answer]]:
    """Each plan by a process; the answers of each."""
    barrier = FRESH.Barrier(len(plans))
    runners = [start(_run_alone, address(engine), plan, barrier) for plan in plans]
    return [_collected(runner) for runner in runners]


def mixed(engine: Engine, plans: Plans) -> list[list[Answer]]:
    """The first plans by processes and the others by threads, all at one barrier.

    Nobody waits for another's connection: each has its own.
    """
    url, barrier = address(engine), FRESH.Barrier(len(plans))
    alone, together = plans[:PROCESSES], plans[PROCESSES:]
    runners = [start(_run_alone, url, plan, barrier) for plan in alone]
    with ThreadPoolExecutor(len(together)) as pool:
        answers = list(pool.map(lambda plan: _run_apart(url, plan, barrier), together))
    return [*(_collected(runner) for runner in runners), *answers]


def _collected(runner: tuple[Any, Connection]) -> Any:
    process, receiver = runner
    answers = receiver.recv()
    process.join(PATIENCE)
    return answers


def start(target: Callable[..., None], *arguments: Any) -> tuple[Any, Connection]:
    """A process that carries out `target` with a pipe to send answers by, and the pipe's end."""
    receiver, sender = FRESH.Pipe(duplex=False)
    process = FRESH.Process(target=target, args=(sender, *arguments), daemon=True)
    process.start()
    sender.close()
    return process, receiver


def _run_alone(sender: Connection, url: str, plan: Sequence[Command], barrier: Any) -> None:
    sender.send(_run_apart(url, plan, barrier))


def _run_apart(url: str, plan: Sequence[Command], barrier: Any) -> list[Answer]:
    engine = create_engine_for(url)
    try:
        return run(engine, plan, barrier)
    finally:
        engine.dispose()


def at_once(runners: int, act: Callable[[], Any]) -> list[Any]:
    """`act` by threads that begin together: what each returned or raised."""
    barrier = threading.Barrier(runners)

    def run_one(_: int) -> Any:
        barrier.wait(PATIENCE)
        try:
            return act()
        except Exception as failure:  # noqa: BLE001  whatever it is, the test judges it
            return failure

    with ThreadPoolExecutor(runners) as pool:
        return list(pool.map(run_one, range(runners)))


def start_unfinished(engine: Engine, command: Command) -> tuple[Any, Connection]:
    """A process that has carried out `command` and waits before it commits."""
    return start(_stop_before_commit, address(engine), command)


def _stop_before_commit(sender: Connection, url: str, command: Command) -> None:
    with writing(create_engine_for(url)) as connection:
        apply(connection, command, NOW)
        sender.send("done, not committed")
        threading.Event().wait()


def start_approving(engine: Engine) -> tuple[Any, Connection]:
    """A process that approves every received application and tells of each."""
    return start(_approve_all, address(engine))


def _approve_all(sender: Connection, url: str) -> None:
    engine = create_engine_for(url)
    with engine.connect() as connection:
        numbers = connection.execute(select(sparring_application.c.application_no)).scalars().all()
    for number in numbers:
        from_received = Command(number, Action.APPROVE, MANAGER, 1, f"key {number}", REASON, days=1)
        decide(engine, from_received, clock())
        sender.send(number)
