"""How long the days of a round last."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from programme.calendar import is_working_day, working_days
from programme.pace import LONGEST, Lasting, lasting

MONDAY = date(2020, 11, 2)
TWO_WEEKS_LATER = date(2020, 11, 16)  # ten working days


def test_the_days_last_as_long_as_their_pace_says() -> None:
    """Five days in ten working days: four more last for eight, to Thursday of the next week."""
    assert lasting(5, 4, MONDAY, TWO_WEEKS_LATER) == Lasting(8, date(2020, 11, 26))


def test_public_holidays_are_no_working_days() -> None:
    """Independence Day of 2019 was a Friday."""
    found = lasting(4, 2, date(2019, 11, 25), date(2019, 12, 5))
    assert found == Lasting(4, date(2019, 12, 12))


def test_a_pool_that_is_used_up_lasts_no_longer() -> None:
    assert lasting(5, 0, MONDAY, TWO_WEEKS_LATER) == Lasting(0, TWO_WEEKS_LATER)


def test_a_day_more_than_a_year_away_is_not_told() -> None:
    near = lasting(10, LONGEST, MONDAY, TWO_WEEKS_LATER)
    far = lasting(10, LONGEST + 1, MONDAY, TWO_WEEKS_LATER)
    assert near is not None
    assert near.runs_out_on is not None
    assert working_days(TWO_WEEKS_LATER, near.runs_out_on) == LONGEST
    assert far == Lasting(LONGEST + 1, None)


@pytest.mark.parametrize(
    ("granted", "today"),
    [(2, TWO_WEEKS_LATER), (0, TWO_WEEKS_LATER), (5, date(2020, 11, 6)), (5, MONDAY)],
)
def test_a_pace_is_not_told_from_too_little(granted: int, today: date) -> None:
    assert lasting(granted, 4, MONDAY, today) is None


@given(granted=some.integers(3, 60), left=some.integers(0, 60), gone=some.integers(7, 120))
def test_the_day_is_as_many_working_days_away_as_is_said(
    granted: int, left: int, gone: int
) -> None:
    today = date.fromordinal(MONDAY.toordinal() + gone)
    found = lasting(granted, left, MONDAY, today)
    assert found is not None
    assert (found.runs_out_on is None) == (found.working_days > LONGEST)
    if found.runs_out_on is not None:
        assert working_days(today, found.runs_out_on) == found.working_days
        assert found.runs_out_on == today or is_working_day(found.runs_out_on)
    more = lasting(granted, left + 1, MONDAY, today)
    assert more is not None
    assert more.working_days >= found.working_days
