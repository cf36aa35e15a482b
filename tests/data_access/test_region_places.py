"""Places that the data names: only what was held, and only what has a municipality."""

from datetime import date
from typing import Any

import pytest

from data_access.connect import reading
from data_access.region_places import named_places
from data_access.schema import municipality
from programme.periods import WHOLE, Period, parse
from tests.data_access.happenings import SPRING, held
from tests.data_access.scenarios import World

TODAY = date(2020, 12, 1)


@pytest.fixture(autouse=True)
def register(world: World) -> None:
    """Two municipalities of the first region."""
    for code, name in (("091", "Eka"), ("049", "Toka")):
        row = {"municipality_code": code, "name_fi": name, "name_sv": name, "region_code": "MK01"}
        world.add(municipality, row)


def places(world: World, period: Period = WHOLE, as_of: date = TODAY) -> dict[tuple[str, str], int]:
    """Kind and municipality → how many."""
    with reading(world.engine) as connection:
        rows = named_places(connection, period, as_of).itertuples(index=False)
        return {(row[0], row[1]): row[2] for row in rows}


def test_events_and_visits_stand_where_the_data_names_a_municipality(world: World) -> None:
    there: dict[str, Any] = {"municipality_code": "091", "region_code": "MK01"}
    held(world, service="event", **there)
    held(world, service="regional_event", **there)
    held(world, service="visit", **there)
    held(world, service="event")
    held(world, service="workshop", **there)
    held(world, service="visit", status="cancelled", **there)
    assert places(world) == {("events", "091"): 2, ("visits", "091"): 1}


def test_home_towns_are_those_of_organisations_that_came(world: World) -> None:
    here, elsewhere = (world.organisation("MK01", municipality_code=code) for code in ("091", None))
    world.organisation("MK01", municipality_code="049")
    held(world, {here: 3, elsewhere: 4})
    held(world, {here: 2})
    assert places(world) == {("homes", "091"): 1}


def test_only_the_period_counts_and_only_until_the_day(world: World) -> None:
    held(world, service="visit", municipality_code="091", region_code="MK01")
    year = parse(str(SPRING.year))
    assert places(world, year) == places(world) != {}
    assert places(world, parse("2015")) == {}
    assert places(world, as_of=date(2015, 1, 1)) == {}
