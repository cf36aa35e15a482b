"""How long does a large load take, and how much memory? `python -m benchmarks.load`

50 000 applications with their histories and 1 000 000 participations are written as CSV files
and loaded by the command line into an empty database of each kind. Beside it, in the same run,
stands how long the machine takes to read the bytes and divide them into cells. Then it is
verified, backed up and restored. Ends with status 1 when a load takes more than 120 s, a
verification more than 60 s, or either more than 1 GiB.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from benchmarks.office import write_office
from tests.postgres import running_server

#: What a command may take; other commands are only measured.
SECONDS = {"load": 120, "verify": 60}
MEBIBYTES = 1024
ROOT = Path(__file__).resolve().parent.parent


class Taken(NamedTuple):
    """What a command took: seconds, and mebibytes at its peak."""

    seconds: float
    mebibytes: float


def main() -> int:
    """Print what the loads take; returns the exit status."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "files"
        write_office(files, options.applications, options.participations)
        print(f"floor: {_floor(files):.1f} s to read the cells of the files")
        taken = {}
        for what, each in _commands(Path(folder), files):
            taken[what] = each
            print(f"{what:24} {each.seconds:6.1f} s  {each.mebibytes:6.0f} MiB", flush=True)
    return 1 if any(_too_much(what, each) for what, each in taken.items()) else 0


def _too_much(what: str, taken: Taken) -> bool:
    most = SECONDS.get(what.split()[1])
    return most is not None and (taken.seconds > most or taken.mebibytes > MEBIBYTES)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--applications", type=int, default=50_000)
    parser.add_argument("--participations", type=int, default=1_000_000)
    return parser.parse_args()


def _floor(files: Path) -> float:
    begun = perf_counter()
    for path in files.iterdir():
        with path.open(encoding="utf-8-sig", newline="") as file:
            for _ in csv.reader(file, delimiter=";"):
                pass
    return perf_counter() - begun


def _commands(folder: Path, files: Path) -> Iterator[tuple[str, Taken]]:
    """What each command took, named by its database and itself."""
    with _addresses(folder) as addresses:
        for kind, (url, other) in addresses.items():
            saved = str(folder / f"{kind}.backup")
            _run(url, "migrate")
            yield f"{kind} load", _run(url, "load", str(files))
            yield f"{kind} load again", _run(url, "load", str(files))
            yield f"{kind} verify", _run(url, "verify")
            yield f"{kind} backup", _run(url, "backup", saved)
            yield f"{kind} restore", _run(other, "restore", saved)


@contextmanager
def _addresses(folder: Path) -> Iterator[dict[str, tuple[str, str]]]:
    """Two empty databases of each kind."""
    names = ("office", "restored")
    with running_server(on_disk=True) as server:
        for name in names:
            server.execute(f"CREATE DATABASE {name}")
        one, two = (f"sqlite:///{folder / name}.db" for name in names)
        yield {"sqlite": (one, two), "postgresql": (server.url(names[0]), server.url(names[1]))}


def _run(url: str, *arguments: str) -> Taken:
    """Run the command line; RuntimeError when it fails."""
    begun = perf_counter()
    process = subprocess.Popen(  # noqa: S603  our own command line
        [sys.executable, "-m", "data_access", *arguments],
        env={**os.environ, "PROGRAMME_DATABASE_URL": url},
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{arguments[0]} ended with status {process.returncode}")
    return Taken(perf_counter() - begun, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    sys.exit(main())
