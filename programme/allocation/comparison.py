"""Two allocations of the same demand side by side: who gains, who loses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from programme.allocation.types import Allocation, Request


@dataclass(frozen=True)
class Comparison:
    """How many requests the second allocation gives more and fewer days, and how many days move."""

    gains: int
    loses: int
    days_moved: int


def compare(first: Allocation, second: Allocation) -> Comparison:
    """What changes for the requests when the second takes the place of the first."""
    changes = [days - first.grants[number] for number, days in second.grants.items()]
    gained = [change for change in changes if change > 0]
    return Comparison(len(gained), sum(change < 0 for change in changes), sum(gained))


def by_region(requests: Iterable[Request], grants: Mapping[str, int]) -> dict[str | None, int]:
    """The days of each region that asks; None is the region of organisations without one."""
    sums: dict[str | None, int] = defaultdict(int)
    for request in requests:
        sums[request.region_code] += grants[request.number]
    return dict(sums)
