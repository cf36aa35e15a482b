"""A load that is killed leaves the database as it was, wherever it was at the time.

The load tells its progress on a terminal; each of these runs is killed at another of its signs,
so in another part of its writes. A few more die between the last sign and the commit.
"""

import itertools
import os
import pty
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from sqlalchemy import Engine, Row

from data_access.connect import create_engine_for, reading
from data_access.exchange.exporting.export import export
from tests.backends import Backend
from tests.data_access.exchange.loading.databases import rows_of
from tests.running import ROOT

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

    def survives(point: tuple[int, float]) -> bool:
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


def _points(measured: Measured) -> Iterator[tuple[int, float]]:
    """Signs after which to kill, and how long to let the load go on after the last of all."""
    chance = random.Random(2026)
    for place in range(AT_SIGNS):
        part = (place + chance.random()) / AT_SIGNS
        yield 1 + int(part * (measured.signs - 1)), 0.0
    for place in range(AT_THE_END):
        yield measured.signs, measured.rest * (place + chance.random()) / AT_THE_END


def _measure(url: str, files: Path) -> Measured:
    """Load undisturbed and look on."""
    with _loading(url, files) as (process, signs):
        seen, last = 0, perf_counter()
        for _ in signs:
            seen, last = seen + 1, perf_counter()
        assert process.wait() == 0
        return Measured(seen, perf_counter() - last)


def _killed(url: str, files: Path, after: int, rest: float) -> bool:
    """Kill a load that long after so many signs; whether it was done by then."""
    with _loading(url, files) as (process, signs):
        for _ in itertools.islice(signs, after):
            pass
        if rest:
            with suppress(subprocess.TimeoutExpired):
                process.wait(rest)
        process.kill()
        return process.wait() == 0


@contextmanager
def _loading(url: str, files: Path) -> Iterator[tuple["subprocess.Popen[bytes]", Iterator[None]]]:
    """The command at work on a terminal, and its signs as they come."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "data_access", "load", str(files)],
        env={**os.environ, "PROGRAMME_DATABASE_URL": url},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        cwd=ROOT,
    )
    os.close(theirs)
    try:
        yield process, _signs(ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _signs(terminal: int) -> Iterator[None]:
    """One for each line of progress, until the terminal is closed."""
    with suppress(OSError):  # how Linux says that nobody writes any more
        while written := os.read(terminal, 1024):
            yield from (None for _ in range(written.count(b"%)")))


def _rows(url: str) -> Rows:
    engine = create_engine_for(url)
    try:
        return rows_of(engine)
    finally:
        engine.dispose()


def _sizes(url: str) -> dict[str, int]:
    """The rows of each table, but for what the run itself dates."""
    return {table: len(rows) for table, rows in _rows(url).items()}
