"""Where things are: regions before and since 2021, counties, and what has no place on the map."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from data_access.connect import reading
from data_access.facts import applicant_fact, application_fact, participation_fact
from data_access.indicators import Scope, Values, measure, measure_units, units
from data_access.migrations import downgrade, upgrade
from data_access.migrations.places import rules
from data_access.schema import municipality
from programme.counties import COUNTIES, OF_ONE_REGION, OF_UUSIMAA, county_of, region_of
from programme.divisions import NOWHERE, OUTSIDE, SOMEWHERE_IN_UUSIMAA, Borders, Division
from programme.lifecycle import Status
from programme.periods import WHOLE, Period
from tests.data_access.happenings import held, shown
from tests.data_access.scenarios import World

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2021, 6, 1)
IN_2021 = Period(None, date(2021, 1, 1), date(2021, 12, 31))


def register() -> list[dict[str, str]]:
    path = ROOT / "charts" / "geography" / "municipalities.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_counties_are_those_of_the_register() -> None:
    told = {
        row["municipality_code"]: county_of(row["region_2021"], row["municipality_code"])
        for row in register()
    }
    assert told == {row["municipality_code"]: row["wellbeing_county_2023"] for row in register()}
    assert sorted(COUNTIES) == sorted({row["wellbeing_county_2023"] for row in register()})
    assert {region_of(row["wellbeing_county_2023"]) for row in register()} == {
        row["region_2021"] for row in register()
    }
    assert county_of("MK01", None) is None
    with pytest.raises(KeyError):
        region_of("Tampere")


def test_the_views_know_the_counties_of_the_programme() -> None:
    of_uusimaa = {county: frozenset(codes) for county, codes in rules.OF_UUSIMAA.items()}
    assert of_uusimaa == OF_UUSIMAA
    of_region = {code: county for county, code in OF_ONE_REGION.items()}
    assert {"MK01": SOMEWHERE_IN_UUSIMAA, **of_region} == rules.OF_REGION


@pytest.fixture
def town(world: World) -> World:
    """Kuhmoinen, which moved from one region to another; Vantaa; a town that was merged."""
    row = {"name_sv": "x", "region_code": "MK01", "region_code_2021": "MK01"}
    moved = {**row, "municipality_code": "291", "name_fi": "Kuhmoinen", "region_code_2021": "MK02"}
    world.add(municipality, moved, {**row, "municipality_code": "092", "name_fi": "Vantaa"})
    merged = {"valid_to": date(2020, 12, 31), "successor_code": "092"}
    world.add(municipality, {**row, **merged, "municipality_code": "911", "name_fi": "Entinen"})
    return world


def measured(world: World, division: Division, period: Period) -> dict[str, Values]:
    with reading(world.engine) as connection:
        return measure_units(connection, Scope(period, TODAY, division=division))[0]


def where(found: dict[str, Values], measure: str) -> dict[str, Any]:
    """The codes with anything."""
    return {code: values[measure] for code, values in found.items() if values[measure]}


@pytest.mark.parametrize(
    ("division", "day", "place"),
    [
        (Division.REGIONS, date(2020, 12, 31), "MK01"),
        (Division.REGIONS, date(2021, 1, 1), "MK02"),
        (Division.WELLBEING, date(2020, 12, 31), "Varsinais-Suomi"),
        (Division.WELLBEING, date(2021, 1, 1), "Varsinais-Suomi"),
    ],
)
def test_what_moved_in_2021_counts_where_it_was(
    town: World, division: Division, day: date, place: str
) -> None:
    home = town.organisation("MK01", municipality_code="291")
    held(town, {home: 3}, on=day, region_code="MK01", municipality_code="291")
    shown(town, day, organisation_id=home)
    period = IN_2021 if day.year == 2021 else WHOLE
    found = measured(town, division, period)
    for code in ("participations", "organisations_reached", "activities", "deeds"):
        assert set(where(found, code)) == {place}, code


def test_uusimaa_has_counties_and_a_row_for_what_is_in_none(town: World) -> None:
    vantaa = town.organisation("MK01", municipality_code="092")
    somewhere, nowhere = town.organisation("MK01"), town.organisation(None)
    held(town, {vantaa: 1, somewhere: 2, nowhere: 4, town.organisation("MK21"): 8})
    held(town, {town.organisation("MK02"): 16}, region_code="MK01", municipality_code="092")
    found = measured(town, Division.WELLBEING, WHOLE)
    assert where(found, "participations") == {
        "Vantaa ja Kerava": 1,
        SOMEWHERE_IN_UUSIMAA: 2,
        NOWHERE: 4,
        OUTSIDE: 8,
        "Varsinais-Suomi": 16,
    }
    assert where(found, "activities") == {"Vantaa ja Kerava": 1, NOWHERE: 1}
    assert found["Ahvenanmaa"]["participations"] is None


def test_nothing_in_a_county_of_uusimaa_is_unknown_while_something_is_somewhere(
    town: World,
) -> None:
    vantaa, nowhere = town.organisation("MK01", municipality_code="092"), town.organisation(None)
    held(town, {vantaa: 1, town.organisation("MK01"): 2, nowhere: 4})
    together = measured(town, Division.WELLBEING, WHOLE)
    codes = ("Vantaa ja Kerava", "Helsinki", "Varsinais-Suomi")
    scopes = [Scope(WHOLE, TODAY, code, Division.WELLBEING) for code in codes]
    with reading(town.engine) as connection:
        alone = dict(zip(codes, measure(connection, *scopes), strict=True))
    for found in (together, alone):
        reached = {code: found[code]["organisations_reached"] for code in codes}
        assert reached == {"Vantaa ja Kerava": 1, "Helsinki": None, "Varsinais-Suomi": 0}
        assert [found[code]["deeds"] for code in codes] == [0, 0, 0]
    for code, values in together.items():
        if code in codes:
            assert values == {each: alone[code][each] for each in values}


@pytest.mark.parametrize("fact", [participation_fact, application_fact, applicant_fact])
def test_every_view_tells_the_place(town: World, fact: Any) -> None:
    home = town.organisation("MK01", municipality_code="291")
    held(town, {home: 3})
    town.application(Status.SUBMITTED, organisation_id=home)
    row = town.all(select(fact.c.region_code, fact.c.region_code_2021, fact.c.county))
    assert [tuple(each) for each in row] == [("MK01", "MK02", "Varsinais-Suomi")]


def test_municipalities_are_counted_from_the_register_since_2021(town: World) -> None:
    with reading(town.engine) as connection:
        known = {borders: units(connection, borders) for borders in Borders}
    counts = {
        borders: {code: unit.municipality_count for code, unit in found.items()}
        for borders, found in known.items()
    }
    assert counts[Borders.REGIONS_2016] == {"MK01": 4, "MK02": 4, "MK21": 4}
    assert counts[Borders.REGIONS_2021] == {"MK01": 1, "MK02": 1, "MK21": 4}
    here = {code: count for code, count in counts[Borders.WELLBEING].items() if count}
    assert here == {"Vantaa ja Kerava": 1, "Varsinais-Suomi": 1}
    names = known[Borders.WELLBEING]["Vantaa ja Kerava"]
    assert (names.name_fi, names.name_sv, names.in_target_area) == (
        *("Vantaa ja Kerava", "Vanda och Kervo"),
        True,
    )


def test_the_views_go_back_and_come_again(town: World) -> None:
    def columns() -> dict[str, set[str]]:
        kept: dict[str, set[str]] = defaultdict(set)
        for name in rules.VIEWS:
            with town.engine.connect() as connection:
                kept[name] = set(connection.exec_driver_sql(f"SELECT * FROM {name}").keys())
        return kept

    placed = columns()
    downgrade(town.engine, "0007")
    assert {name: placed[name] - found for name, found in columns().items()} == {
        name: {"region_code_2021", "county"} for name in rules.VIEWS
    }
    upgrade(town.engine)
    assert columns() == placed
