"""How long does it take to share out the days of a large round? `python -m benchmarks.allocation`

Rounds of 500 requests are made up from a fixed seed, with days for half of what is asked, and
shared out by every preset and by a policy with all that there is. Beside it stands a floor from
the same run: one single optimum of the same size, asked of the solver without our model. Ends with
status 1 when a policy takes longer than two seconds.
"""

import random
import statistics
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from time import perf_counter

from programme.allocation import Criterion, Demand, Policy, Request, Weight, WeightOf, allocate
from programme.allocation.presets import PRESETS
from programme.allocation.solving import Solver
from programme.codes import OrganisationType, Theme

REQUESTS = 500
ROUNDS = 5
LIMIT = 2.0

EVERYTHING = Policy(
    criteria=(Criterion.FIRST_TIME, Criterion.WHOLE, Criterion.WEIGHTS, Criterion.EVEN),
    floor=5,
    floors=(("MK01", 60), ("MK19", 20)),
    cap=3,
    cap_counts_earlier=True,
    weights=(
        Weight(WeightOf.THEME, Theme.WELL_BEING, 3),
        Weight(WeightOf.TYPE, OrganisationType.JOINT_AUTHORITY, 2),
        Weight(WeightOf.REGION, "MK12", 5),
    ),
)


def main() -> int:
    """Print the median and the longest time of each policy; returns the exit status."""
    rounds = [demand(random.Random(seed)) for seed in range(ROUNDS)]  # noqa: S311 - no secret
    print_line("one bare optimum", [seconds(partial(floor, each)) for each in rounds])
    slowest = 0.0
    for name, policy in {**PRESETS, "everything": EVERYTHING}.items():
        taken = [seconds(partial(allocate, each, policy)) for each in rounds]
        print_line(name, taken)
        slowest = max(slowest, *taken)
    return 1 if slowest > LIMIT else 0


def demand(chance: random.Random) -> Demand:
    """A round that is asked for about twice what it has."""
    requests = tuple(request(number, chance) for number in range(1, REQUESTS + 1))
    return Demand(sum(each.most for each in requests) // 2, requests)


def request(number: int, chance: random.Random) -> Request:
    """A request of an organisation of its own."""
    return Request(
        number=f"SP-2020-{number:03}",
        version=1,
        organisation_id=number,
        organisation=f"Kunta {number}",
        organisation_type=chance.choice(list(OrganisationType)),
        region_code=f"MK{chance.randint(1, 19):02}",
        theme=chance.choice(list(Theme)),
        days_requested=chance.randint(1, 3),
        max_days=3,
        submitted_at=datetime(2020, 10, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(9_999)),
        earlier_days=chance.choice((0, 0, 1, 2, 3)),
    )


def floor(of: Demand) -> None:
    """The least that any solution with this solver takes: as many days, one sum, one answer."""
    solver = Solver()
    days = solver.columns([each.most for each in of.requests])
    solver.between(of.days_left, dict.fromkeys(days, 1), of.days_left)
    solver.highest({column: len(days) - column for column in days})


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def print_line(name: str, taken: list[float]) -> None:
    """One line of the report."""
    median, longest = 1000 * statistics.median(taken), 1000 * max(taken)
    print(f"{name:18} median {median:6.0f} ms, longest {longest:6.0f} ms, {len(taken)} rounds")


if __name__ == "__main__":
    sys.exit(main())
