"""The measures of regions and counties: the same figures as everywhere, and they add up."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from data_access.connect import reading
from data_access.indicators import Scope, Values, measure
from data_access.region_measures import national, national_years, region_measures, region_years
from data_access.schema import municipality, region_base
from programme.codes import Service
from programme.divisions import NOWHERE, OUTSIDE, Division
from programme.indicators import INDICATORS, DoesNotAddUp
from programme.lifecycle import Status
from programme.periods import FUNDING_PERIODS, WHOLE, YEARS, Period, parse
from programme.region_measures import GROUPS, MEASURES
from tests.data_access.happenings import held, shown
from tests.data_access.scenarios import World, local

TODAY = date(2020, 12, 1)
PERIODS = (WHOLE, *FUNDING_PERIODS, *YEARS)
ADD_UP = [code for code in MEASURES if INDICATORS[code].adds_up_over_regions]
OTHERS = [code for code in MEASURES if code not in ADD_UP]


def measured(
    engine: Engine,
    period: Period = WHOLE,
    division: Division = Division.REGIONS,
    as_of: date = TODAY,
) -> pd.DataFrame:
    with reading(engine) as connection:
        return region_measures(connection, division, period, as_of).set_index("code")


def whole(engine: Engine, period: Period = WHOLE, as_of: date = TODAY) -> Values:
    with reading(engine) as connection:
        return national(connection, period, as_of)


def cells(frame: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Code → measure → value, None where it is missing."""
    return {
        code: {each: None if pd.isna(row[each]) else row[each] for each in MEASURES}
        for code, row in frame.to_dict("index").items()
    }


def test_the_measures_are_indicators_in_groups() -> None:
    assert MEASURES[0] == "municipality_share"
    assert len(set(MEASURES)) == len(MEASURES) == sum(map(len, GROUPS.values()))
    assert all(INDICATORS[code].regional and INDICATORS[code].yearly for code in MEASURES)


def test_every_region_has_its_row_and_aland_no_figure(world: World) -> None:
    held(world, {world.organisation("MK01"): 5, world.organisation("MK21"): 9})
    frame = measured(world.engine)
    assert list(frame.index) == ["MK01", "MK02", "MK21", OUTSIDE, NOWHERE]
    assert frame["participations"].dropna().to_dict() == {
        "MK01": 5,
        "MK02": 0,
        OUTSIDE: 9,
        NOWHERE: 0,
    }
    assert frame.loc["MK21", list(MEASURES)].isna().all()
    assert not frame.loc["MK21", "in_target_area"]


def test_what_was_remote_or_has_no_region_stands_apart(world: World) -> None:
    held(world, {world.organisation(None): 4})
    held(world, region_code="MK01")
    frame = measured(world.engine)
    assert list(frame.index) == ["MK01", "MK02", "MK21", NOWHERE]
    assert frame.loc[NOWHERE, ["participations", "activities"]].tolist() == [4, 1]
    assert frame.loc["MK01", ["participations", "activities"]].tolist() == [0, 1]


def test_nothing_apart_has_no_row(world: World) -> None:
    held(world, {world.organisation(): 4}, region_code="MK02")
    assert list(measured(world.engine).index) == ["MK01", "MK02", "MK21"]


def test_the_share_counts_municipalities_only_and_each_once(world: World) -> None:
    town, company = world.organisation(), world.organisation(organisation_type="municipal_company")
    for _ in range(2):
        held(world, {town: 1, company: 1, world.organisation("MK21"): 1})
    codes = ["municipality_share", "municipalities_reached", "organisations_reached"]
    assert measured(world.engine).loc["MK01", codes].tolist() == [0.25, 1, 2]
    assert [whole(world.engine)[code] for code in codes] == [0.125, 3, 4]
    before = measured(world.engine, parse("2015-2017"))
    assert before.loc["MK01", codes].tolist() == [0, 0, 0]


def test_activities_are_counted_where_and_as_what_they_were_held(world: World) -> None:
    for service in Service:
        held(world, service=service, region_code="MK02", status="running")
        held(world, service=service, region_code="MK02", status="cancelled")
    row = measured(world.engine).loc["MK02"]
    assert [row[code] for code in GROUPS["activities"]] == [len(Service), *(1 for _ in Service)]


def test_a_rate_needs_decisions_and_a_base_needs_loading(world: World) -> None:
    for status in (Status.APPROVED, Status.REJECTED):
        world.application(status, days=2, organisation_id=world.organisation("MK01"))
    world.application(Status.APPROVED, days=1, organisation_id=world.organisation("MK21"))
    codes = ["approval_rate", "days_per_municipality", "days_per_1000_employees"]
    assert measured(world.engine).loc["MK01", codes].dropna().to_dict() == {
        "approval_rate": 0.5,
        "days_per_municipality": 0.5,
    }
    assert measured(world.engine).loc["MK02", codes].dropna().to_dict() == {
        "days_per_municipality": 0
    }
    for year, code, value in ((2018, "MK01", 400), (2018, "MK02", 600), (2019, "MK01", 1)):
        row = {"base": "employees", "year": year, "region_code": code, "value": value}
        world.add(region_base, {**row, "source": "Lähde"})
    assert measured(world.engine)["days_per_1000_employees"].dropna().to_dict() == {
        "MK01": 5,
        "MK02": 0,
    }
    assert whole(world.engine)["days_per_1000_employees"] == 2
    assert whole(world.engine, parse("2017"))["days_per_1000_employees"] is None
    counties = measured(world.engine, division=Division.WELLBEING)
    assert counties["days_per_1000_employees"].isna().all()


