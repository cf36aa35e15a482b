"""What granting days would mean for a round, before it is decided."""

from dataclasses import dataclass
from datetime import date

from programme.pace import Lasting, lasting


@dataclass(frozen=True)
class Granting:
    """What a round has granted by today; days are sparring days.

    `in_region` are those of the region of the application in question, `opened_on` is a Finnish
    day.
    """

    granted: int
    left: int
    in_region: int
    opened_on: date


@dataclass(frozen=True)
class Consequence:
    """What would follow: days left (negative when they do not fit), the region's share of the
    granted days without and with the decision (None of nothing), and how long the rest lasts."""

    left: int
    share_without: float | None
    share_with: float | None
    lasts: Lasting | None


def consequence(granting: Granting, days: int, today: date) -> Consequence:
    """What granting `days` more in the region would mean."""
    left = granting.left - days
    return Consequence(
        left=left,
        share_without=_share(granting.in_region, granting.granted),
        share_with=_share(granting.in_region + days, granting.granted + days),
        lasts=lasting(granting.granted + days, max(0, left), granting.opened_on, today),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
