"""How long does a decision take in a large office? `python -m benchmarks.decision_times`

50 000 applications and 1 000 000 participations are loaded into a database of each kind, and there
the office decides, proposes and asks what stands. Beside it, in the same run, stands the smallest
transaction that writes anything. Milliseconds, median and 95th percentile. Ends with status 1 when
a decision takes more than half of what click to screen may (150 ms) at the 95th percentile.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, select, text

from benchmarks.large import addresses, load, percentile, timed
from benchmarks.office import MANAGER, OFFICER, WORDS, write_office
from data_access.bulk import decide_all
from data_access.connect import create_engine_for, reading, writing
from data_access.decisions import Command
from data_access.proposals import Proposal, propose, standing, standing_all
from data_access.schema import sparring_application
from data_access.waitlist import first_in_line
from programme.clock import standing_at
from programme.codes import RejectionGround
from programme.lifecycle import Action, Status

MILLISECONDS = 75
TIMES = 200
BULK = 40
CLOCK = standing_at(datetime(2021, 3, 1, 9, tzinfo=UTC))


def main() -> int:
    """Print what decisions take; returns the exit status."""
    options = _options()
    slow = []
    with tempfile.TemporaryDirectory() as folder, addresses(Path(folder)) as urls:
        files = Path(folder) / "files"
        write_office(files, options.applications, options.participations)
        for kind, url in urls.items():
            load(url, files)
            for what, taken in _measured(create_engine_for(url)):
                middle, most = statistics.median(taken), percentile(taken)
                print(f"{kind:10} {what:24} {middle:7.1f} {most:7.1f}", flush=True)
                slow += [what] if what.startswith("decide") and most > MILLISECONDS else []
    return 1 if slow else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--applications", type=int, default=50_000)
    parser.add_argument("--participations", type=int, default=1_000_000)
    return parser.parse_args()


def _measured(engine: Engine) -> Iterator[tuple[str, list[float]]]:
    """What was measured and its milliseconds, one after the other."""
    with writing(engine) as connection:
        connection.execute(text("UPDATE sparring_round SET day_pool = day_pool + 1000"))
    yield "smallest write", [timed(partial(_touch, engine)) for _ in range(TIMES)]
    reviewed = _numbers(engine, Status.IN_REVIEW, TIMES)
    proposals = [_proposal(number, version) for number, version in reviewed]
    yield "propose", [timed(partial(_propose, engine, one)) for one in proposals]
    received = _numbers(engine, Status.SUBMITTED, 2 * TIMES + BULK)
    approved, rejected = received[:TIMES], received[TIMES : 2 * TIMES]
    undone = [(number, version + 2) for number, version in rejected]
    for what, action, chosen in (
        ("decide: approve", Action.APPROVE, approved),
        ("decide: reject", Action.REJECT, rejected),
        ("decide: undo", Action.UNDO, undone),
    ):
        commands = [_command(number, version, action) for number, version in chosen]
        yield what, [timed(partial(_decide, engine, [command])) for command in commands]
    many = [_command(*one, Action.REJECT) for one in received[2 * TIMES :]]
    yield f"{BULK} at once", [timed(partial(_decide, engine, many))]
    yield from _questions(engine, [number for number, _ in reviewed])


def _touch(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE data_revision SET revision = revision + 1"))


def _numbers(engine: Engine, status: Status, most: int) -> list[tuple[str, int]]:
    """The first applications in a state, with their versions."""
    stands = sparring_application.c
    query = select(stands.application_no, stands.version).where(stands.status == status)
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(stands.application_no).limit(most))
        return [(row.application_no, row.version) for row in rows]


def _command(number: str, version: int, action: Action) -> Command:
    key = f"{number} {version} {action}"
    ground = RejectionGround.THEME
    return Command(number, action, MANAGER, version, key, WORDS, days=1, ground=ground)


def _proposal(number: str, version: int) -> Proposal:
    return Proposal(number, version, Status.APPROVED, 1, None, WORDS, OFFICER, f"{number} proposed")


def _propose(engine: Engine, proposal: Proposal) -> None:
    answer = propose(engine, proposal, CLOCK)
    if not answer.saved:
        raise RuntimeError(answer)


def _decide(engine: Engine, commands: Sequence[Command]) -> None:
    answers = decide_all(engine, commands, CLOCK)
    if not all(answer.saved for answer in answers):
        raise RuntimeError(answers)


def _questions(engine: Engine, numbers: Sequence[str]) -> Iterator[tuple[str, list[float]]]:
    with reading(engine) as connection:
        yield "standing of one", [timed(partial(standing, connection, n)) for n in numbers]
        yield "standing of all", [timed(partial(standing_all, connection)) for _ in range(20)]
        first = partial(first_in_line, connection, "2020-1")
        yield "first in line", [timed(first) for _ in range(20)]


if __name__ == "__main__":
    sys.exit(main())
