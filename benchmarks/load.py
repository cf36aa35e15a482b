"""How long does a large load take, and how much memory? `python -m benchmarks.load`

50 000 applications with their histories and 1 000 000 participations are written as CSV files
and loaded by the command line into an empty database of each kind. Beside it, in the same run,
stands how long the machine takes to read the bytes and divide them into cells. Ends with status 1
when a load takes more than 120 s or 1 GiB.
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

SECONDS, MEBIBYTES = 120, 1024
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
        taken = dict(_loads(Path(folder), files))
    for kind, (seconds, mebibytes) in taken.items():
        print(f"{kind:24} {seconds:6.1f} s  {mebibytes:6.0f} MiB")
    late = any(one.seconds > SECONDS or one.mebibytes > MEBIBYTES for one in taken.values())
    return 1 if late else 0


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


def _loads(folder: Path, files: Path) -> Iterator[tuple[str, Taken]]:
    with _addresses(folder) as addresses:
        for kind, url in addresses.items():
            _run(url, "migrate")
            yield f"{kind}, first", _run(url, "load", str(files))
            yield f"{kind}, again", _run(url, "load", str(files))


@contextmanager
def _addresses(folder: Path) -> Iterator[dict[str, str]]:
    with running_server() as server:
        server.execute("CREATE DATABASE office")
        yield {"sqlite": f"sqlite:///{folder / 'office.db'}", "postgresql": server.url("office")}


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
