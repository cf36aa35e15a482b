"""What a policy lets requests, organisations and regions have, before anything is weighed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from programme.allocation.types import Demand, Policy, Request

Key = TypeVar("Key")


@dataclass(frozen=True)
class Limits:
    """Bounds of an allocation.

    `requests` stand in the order of the queue and `most` beside them; `rooms` are the most that
    organisations may have, `floors` the least that regions are to have (never more than they can),
    `reachable` the most that regions can have. `total` is the sum of every allocation: all that is
    left, or all that may be taken.
    """

    requests: tuple[Request, ...]
    most: tuple[int, ...]
    rooms: dict[int, int]
    floors: dict[str, int]
    reachable: dict[str, int]
    total: int


def limits(demand: Demand, policy: Policy) -> Limits:
    """The bounds that the policy sets to what is asked.

    Raises ValueError when an organisation lies in two regions or a number stands twice.
    """
    requests = tuple(sorted(demand.requests, key=lambda request: request.place))
    _check(requests)
    most = tuple(_capped(each.most, each, policy) for each in requests)
    rooms = _sums(zip((each.organisation_id for each in requests), most, strict=True))
    for each in requests:
        rooms[each.organisation_id] = _capped(rooms[each.organisation_id], each, policy)
    reachable = _reachable(requests, rooms)
    return Limits(
        requests=requests,
        most=most,
        rooms=rooms,
        floors=_floors(demand, policy, reachable),
        reachable=reachable,
        total=min(demand.days_left, sum(rooms.values())),
    )


def _capped(days: int, request: Request, policy: Policy) -> int:
    """So many days, or what the request's organisation may still have if that is less."""
    if policy.cap is None:
        return days
    earlier = request.earlier_days if policy.cap_counts_earlier else 0
    return min(days, max(0, policy.cap - earlier))


def _reachable(requests: tuple[Request, ...], rooms: dict[int, int]) -> dict[str, int]:
    homes = {each.organisation_id: each.region_code for each in requests}
    return _sums((home, rooms[each]) for each, home in homes.items() if home is not None)


def _floors(demand: Demand, policy: Policy, reachable: dict[str, int]) -> dict[str, int]:
    """The floors that bind: less what the region has, and no more than it can have."""
    granted = dict(demand.granted)
    wanted = {code: policy.floor_of(code) - granted.get(code, 0) for code in reachable}
    bound = {code: min(days, reachable[code]) for code, days in wanted.items()}
    return {code: days for code, days in sorted(bound.items()) if days > 0}


def _sums(pairs: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    sums: dict[Key, int] = defaultdict(int)
    for key, days in pairs:
        sums[key] += days
    return dict(sums)


def _check(requests: tuple[Request, ...]) -> None:
    if len({each.number for each in requests}) < len(requests):
        raise ValueError("a request stands twice in the demand")
    homes = {(each.organisation_id, each.region_code) for each in requests}
    if len(homes) > len({organisation for organisation, _ in homes}):
        raise ValueError("an organisation lies in two regions")