# --- on the demo and on anything ----------------------------------------------------------------


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: period.code or "whole")
def test_regions_of_the_demo_are_as_measured_alone_and_add_up(
    demo_engine: Engine, period: Period
) -> None:
    frame = measured(demo_engine, period)
    codes = [code for code in frame.index if code.startswith("MK")]
    assert len(codes) == 19
    with reading(demo_engine) as connection:
        alone = measure(connection, *(Scope(period, TODAY, code) for code in codes))
    of_regions = cells(frame)
    assert [of_regions[code] for code in codes] == [
        {each: values[each] for each in MEASURES} for values in alone
    ]
    add_up(demo_engine, period, TODAY)


@pytest.mark.parametrize("division", Division)
def test_years_are_as_measured_one_by_one(demo_engine: Engine, division: Division) -> None:
    with reading(demo_engine) as connection:
        years = region_years(connection, division, TODAY)
        country = national_years(connection, TODAY).set_index("year")
    for year in YEARS:
        together = years[years["year"] == year.first.year].set_index("code")
        alone = cells(measured(demo_engine, year, division))
        assert {code: cells(together)[code] for code in alone} == alone
        known = country.loc[year.first.year].dropna().to_dict()
        alone_too = whole(demo_engine, year)
        assert known == {each: alone_too[each] for each in MEASURES if alone_too[each] is not None}


def test_before_the_programme_there_is_its_first_year_with_nothing(world: World) -> None:
    with reading(world.engine) as connection:
        years = region_years(connection, Division.REGIONS, date(2014, 6, 1))
    assert set(years["year"]) == {2015}
    assert years["participations"].dropna().sum() == 0


@pytest.mark.parametrize("code", OTHERS)
def test_what_does_not_add_up_is_refused(code: str) -> None:
    with pytest.raises(DoesNotAddUp, match=code):
        INDICATORS[code].over_regions([0.1, 0.2])


def test_shares_rates_and_what_is_divided_do_not_add_up() -> None:
    divided = {"municipality_share", "approval_rate", "days_per_municipality"}
    assert set(OTHERS) == {*divided, "days_per_1000_employees", "days_per_1000_inhabitants"}


def add_up(engine: Engine, period: Period, as_of: date) -> None:
    """The units of each division and the rows apart make the country's figures."""
    country = whole(engine, period, as_of)
    for division in Division:
        frame = measured(engine, period, division, as_of)
        for code in ADD_UP:
            total = INDICATORS[code].over_regions(frame[code].dropna())
            assert total == country[code], (division, code)


DAYS = st.dates(date(2018, 1, 1), date(2020, 12, 31))
HOMES = st.sampled_from([("MK01", "092"), ("MK01", None), ("MK01", "291"), ("MK02", None),
                         ("MK21", None), (None, None)])  # fmt: skip


@pytest.fixture(scope="module")
def busy(shared_world: World) -> World:
    """A world to which every example adds something, with a town that changed its region."""
    row = {"name_fi": "x", "name_sv": "x", "region_code": "MK01"}
    shared_world.add(
        municipality,
        {**row, "municipality_code": "092", "region_code_2021": "MK01"},
        {**row, "municipality_code": "291", "region_code_2021": "MK02"},
    )
    shared_world.change("UPDATE sparring_round SET day_pool = 500, opens_at = '2017-01-01'")
    return shared_world


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    home=HOMES,
    place=HOMES,
    kind=st.sampled_from(["municipality", "joint_authority"]),
    service=st.sampled_from(list(Service)),
    held_as=st.sampled_from(["running", "completed", "planned"]),
    status=st.sampled_from([Status.SUBMITTED, Status.REJECTED, Status.APPROVED]),
    day=DAYS,
    as_of=DAYS,
    period=st.sampled_from(PERIODS),
)
def test_units_are_as_measured_alone_and_add_up_to_the_country(
    busy: World, home: Any, place: Any, kind: str, service: Service, held_as: str,
    status: Status, day: date, as_of: date, period: Period,
) -> None:  # fmt: skip
    organisation = busy.organisation(home[0], municipality_code=home[1], organisation_type=kind)
    where = {"region_code": place[0], "municipality_code": place[1]}
    held(busy, {organisation: 3}, service=service, on=day, status=held_as, **where)
    shown(busy, day, organisation_id=organisation if home[0] else None)
    at = local(day.year, day.month, day.day)
    busy.application(status, at=at, organisation_id=organisation, submitted_at=at)
    add_up(busy.engine, period, as_of)
    for division in Division:
        together = cells(measured(busy.engine, period, division, as_of))
        scopes = [Scope(period, as_of, code, division) for code in together]
        with reading(busy.engine) as connection:
            alone = measure(connection, *scopes)
        for code, values in zip(together, alone, strict=True):
            assert together[code] == {each: values[each] for each in MEASURES}, code
