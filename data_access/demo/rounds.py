"""The ten application rounds: what was asked for, what was granted, and what became of the rest."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from data_access.demo.arithmetic import dates, evenly, mixed
from programme.codes import RejectionGround


class Fate(StrEnum):
    """What became of an application; rejections carry a ground besides."""

    COMPLETED = "completed"
    IN_PROGRESS = "in_progress"
    SCHEDULED = "scheduled"
    APPROVED = "approved"
    REOPENED = "reopened"
    CANCELLED = "cancelled"
    REJECTED = "rejected"
    WAITLISTED = "waitlisted"
    WITHDRAWN = "withdrawn"
    OPEN = "open"


#: Fates in which the days are granted at the end; a reopened application was completed, too.
GRANTED = frozenset(
    {Fate.COMPLETED, Fate.IN_PROGRESS, Fate.SCHEDULED, Fate.APPROVED, Fate.REOPENED}
)


@dataclass(frozen=True)
class Refused:
    """An application that got nothing in the end, and the ground if it was rejected."""

    days_requested: int
    fate: Fate = Fate.REJECTED
    ground: RejectionGround | None = None


@dataclass(frozen=True)
class Round:
    """An application round; `grants` are (days requested, days granted, how many).

    `next_year` of its approved applications were carried out in the year after. `reopened` of
    them had been rejected first, `cancelled` ones gave their days back.
    """

    code: str
    opens_on: date
    closes_on: date
    max_days: int
    day_pool: int
    grants: tuple[tuple[int, int, int], ...] = ()
    refused: tuple[Refused, ...] = ()
    next_year: int = 0
    reopened: int = 0

    @property
    def year(self) -> int:
        return self.opens_on.year


@dataclass(frozen=True)
class Slot:
    """The place of one application in a round before it has an applicant and a text.

    `closed_on` and `delivery` are set only in the live round; elsewhere they follow from the
    processing time.
    """

    round: Round
    number: int
    submitted_on: date
    days_requested: int
    fate: Fate
    days_granted: int | None = None
    ground: RejectionGround | None = None
    delivery_year: int | None = None
    closed_on: date | None = None
    delivery: tuple[date, date] | None = None


def _withdrawn(*days: int) -> tuple[Refused, ...]:
    return tuple(Refused(asked, Fate.WITHDRAWN) for asked in days)


def _rejected(ground: RejectionGround, *days: int) -> tuple[Refused, ...]:
    return tuple(Refused(asked, Fate.REJECTED, ground) for asked in days)


def _waitlisted(*days: int) -> tuple[Refused, ...]:
    """Applications that stood on the waiting list until the days were used up."""
    ground = RejectionGround.DAY_POOL_EXHAUSTED
    return tuple(Refused(asked, Fate.WAITLISTED, ground) for asked in days)


_G = RejectionGround

ROUNDS: tuple[Round, ...] = (
    Round(
        code="2015-1",
        opens_on=date(2015, 8, 17),
        closes_on=date(2015, 10, 30),
        max_days=3,
        day_pool=36,
        grants=((3, 3, 2), (2, 2, 11), (1, 1, 4)),
        refused=(*_rejected(_G.INSUFFICIENT, 3), *_rejected(_G.STAFF, 3), *_rejected(_G.THEME, 2)),
        next_year=6,
    ),
    Round(
        code="2016-1",
        opens_on=date(2016, 1, 11),
        closes_on=date(2016, 4, 15),
        max_days=3,
        day_pool=48,
        grants=((3, 3, 3), (3, 2, 2), (2, 2, 13), (2, 1, 2), (1, 1, 7)),
        refused=(
            *_rejected(_G.INSUFFICIENT, 2),
            *_rejected(_G.THEME, 1),
            *_rejected(_G.STAFF, 1),
            *_withdrawn(2, 2),
            *_waitlisted(2, 2, 2),
        ),
    ),
    Round(
        code="2016-2",
        opens_on=date(2016, 9, 5),
        closes_on=date(2016, 9, 30),
        max_days=3,
        day_pool=6,
        refused=(
            *_withdrawn(2),
            *_rejected(_G.THEME, 1),
            *_rejected(_G.INSUFFICIENT, 1),
            *_withdrawn(1),
        ),
    ),
    Round(
        code="2017-1",
        opens_on=date(2017, 1, 9),
        closes_on=date(2017, 4, 28),
        max_days=3,
        day_pool=44,
        grants=((3, 3, 4), (3, 2, 1), (2, 2, 11), (2, 1, 1), (1, 1, 4)),
        refused=(
            Refused(2, Fate.CANCELLED),
            *_rejected(_G.THEME, 3),
            *_rejected(_G.STAFF, 2),
            *_withdrawn(2),
        ),
        reopened=1,
    ),
    Round(
        code="2018-1",
        opens_on=date(2018, 3, 1),
        closes_on=date(2018, 4, 30),
        max_days=3,
        day_pool=48,
        grants=((3, 3, 6), (3, 2, 8), (2, 2, 4), (2, 1, 6)),
        refused=_waitlisted(3, 3, 2),
    ),
    Round(
        code="2018-2",
        opens_on=date(2018, 8, 20),
        closes_on=date(2018, 10, 12),
        max_days=3,
        day_pool=27,
        grants=((3, 2, 2), (2, 2, 3), (2, 1, 10), (1, 1, 7)),
        refused=(*_withdrawn(2), *_waitlisted(2, 2, 1)),
        next_year=8,
    ),
    Round(
        code="2019-1",
        opens_on=date(2019, 1, 14),
        closes_on=date(2019, 3, 29),
        max_days=2,
        day_pool=30,
        grants=((2, 2, 13), (2, 1, 2), (1, 1, 2)),
        refused=(*_rejected(_G.DUPLICATE, 2), *_withdrawn(2), *_waitlisted(2)),
    ),
    Round(
        code="2019-2",
        opens_on=date(2019, 8, 19),
        closes_on=date(2019, 10, 11),
        max_days=2,
        day_pool=19,
        grants=((2, 2, 4), (2, 1, 6), (1, 1, 5)),
        refused=(
            *_rejected(_G.NOT_ELIGIBLE, 2),
            *_rejected(_G.INSUFFICIENT, 1),
            *_waitlisted(2, 2, 2),
        ),
        next_year=6,
    ),
    Round(
        code="2020-1",
        opens_on=date(2020, 1, 7),
        closes_on=date(2020, 3, 20),
        max_days=2,
        day_pool=25,
        grants=((2, 2, 10), (2, 1, 2), (1, 1, 3)),
        refused=(Refused(2, Fate.CANCELLED), *_rejected(_G.STAFF, 2), *_withdrawn(2)),
        reopened=1,
    ),
    Round(
        code="2020-2",
        opens_on=date(2020, 8, 17),
        closes_on=date(2020, 12, 11),
        max_days=2,
        day_pool=29,
    ),
)


@cache
def past_slots(round_: Round) -> tuple[Slot, ...]:
    """The applications of a closed round in the order of their arrival."""
    granted = _granted_slots(round_)
    refused = _refused_slots(round_)
    last = [slot for slot in refused if slot[2] is Fate.WAITLISTED]
    early = [slot for slot in refused if slot[2] is not Fate.WAITLISTED]
    row = _spread(granted, early) + last
    days = dates(round_.opens_on, round_.closes_on, len(row))
    return tuple(
        Slot(round_, number, day, asked, fate, given, ground, year)
        for number, (day, (asked, given, fate, ground, year)) in enumerate(
            zip(days, row, strict=True), start=1
        )
    )


_Row = tuple[int, int | None, Fate, RejectionGround | None, int | None]


def _granted_slots(round_: Round) -> list[_Row]:
    pairs = [(asked, given) for asked, given, count in round_.grants for _ in range(count)]
    if not pairs:
        return []
    pairs = mixed(pairs, 5)
    same_year = len(pairs) - round_.next_year
    return [
        (
            asked,
            given,
            Fate.COMPLETED if number < len(pairs) - round_.reopened else Fate.REOPENED,
            None,
            round_.year if number < same_year else round_.year + 1,
        )
        for number, (asked, given) in enumerate(pairs)
    ]


def _refused_slots(round_: Round) -> list[_Row]:
    return [(one.days_requested, None, one.fate, one.ground, None) for one in round_.refused]


def _spread(row: list[_Row], guests: list[_Row]) -> list[_Row]:
    """`row` with `guests` put in at even distances."""
    places = evenly(range(1, len(row) + 1), len(guests)) if row else []
    for place, guest in reversed(list(zip(places, guests, strict=False))):
        row = [*row[:place], guest, *row[place:]]
    return row or guests
