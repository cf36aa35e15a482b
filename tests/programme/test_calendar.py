"""Finnish days: where a day begins, and which days offices work."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.calendar import (
    end_of,
    is_working_day,
    local_date,
    median,
    start_of,
    waited_since,
    working_days,
)

DAYS = st.dates(date(2014, 1, 1), date(2030, 12, 31))
CLOSED = {
    "new year": date(2020, 1, 1),
    "epiphany": date(2020, 1, 6),
    "good friday": date(2020, 4, 10),
    "easter monday": date(2020, 4, 13),
    "may day": date(2020, 5, 1),
    "ascension": date(2020, 5, 21),
    "midsummer eve": date(2020, 6, 19),
    "midsummer eve of another year": date(2018, 6, 22),
    "independence day on a weekday": date(2018, 12, 6),
    "christmas eve": date(2020, 12, 24),
    "christmas day": date(2020, 12, 25),
    "boxing day on a weekday": date(2018, 12, 26),
    "saturday": date(2020, 11, 28),
    "sunday": date(2020, 11, 29),
}
OPEN = {
    "an ordinary tuesday": date(2020, 12, 1),
    "maundy thursday": date(2020, 4, 9),
    "may day eve": date(2020, 4, 30),
    "the day before midsummer eve": date(2020, 6, 18),
    "the day before christmas eve": date(2020, 12, 23),
    "new year's eve": date(2020, 12, 31),
}


@pytest.mark.parametrize("day", CLOSED.values(), ids=CLOSED)
def test_offices_are_closed(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", OPEN.values(), ids=OPEN)
def test_offices_are_open(day: date) -> None:
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2020, 11, 30), date(2020, 11, 30), 0),
        (date(2020, 11, 30), date(2020, 12, 1), 1),
        (date(2020, 11, 27), date(2020, 11, 30), 1),  # Friday to Monday
        (date(2020, 11, 28), date(2020, 11, 29), 0),
        (date(2020, 12, 23), date(2020, 12, 28), 1),  # over Christmas
        (date(2020, 4, 9), date(2020, 4, 14), 1),  # over Easter
        (date(2020, 12, 1), date(2020, 11, 2), 0),
    ],
)
def test_waiting_is_counted_in_working_days(first: date, last: date, days: int) -> None:
    assert working_days(first, last) == days


@given(DAYS, st.integers(0, 400), st.integers(0, 400))
def test_waiting_adds_up_and_never_exceeds_the_calendar(first: date, one: int, two: int) -> None:
    between, last = first + timedelta(days=one), first + timedelta(days=one + two)
    assert working_days(first, last) == working_days(first, between) + working_days(between, last)
    assert 0 <= working_days(first, last) <= (last - first).days


@given(DAYS)
def test_a_day_adds_one_when_offices_work(day: date) -> None:
    assert working_days(day - timedelta(days=1), day) == is_working_day(day)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2020, 11, 30, 21, 59, 59, tzinfo=UTC), date(2020, 11, 30)),
        (datetime(2020, 11, 30, 22, 0, tzinfo=UTC), date(2020, 12, 1)),
        (datetime(2020, 6, 30, 20, 59, 59, tzinfo=UTC), date(2020, 6, 30)),
        (datetime(2020, 6, 30, 21, 0, tzinfo=UTC), date(2020, 7, 1)),
    ],
)
def test_a_finnish_day_begins_two_or_three_hours_before_utc(moment: datetime, day: date) -> None:
    assert local_date(moment) == day


@given(DAYS)
def test_days_meet_without_gap_or_overlap(day: date) -> None:
    assert end_of(day) == start_of(day + timedelta(days=1))
    assert local_date(start_of(day)) == day
    assert local_date(end_of(day) - timedelta(microseconds=1)) == day


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2020, 3, 29), 23), (date(2020, 10, 25), 25), (date(2020, 12, 1), 24)]
)
def test_days_of_the_clock_change_are_shorter_and_longer(day: date, hours: int) -> None:
    assert end_of(day) - start_of(day) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("values", "middle"), [([], None), ([3], 3.0), ([9, 1], 5.0), ([7, 1, 2], 2.0)]
)
def test_the_median_of_nothing_is_nothing(values: list[int], middle: float | None) -> None:
    assert median(values) == middle
    assert median(iter(values)) == middle


@given(DAYS, st.integers(0, 60))
def test_what_has_waited_longer_came_on_that_day_or_before(today: date, than: int) -> None:
    last = waited_since(than, today)
    assert working_days(last, today) > than
    assert working_days(last + timedelta(days=1), today) <= than
