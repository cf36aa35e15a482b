"""What the best allocation is, said once more in the plainest words, to hold the solver to."""

from collections import Counter

from programme.allocation import Criterion, Demand, Policy, Request, WeightOf
from tests.programme.allocation.demands import ways

Grants = dict[str, int]


def best(demand: Demand, policy: Policy) -> Grants:
    """The best of all ways to share the days, found by looking at each of them."""
    permitted = [grants for grants in ways(demand) if is_permitted(grants, demand, policy)]
    return max(permitted, key=lambda grants: merit(grants, demand, policy))


def is_permitted(grants: Grants, demand: Demand, policy: Policy) -> bool:
    """Whether it keeps to the days that are left and to the cap."""
    return sum(grants.values()) <= demand.days_left and caps_hold(grants, demand, policy)


def caps_hold(grants: Grants, demand: Demand, policy: Policy) -> bool:
    """Whether no organisation gets more than the cap."""
    if policy.cap is None:
        return True
    given: Counter[int] = Counter()
    for each in demand.requests:
        given[each.organisation_id] += grants[each.number]
    rooms = {
        each.organisation_id: policy.cap - (each.earlier_days if policy.cap_counts_earlier else 0)
        for each in demand.requests
    }
    return all(given[each] <= max(0, room) for each, room in rooms.items())


def merit(grants: Grants, demand: Demand, policy: Policy) -> tuple[int, ...]:
    """What allocations are compared by: all days first, floors, criteria, then the queue."""
    criteria = (measured(grants, demand, policy, criterion) for criterion in policy.criteria)
    queue = sorted(demand.requests, key=lambda each: (each.submitted_at, each.number))
    return (
        sum(grants.values()),
        -lacking(grants, demand, policy),
        *criteria,
        *(grants[each.number] for each in queue),
    )


def lacking(grants: Grants, demand: Demand, policy: Policy) -> int:
    """Days that regions lack of their floors."""
    has = Counter(dict(demand.granted))
    for each in demand.requests:
        has[each.region_code or ""] += grants[each.number]
    regions = {each.region_code for each in demand.requests} - {None}
    return sum(max(0, policy.floor_of(code) - has[code]) for code in regions if code)


def measured(grants: Grants, demand: Demand, policy: Policy, criterion: Criterion) -> int:
    """How well an allocation does by a criterion; more is better."""
    days = [(each, grants[each.number]) for each in demand.requests]
    match criterion:
        case Criterion.FIRST_TIME:
            return sum(given for each, given in days if each.earlier_days == 0)
        case Criterion.EVEN:
            return -sum(given**2 for _, given in days)
        case Criterion.WHOLE:
            return -sum(0 < given < most(each, policy) for each, given in days)
        case Criterion.WEIGHTS:
            return sum(given * points(each, policy) for each, given in days)


def most(request: Request, policy: Policy) -> int:
    """The most that a request can have under the cap."""
    asked: int = request.most
    if policy.cap is None:
        return asked
    earlier = request.earlier_days if policy.cap_counts_earlier else 0
    return min(asked, max(0, policy.cap - earlier))


def points(request: Request, policy: Policy) -> int:
    """The points of a day of a request."""
    codes = {
        WeightOf.THEME: request.theme,
        WeightOf.REGION: request.region_code,
        WeightOf.TYPE: request.organisation_type,
    }
    return sum(each.points for each in policy.weights if codes[each.of] == each.code)
