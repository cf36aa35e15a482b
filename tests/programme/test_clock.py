"""The one clock."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from programme.calendar import HELSINKI
from programme.clock import Clock, running_from, standing_at

DEMO = datetime(2020, 12, 1, 9, 0, tzinfo=HELSINKI)
ANCHOR = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


@given(st.timedeltas(timedelta(0), timedelta(days=3000)))
def test_demo_time_runs_as_fast_as_real_time(passed: timedelta) -> None:
    clock = Clock(DEMO, ANCHOR, real_now=lambda: ANCHOR + passed)
    assert clock.now() == DEMO.astimezone(UTC) + passed
    assert clock.now().tzinfo is UTC


def test_without_a_start_it_tells_the_real_time() -> None:
    assert Clock(real_now=lambda: ANCHOR).now() == ANCHOR


def test_two_processes_with_the_same_start_tell_the_same_time() -> None:
    assert Clock(DEMO, ANCHOR) == Clock(DEMO, ANCHOR, real_now=lambda: ANCHOR)


def test_a_standing_clock_does_not_move() -> None:
    clock = standing_at(DEMO)
    assert clock.now() == clock.now() == DEMO


def test_a_running_clock_starts_where_it_is_told() -> None:
    assert timedelta(0) <= running_from(DEMO).now() - DEMO < timedelta(minutes=1)


def test_today_is_the_finnish_day() -> None:
    assert standing_at(datetime(2020, 11, 30, 22, 30, tzinfo=UTC)).today() == date(2020, 12, 1)
