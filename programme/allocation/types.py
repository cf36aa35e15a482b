"""What an allocation is made from and what it says. All days are whole sparring days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from programme.codes import OrganisationType, Theme
from programme.lifecycle import Status


class Criterion(StrEnum):
    """What a policy can put before the order of arrival."""

    FIRST_TIME = "first_time"
    EVEN = "even"
    WHOLE = "whole"
    WEIGHTS = "weights"


class WeightOf(StrEnum):
    """What the office can give points to."""

    THEME = "theme"
    REGION = "region"
    TYPE = "type"


@dataclass(frozen=True)
class Weight:
    """Points for each day of the requests with this theme, region or type of organisation."""

    of: WeightOf
    code: str
    points: int


@dataclass(frozen=True)
class Policy:
    """How days are shared: the criteria in their order; after them the oldest request comes first.

    `floor` is the least number of days for each region that asks, `floors` those of regions with
    one of their own. `cap` is the most that an organisation gets (at least 1), with what it had
    before when `cap_counts_earlier`. The criterion WEIGHTS goes by `weights`.
    """

    criteria: tuple[Criterion, ...] = ()
    floor: int = 0
    floors: tuple[tuple[str, int], ...] = ()
    cap: int | None = None
    cap_counts_earlier: bool = False
    weights: tuple[Weight, ...] = ()

    def floor_of(self, region_code: str) -> int:
        """The least number of days for a region."""
        return dict(self.floors).get(region_code, self.floor)


@dataclass(frozen=True)
class Request:
    """An open request; `earlier_days` are those that its organisation has been granted before.

    `version` is that of the application as it was read.
    """

    number: str
    version: int
    organisation_id: int
    organisation: str
    organisation_type: OrganisationType
    region_code: str | None
    theme: Theme
    days_requested: int
    max_days: int
    submitted_at: datetime
    earlier_days: int
    status: Status = Status.SUBMITTED

    @property
    def first_time(self) -> bool:
        """Whether the organisation has never been granted a day."""
        return self.earlier_days == 0

    @property
    def most(self) -> int:
        """The most that the round lets it have."""
        return min(self.days_requested, self.max_days)

    @property
    def place(self) -> tuple[datetime, str]:
        """What the queue is sorted by: arrival, then number."""
        return self.submitted_at, self.number


@dataclass(frozen=True)
class Demand:
    """What a round has left and who asks for it.

    `granted` are the days that regions have from this round already, as pairs of code and days.
    """

    days_left: int
    requests: tuple[Request, ...]
    granted: tuple[tuple[str, int], ...] = ()

    @property
    def asked(self) -> int:
        """The days asked for, within the limit of the round."""
        return sum(request.most for request in self.requests)


class Because(StrEnum):
    """What a number of days comes from."""

    ENOUGH = "enough"
    FLOOR = "floor"
    FIRST_TIME = "first_time"
    EVEN = "even"
    WHOLE = "whole"
    WEIGHTS = "weights"
    OLDEST = "oldest"
    CAP = "cap"
    ROUND_LIMIT = "round_limit"
    NOTHING_LEFT = "nothing_left"


@dataclass(frozen=True)
class Reason:
    """Why not fewer days, or with `missing` why not more.

    `value` is the floor, the cap, the limit of the round or the points that it is about.
    """

    because: Because
    missing: bool = False
    value: int | None = None


@dataclass(frozen=True)
class Shortfall:
    """A region whose floor is not reached: what it is, what could be given at most, what is."""

    region_code: str
    floor: int
    reachable: int
    given: int

    @property
    def contradiction(self) -> bool:
        """Whether the floors together want more than there is; else the region asks for less."""
        return self.given < min(self.floor, self.reachable)


@dataclass(frozen=True)
class Allocation:
    """Days for every request (by number, in the order of the queue) and why.

    `objective` holds what was decided by, in that order, and the value that was reached: missing
    days of floors, days of first-time applicants, the sum of squared days, requests served in
    part, points. `shortfalls` are the floors that are not reached.
    """

    grants: Mapping[str, int]
    reasons: Mapping[str, tuple[Reason, ...]]
    objective: tuple[tuple[Because, int], ...]
    shortfalls: tuple[Shortfall, ...]

    @property
    def days(self) -> int:
        """The days that are given in all."""
        return sum(self.grants.values())
