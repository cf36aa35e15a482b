"""The round, what is asked of it, and what the chosen policies give: all that the page shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from data_access.allocation import RoundDemand
from pages.allocation.choices import Choices
from programme.allocation import Allocation, Demand, Policy, Request, allocate
from programme.allocation.comparison import Comparison, by_region, compare


@dataclass(frozen=True)
class Plan:
    """What is proposed, and what the policy that it is compared with would give."""

    round: RoundDemand
    chosen: Choices
    proposed: Allocation
    against: Allocation | None

    @property
    def requests(self) -> tuple[Request, ...]:
        """The open requests in the order of the queue."""
        return self.round.demand.requests

    @property
    def comparison(self) -> Comparison | None:
        """Who gains and who loses when the proposal takes the other's place."""
        return compare(self.against, self.proposed) if self.against else None

    def difference(self, number: str) -> int:
        """The days that the request gets more by the proposal than by the other policy."""
        other = self.against or self.proposed
        return self.proposed.grants[number] - other.grants[number]

    def regions(self, of: Allocation) -> Mapping[str | None, int]:
        """The days of each region that asks."""
        return by_region(self.requests, of.grants)


def plan(found: RoundDemand, chosen: Choices) -> Plan:
    """Share the round's days by the chosen policies."""
    against = None if chosen.against is None else _shared(found.demand, chosen.against)
    return Plan(found, chosen, _shared(found.demand, chosen.policy), against)


@lru_cache(maxsize=32)
def _shared(demand: Demand, policy: Policy) -> Allocation:
    """Kept for all viewers: the same demand and policy give the same allocation."""
    return allocate(demand, policy)
