"""From demand and policy to an allocation."""

from programme.allocation.limits import Limits, limits
from programme.allocation.model import Model
from programme.allocation.reasons import Reasons
from programme.allocation.types import Allocation, Demand, Policy, Shortfall


def allocate(demand: Demand, policy: Policy) -> Allocation:
    """The one best allocation under the policy; the same demand in any order gives the same.

    No day is left while somebody could take it. Raises ValueError for a demand that contradicts
    itself: a number that stands twice, an organisation in two regions.
    """
    bounds = limits(demand, policy)
    days, objective = Model(bounds, policy).solved() if bounds.requests else ((), ())
    reasons = Reasons(bounds, policy, days)
    numbers = [request.number for request in bounds.requests]
    return Allocation(
        grants=dict(zip(numbers, days, strict=True)),
        reasons={request.number: reasons.of(request) for request in bounds.requests},
        objective=objective,
        shortfalls=_shortfalls(demand, policy, bounds, days),
    )


def _shortfalls(
    demand: Demand, policy: Policy, bounds: Limits, days: tuple[int, ...]
) -> tuple[Shortfall, ...]:
    """The regions that get less than their floor, with what they have from the round already."""
    granted = dict(demand.granted)
    given = dict.fromkeys(bounds.reachable, 0)
    for request, got in zip(bounds.requests, days, strict=True):
        if request.region_code is not None:
            given[request.region_code] += got
    found = (
        Shortfall(
            code,
            floor=policy.floor_of(code),
            reachable=bounds.reachable[code] + granted.get(code, 0),
            given=given[code] + granted.get(code, 0),
        )
        for code in sorted(given)
    )
    return tuple(each for each in found if each.given < each.floor)
