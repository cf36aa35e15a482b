"""A load that is killed leaves the database as it was, wherever it was at the time.

Each of these loads dies at another of the signs of its progress, so in another part of its writes:
it kills itself there, as nobody outside is quick enough for the sign. A few more are killed from
outside between the last sign and the end, wherever they are then.
"""

import os
import random
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from sqlalchemy import Engine, Row

from data_access.access_log import COMMAND_LINE
from data_access.connect import create_engine_for, reading
from data_access.exchange.exporting.export import export
from data_access.exchange.loading.load import load
from tests.backends import Backend
from tests.data_access.exchange.loading.databases import rows_of
from tests.data_access.racing import start

AT_SIGNS, AT_THE_END = 20, 4
AT_A_TIME = 2

Rows = dict[str, list[Row[Any]]]


class Measured(NamedTuple):
    """A load that nobody killed: its signs of progress, and seconds from the last one on."""

    signs: int
    rest: float


def test_a_killed_load_leaves_the_database_as_it_was(
    backend: Backend, migrated_template: str, demo_engine: Engine, tmp_path: Path
) -> None:
    with reading(demo_engine) as connection:
        export(connection, tmp_path / "files", personal=True)
    before = _rows(migrated_template)
    url = backend.create(copy_of=migrated_template)
    measured = _measure(url, tmp_path / "files")
    after = _sizes(url)
    backend.drop(url)

    def survives(point: tuple[int, float | None]) -> bool:
        """Kill a load at this point; whether it was done by then."""
        url = backend.create(copy_of=migrated_template)
        done = _killed(url, tmp_path / "files", *point)
        found = _rows(url)
        whole = found != before
        assert not whole or {table: len(rows) for table, rows in found.items()} == after
        assert whole or not done
        backend.drop(url)
        return whole

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        survivors = list(pool.map(survives, _points(measured)))
    assert len(survivors) == AT_SIGNS + AT_THE_END
    assert not any(survivors[:AT_SIGNS])


def _points(measured: Measured) -> Iterator[tuple[int, float | None]]:
    """Signs to die at, and how long to let the load go on after the last of all."""
    chance = random.Random(2026)
    for place in range(AT_SIGNS):
        part = (place + chance.random()) / AT_SIGNS
        yield 1 + int(part * (measured.signs - 1)), None
    for place in range(AT_THE_END):
        yield measured.signs, measured.rest * (place + chance.random()) / AT_THE_END


def _measure(url: str, files: Path) -> Measured:
    """Load undisturbed and look on."""
    process, receiver = start(_load, url, files, None)
    seen = [perf_counter() for _ in _signs(receiver)]
    process.join()
    assert process.exitcode == 0
    return Measured(len(seen), perf_counter() - seen[-1])


def _killed(url: str, files: Path, sign: int, rest: float | None) -> bool:
    """A load dies at a sign, or that long after it; whether it was done by then."""
    process, receiver = start(_load, url, files, sign if rest is None else None)
    for seen in _signs(receiver):
        if seen == sign:
            break
    process.join(rest)
    process.kill()
    process.join()
    return process.exitcode == 0


def _load(sender: Connection, url: str, files: Path, fatal: int | None) -> None:
    """Load and tell each sign of progress by its number, from 1; one may be the end."""
    numbers = count(1)

    def sign(*_: Any) -> None:
        number = next(numbers)
        if number == fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        sender.send(number)

    load(create_engine_for(url), files, by=COMMAND_LINE, progress=sign)


def _signs(receiver: Connection) -> Iterator[int]:
    """The numbers of the signs as they come, until the load has ended."""
    with suppress(EOFError):
        while True:
            yield receiver.recv()


def _rows(url: str) -> Rows:
    engine = create_engine_for(url)
    try:
        return rows_of(engine)
    finally:
        engine.dispose()


def _sizes(url: str) -> dict[str, int]:
    """The rows of each table, but for what the run itself dates."""
    return {table: len(rows) for table, rows in _rows(url).items()}
