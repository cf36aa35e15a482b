"""Finnish days: the programme's time zone and working days with public holidays."""

import statistics
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

HELSINKI = ZoneInfo("Europe/Helsinki")


def local_date(moment: datetime) -> date:
    """The Finnish calendar day of an aware `moment`."""
    return moment.astimezone(HELSINKI).date()


def start_of(day: date) -> datetime:
    """The first moment of a Finnish day, in UTC."""
    return datetime.combine(day, time(), HELSINKI).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The first moment after a Finnish day, in UTC (an exclusive limit)."""
    return start_of(day + timedelta(days=1))


@lru_cache(maxsize=128)
def public_holidays(first_year: int, last_year: int) -> frozenset[date]:
    """Days on which Finnish offices are closed besides weekends; the two eves belong to them."""
    return frozenset(holidays.country_holidays("FI", years=range(first_year, last_year + 1)))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in public_holidays(day.year, day.year)


@lru_cache(maxsize=4096)
def working_days(first: date, last: date) -> int:
    """Working days after `first` up to and including `last`: 0 on the day itself, never negative.

    An application received on Monday has waited one working day on Tuesday.
    """
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(map(is_working_day, days))


def waited_since(than: int, today: date) -> date:
    """The last day since which more than `than` working days have passed on `today`."""
    day, passed = today, 0
    while passed <= than:
        passed += is_working_day(day)
        day -= timedelta(days=1)
    return day


def median(values: Iterable[int]) -> float | None:
    """The median, or None of nothing."""
    known = list(values)
    return float(statistics.median(known)) if known else None
