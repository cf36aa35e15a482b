"""The one clock. Demo data lives in 2020, so its clock starts there and runs on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from programme.calendar import local_date


def _real_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """Programme time: `starts_at` at the real moment `anchored_at`, running on from there.

    Without a start it tells the real time. Both moments are timezone-aware.
    """

    starts_at: datetime | None = None
    anchored_at: datetime | None = None
    real_now: Callable[[], datetime] = field(default=_real_now, compare=False)

    def now(self) -> datetime:
        """The current programme time in UTC."""
        if self.starts_at is None or self.anchored_at is None:
            return self.real_now()
        return self.starts_at.astimezone(UTC) + (self.real_now() - self.anchored_at)

    def today(self) -> date:
        """The current Finnish day."""
        return local_date(self.now())


def running_from(starts_at: datetime) -> Clock:
    """A clock that shows `starts_at` now."""
    return Clock(starts_at, _real_now())


def standing_at(moment: datetime) -> Clock:
    """A clock that does not move: for loading history and for tests."""
    return Clock(moment, moment, lambda: moment)
