"""Workers in processes of their own, stopped at a chosen point so that they can be killed there."""

import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from data_access.connect import create_engine_for
from data_access.letters import claims
from data_access.letters.sending import send_due
from data_access.letters.settings import MailServer
from programme.clock import standing_at
from tests.data_access.letters.correspondence import BY, DUE
from tests.data_access.racing import FRESH, PATIENCE, address, start
from tests.data_access.scenarios import World


def killed_before(world: World, server: MailServer, point: str) -> None:
    """Let a worker send what is due and kill it as it is about to write down `point` (a function
    of `claims`)."""
    process, told = start(_work_until, address(world.engine), server, point)
    assert told.recv() == point
    process.kill()
    process.join(PATIENCE)
    assert not process.is_alive()


def _work_until(sender: Connection, url: str, server: MailServer, point: str) -> None:
    def stop(*_: Any, **__: Any) -> None:
        sender.send(point)
        threading.Event().wait()

    setattr(claims, point, stop)
    send_due(create_engine_for(url), standing_at(DUE), server, by=BY)


def all_at_once(world: World, server: MailServer, processes: int) -> list[Any]:
    """Workers in processes that begin together and go on until nothing is due: what each says."""
    barrier = FRESH.Barrier(processes)
    started = [start(_work, address(world.engine), server, barrier) for _ in range(processes)]
    fates = [told.recv() for _, told in started]
    for process, _ in started:
        process.join(PATIENCE)
    return fates


def _work(sender: Connection, url: str, server: MailServer, barrier: Any) -> None:
    engine = create_engine_for(url)
    barrier.wait(PATIENCE)
    fates = send_due(engine, standing_at(DUE), server, by=BY)
    while _waits(engine):
        fates += send_due(engine, standing_at(DUE), server, by=BY)
    sender.send(fates)
    engine.dispose()


def _waits(engine: Any) -> bool:
    with engine.connect() as connection:
        look: Callable[..., bool] = claims.anything_due
        return look(connection, DUE)
