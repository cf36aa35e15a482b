"""An allocation as a model of whole numbers, solved criterion by criterion.

Each criterion is a sum to be made as high as possible; what it reaches is a condition for those
that follow. At the end the order of the queue decides between answers that are equally good, so
that there is one answer and no other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TypeVar

from programme.allocation.limits import Limits
from programme.allocation.solving import Solver, Terms, value
from programme.allocation.types import Because, Criterion, Policy, Request, WeightOf

Kind = TypeVar("Kind")

#: Requests whose order is settled in one go where a plain sum does not settle it.
_BLOCK = 10


class Model:
    """The columns and conditions of one allocation."""

    def __init__(self, limits: Limits, policy: Policy) -> None:
        self._limits, self._policy = limits, policy
        self._solver = Solver()
        self._days = self._solver.columns(limits.most)
        self._solver.between(limits.total, dict.fromkeys(self._days, 1), limits.total)
        self._keep_rooms()

    def solved(self) -> tuple[tuple[int, ...], tuple[tuple[Because, int], ...]]:
        """Days for each request of the limits, and what each criterion reached."""
        reached = []
        for because, terms in self._sums():
            best = value(terms, self._solver.highest(terms))
            self._solver.between(best, terms, best)
            reached.append((because, abs(best)))
        return self._in_order(), tuple(reached)

    def _keep_rooms(self) -> None:
        """An organisation with several requests gets no more than its room in all."""
        for organisation, own in self._by(lambda each: each.organisation_id).items():
            if len(own) > 1:
                room = self._limits.rooms[organisation]
                self._solver.between(None, dict.fromkeys(own, 1), room)

    def _sums(self) -> Iterator[tuple[Because, Terms]]:
        if self._limits.floors:
            yield Because.FLOOR, self._floors()
        sums: dict[Criterion, Callable[[], Terms]] = {
            Criterion.FIRST_TIME: self._first_time,
            Criterion.EVEN: self._evenness,
            Criterion.WHOLE: self._wholeness,
            Criterion.WEIGHTS: self._points,
        }
        for criterion in self._policy.criteria:
            yield Because(criterion), sums[criterion]()

    def _floors(self) -> Terms:
        """Minus the days that regions lack of their floors."""
        floors, here = self._limits.floors, self._by(lambda each: each.region_code)
        lacking = self._solver.columns(list(floors.values()))
        for column, (code, floor) in zip(lacking, floors.items(), strict=True):
            self._solver.between(floor, {**dict.fromkeys(here[code], 1), column: 1}, None)
        return dict.fromkeys(lacking, -1)

    def _first_time(self) -> Terms:
        return dict.fromkeys(self._by(lambda each: each.first_time).get(True, []), 1)

    def _evenness(self) -> Terms:
        """Minus the sum of squared days: the n-th day of a request adds 2n − 1 to it."""
        costs: dict[int, int] = {}
        for days, most in zip(self._days, self._limits.most, strict=True):
            steps = self._solver.columns([1] * most)
            self._solver.between(0, {days: -1, **dict.fromkeys(steps, 1)}, 0)
            costs |= {step: -(2 * n - 1) for n, step in enumerate(steps, start=1)}
        return costs

    def _wholeness(self) -> Terms:
        """Minus the number of requests that get something, but not all that they may have."""
        costs: dict[int, int] = {}
        for days, most in zip(self._days, self._limits.most, strict=True):
            if most > 1:
                whole, part = self._solver.columns([1, 1])
                self._solver.between(0, {days: 1, whole: -most}, None)
                self._solver.between(None, {days: 1, whole: -most, part: -most}, 0)
                costs[part] = -1
        return costs

    def _points(self) -> Terms:
        points = (points_of(each, self._policy) for each in self._limits.requests)
        return dict(zip(self._days, points, strict=True))

    def _in_order(self) -> tuple[int, ...]:
        if Criterion.WHOLE in self._policy.criteria:
            return self._block_by_block()
        # Without whole requests days can be exchanged one by one, and then any falling weights
        # favour the oldest strictly (docs/allocation.md): the ranks are the smallest ones.
        ranks = dict(zip(self._days, range(len(self._days), 0, -1), strict=True))
        return tuple(self._solver.highest(ranks)[: len(self._days)])

    def _block_by_block(self) -> tuple[int, ...]:
        """The oldest requests as much as possible, then the next; a day of an older one weighs
        more than all days of the younger ones of its block."""
        found: list[int] = []
        for start in range(0, len(self._days), _BLOCK):
            if sum(found) < self._limits.total:
                found += self._settled(self._days[start : start + _BLOCK])
        return (*found, *[0] * (len(self._days) - len(found)))

    def _settled(self, block: range) -> list[int]:
        base = 1 + max(self._limits.most)
        weights = {column: base ** (block[-1] - column) for column in block}
        best = self._solver.highest(weights)
        for column in block:
            self._solver.fix(column, best[column])
        return [best[column] for column in block]

    def _by(self, kind: Callable[[Request], Kind]) -> dict[Kind, list[int]]:
        """The columns of the requests' days by what kind of request they are."""
        groups: dict[Kind, list[int]] = defaultdict(list)
        for column, request in zip(self._days, self._limits.requests, strict=True):
            groups[kind(request)].append(column)
        return groups


def points_of(request: Request, policy: Policy) -> int:
    """The points of each day of a request."""
    own = {
        WeightOf.THEME: request.theme,
        WeightOf.REGION: request.region_code,
        WeightOf.TYPE: request.organisation_type,
    }
    return sum(weight.points for weight in policy.weights if own[weight.of] == weight.code)
