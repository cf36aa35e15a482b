"""What benchmarks of a large office share: its databases, and times in milliseconds."""

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from tests.postgres import running_server

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def addresses(folder: Path) -> Iterator[dict[str, str]]:
    """The URL of an empty database of each kind, while the block lasts."""
    with running_server(on_disk=True) as server:
        server.execute("CREATE DATABASE office")
        yield {"sqlite": f"sqlite:///{folder / 'office.db'}", "postgresql": server.url("office")}


def load(url: str, files: Path) -> None:
    """Load a folder of files into an empty database, as an office does."""
    for arguments in (("migrate",), ("load", str(files))):
        subprocess.run(  # noqa: S603  our own command line
            [sys.executable, "-m", "data_access", *arguments],
            env={**os.environ, "PROGRAMME_DATABASE_URL": url},
            stdout=subprocess.DEVNULL,
            cwd=ROOT,
            check=True,
        )


def timed(act: Callable[[], object]) -> float:
    """The milliseconds that it takes."""
    begun = perf_counter()
    act()
    return 1_000 * (perf_counter() - begun)


def percentile(taken: Sequence[float]) -> float:
    """The 95th; of a single time that one."""
    return statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
