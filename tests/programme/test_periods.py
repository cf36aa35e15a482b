"""Periods that figures are asked for."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.periods import (
    FUNDING_PERIODS,
    PROGRAMME_END,
    PROGRAMME_START,
    WHOLE,
    YEARS,
    Period,
    UnknownPeriod,
    parse,
    previous,
)

PERIODS = (WHOLE, *FUNDING_PERIODS, *YEARS)


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: str(period.code))
def test_a_code_names_one_period(period: Period) -> None:
    assert parse(period.code) is period


def test_an_empty_code_is_the_whole_programme() -> None:
    assert parse("") is WHOLE


@pytest.mark.parametrize("code", ["2014", "2021", "2015-2018", "x", " 2018", "2018-2020 "])
def test_an_unknown_code_is_refused_with_the_known_ones(code: str) -> None:
    with pytest.raises(UnknownPeriod, match=r"2015-2017.*2018-2020.*2020"):
        parse(code)


@pytest.mark.parametrize("kind", [FUNDING_PERIODS, YEARS], ids=["funding", "years"])
def test_periods_of_a_kind_follow_each_other_over_the_whole_programme(
    kind: tuple[Period, ...],
) -> None:
    assert (kind[0].first, kind[-1].last) == (PROGRAMME_START, PROGRAMME_END)
    for earlier, later in pairwise(kind):
        assert (later.first - earlier.last).days == 1
        assert previous(later) is earlier


@pytest.mark.parametrize("period", [WHOLE, FUNDING_PERIODS[0], YEARS[0]])
def test_the_first_of_a_kind_has_nothing_before_it(period: Period) -> None:
    assert previous(period) is None


@given(st.sampled_from(PERIODS), st.dates(PROGRAMME_START, date(2021, 12, 31)))
def test_what_has_passed_ends_with_the_day_looked_at(period: Period, as_of: date) -> None:
    passed = period.until(as_of)
    assert (passed.code, passed.first) == (period.code, period.first)
    assert passed.last == min(period.last, as_of)


@pytest.mark.parametrize(
    ("code", "years"),
    [(None, range(2015, 2021)), ("2018-2020", range(2018, 2021)), ("2019", range(2019, 2020))],
)
def test_a_period_knows_its_years(code: str | None, years: range) -> None:
    assert parse(code).years == years
