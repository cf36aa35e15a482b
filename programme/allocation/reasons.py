"""Why each request gets its days: read off the finished allocation, never from the solver.

A day that a request has is compared with the same day in the hands of whoever else could take it:
the criteria by which those would be worse are what the request has its days by. A day that it
lacks is compared with every day that others have: the exchange that comes closest to being as
good tells by which criterion it was not.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from programme.allocation.limits import Limits
from programme.allocation.model import points_of
from programme.allocation.types import Because, Criterion, Policy, Reason, Request


class _Change(NamedTuple):
    """What one day more or less of a request does to the floor of its region and to the criteria;
    more is better."""

    region_code: str | None
    floor: int
    criteria: tuple[int, ...]


#: Whose change it would be; many requests share one.
_Group = dict[_Change, set[str]]


class Reasons:
    """The reasons of one finished allocation; `days` stand beside the requests of the limits."""

    def __init__(self, limits: Limits, policy: Policy, days: Sequence[int]) -> None:
        self._limits, self._policy = limits, policy
        self._ranking = (Because.FLOOR, *map(Because, policy.criteria))
        self._days = dict(zip((each.number for each in limits.requests), days, strict=True))
        self._of_region: dict[str | None, int] = defaultdict(int)
        self._of_organisation: dict[int, int] = defaultdict(int)
        for request, given in zip(limits.requests, days, strict=True):
            self._of_region[request.region_code] += given
            self._of_organisation[request.organisation_id] += given
        self._takers = self._grouped(self._could_take, 1)
        self._donors = self._grouped(lambda each: self._days[each.number] > 0, -1)

    def of(self, request: Request) -> tuple[Reason, ...]:
        """By what the request gets these days and not fewer, then why not more."""
        days = self._days[request.number]
        found = []
        if days:
            found += [self._reason(each, request) for each in self._claims(request)]
        if days < request.days_requested:
            found.append(self._reason(self._obstacle(request), request, missing=True))
        return tuple(found)

    def _claims(self, request: Request) -> list[Because]:
        return self._losses(request, -1, self._takers) or [Because.ENOUGH]

    def _obstacle(self, request: Request) -> Because:
        if self._days[request.number] == request.most:
            return Because.ROUND_LIMIT
        if not self._could_take(request):
            return Because.CAP
        losses = self._losses(request, 1, self._donors)
        return losses[-1] if losses else Because.NOTHING_LEFT

    def _could_take(self, request: Request) -> bool:
        room = self._limits.rooms[request.organisation_id]
        full = self._of_organisation[request.organisation_id] >= room
        return self._days[request.number] < request.most and not full

    def _grouped(self, belongs: Callable[[Request], bool], step: int) -> _Group:
        groups: _Group = defaultdict(set)
        for request in filter(belongs, self._limits.requests):
            groups[self._change(request, step)].add(request.number)
        return groups

    def _losses(self, request: Request, step: int, groups: _Group) -> list[Because]:
        """By what an exchange of a day with others would be worse, the closest exchange last."""
        own = self._change(request, step)
        others = (change for change, whose in groups.items() if whose - {request.number})
        found = {self._first_loss(_exchanged(own, other)) for other in others}
        return [each for each in (*self._ranking, Because.OLDEST) if each in found]

    def _first_loss(self, change: tuple[int, ...]) -> Because:
        ranked = zip(self._ranking, change, strict=True)
        return next((because for because, gain in ranked if gain), Because.OLDEST)

    def _change(self, request: Request, step: int) -> _Change:
        return _Change(
            request.region_code,
            self._change_of_floor(request.region_code, step),
            tuple(self._change_of(each, request, step) for each in self._policy.criteria),
        )

    def _change_of_floor(self, region_code: str | None, step: int) -> int:
        if region_code not in self._limits.floors:
            return 0
        lacking = self._limits.floors[region_code] - self._of_region[region_code]
        return max(0, lacking) - max(0, lacking - step)

    def _change_of(self, criterion: Criterion, request: Request, step: int) -> int:
        days = self._days[request.number]
        match criterion:
            case Criterion.FIRST_TIME:
                return step * request.first_time
            case Criterion.WEIGHTS:
                return step * points_of(request, self._policy)
            case Criterion.EVEN:
                return days**2 - (days + step) ** 2
            case Criterion.WHOLE:
                return self._in_part(request, days) - self._in_part(request, days + step)

    def _in_part(self, request: Request, days: int) -> int:
        most = min(request.most, self._limits.rooms[request.organisation_id])
        return int(0 < days < most)

    def _reason(self, because: Because, request: Request, *, missing: bool = False) -> Reason:
        values = {
            Because.FLOOR: self._policy.floor_of(request.region_code or ""),
            Because.WEIGHTS: points_of(request, self._policy),
            Because.CAP: self._policy.cap,
            Because.ROUND_LIMIT: request.max_days,
        }
        return Reason(because, missing, values.get(because))


def _exchanged(own: _Change, other: _Change) -> tuple[int, ...]:
    """What a day that changes hands does; within a region its floor feels nothing."""
    same = own.region_code == other.region_code
    floor = 0 if same else own.floor + other.floor
    sums: Iterable[int] = map(sum, zip(own.criteria, other.criteria, strict=True))
    return (floor, *sums)
