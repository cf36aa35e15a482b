"""How long does the queue take in a large office? `python -m benchmarks.queue`

50 000 applications are loaded into a database of each kind, and there the queue is listed, searched
and counted as its page does it. Beside it, in the same run, stands how long the database takes to
read every text of every application once. Milliseconds, median and 95th percentile. Ends with
status 1 when a search takes more than 200 ms at the 95th percentile.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from benchmarks.large import addresses, load, percentile, timed
from benchmarks.office import OFFICER, write_office
from data_access import queue
from data_access.attention import attention
from data_access.connect import create_engine_for, reading
from data_access.queueing.search import QueueSearch, Sort, Word
from data_access.schema import sparring_application

MILLISECONDS = 200
TIMES = 40
TODAY = date(2020, 12, 1)

SEARCHES = {
    "open": QueueSearch(),
    "open by status": QueueSearch(sort=Sort.STATUS),
    "late": QueueSearch(late=True),
    "all": QueueSearch("all", backwards=True),
    "all by organisation": QueueSearch("all", sort=Sort.ORGANISATION),
    "all, page 200": QueueSearch("all", page=200),
    "a word in one": QueueSearch("all", words=(Word("SP-2018-0044"),)),
    "a word in none": QueueSearch("all", words=(Word("olematon"),)),
    "a word in each": QueueSearch("all", words=(Word("KASVANUT"),)),
    "äö in each": QueueSearch("all", words=(Word("YKSIKÖSSÄ"),)),
    "three words": QueueSearch("all", words=(Word("hanke"), Word("yksikössä"), Word("00123"))),
}


def main() -> int:
    """Print what the queue takes; returns the exit status."""
    slow = False
    for kind, engine in _engines(_options()):
        with reading(engine) as connection:
            for what, act in _questions(connection):
                taken = [timed(act) for _ in range(TIMES)]
                most = percentile(taken)
                print(
                    f"{kind:10} {what:22} {statistics.median(taken):7.1f} {most:7.1f}", flush=True
                )
                slow = slow or (what in SEARCHES and most > MILLISECONDS)
    return 1 if slow else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--applications", type=int, default=50_000)
    return parser.parse_args()


def _engines(options: argparse.Namespace) -> Iterator[tuple[str, Engine]]:
    with tempfile.TemporaryDirectory() as folder, addresses(Path(folder)) as urls:
        files = Path(folder) / "files"
        write_office(files, options.applications, participations=1_000)
        for kind, url in urls.items():
            load(url, files)
            engine = create_engine_for(url)
            yield kind, engine
            engine.dispose()


def _questions(connection: Connection) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is measured, and how it is asked."""
    asked = sparring_application.c
    texts = select(func.sum(func.length(asked.title + asked.need + asked.goal)))
    yield "read every text", lambda: connection.execute(texts).scalar()
    for what, search in SEARCHES.items():
        yield what, partial(queue.applications, connection, search, TODAY, OFFICER)
    yield "counts of the views", partial(queue.counts, connection, TODAY, OFFICER)
    yield "what needs doing", partial(attention, connection, None, TODAY)


if __name__ == "__main__":
    sys.exit(main())
