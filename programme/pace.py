"""How long the days of a round last if they go on being granted as they have been."""

from dataclasses import dataclass
from datetime import date, timedelta

from programme.calendar import is_working_day, working_days

#: Before this many working days and granted days a pace would be a guess.
WORKING_DAYS_NEEDED = 5
GRANTED_NEEDED = 3
#: Farther ahead than this, about a year of working days, no day is told.
LONGEST = 250


@dataclass(frozen=True)
class Lasting:
    """The days of a round last for so many working days, until `runs_out_on`.

    The day is None when it is more than LONGEST working days ahead.
    """

    working_days: int
    runs_out_on: date | None


def lasting(granted: int, left: int, opened_on: date, today: date) -> Lasting | None:
    """How long `left` days last at the pace of the `granted` ones since `opened_on`.

    None while too little has been granted, or in too short a time, to speak of a pace.
    """
    gone = working_days(opened_on, today)
    if gone < WORKING_DAYS_NEEDED or granted < GRANTED_NEEDED:
        return None
    ahead = left * gone // granted
    return Lasting(ahead, _working_day_after(today, ahead) if ahead <= LONGEST else None)


def _working_day_after(day: date, count: int) -> date:
    for _ in range(count):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day
