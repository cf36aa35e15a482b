"""What lies behind the figures of a region or county, and what stays hidden of it."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from data_access.connect import reading
from data_access.region_detail import never_reached, organisations_of, services_of
from data_access.region_hiding import hidden_people
from data_access.region_measures import region_measures
from data_access.schema import municipality
from programme.divisions import NOWHERE, Division
from programme.periods import WHOLE, Period, parse
from programme.region_measures import MEASURES
from tests.data_access.happenings import attend, held
from tests.data_access.scenarios import World

TODAY = date(2020, 12, 1)


def ask(engine: Engine, read: Any, *arguments: Any) -> Any:
    with reading(engine) as connection:
        return read(connection, *arguments, TODAY)


def test_organisations_tell_their_first_and_last_service(world: World) -> None:
    quiet, busy = world.organisation(), world.organisation()
    network = held(world, {quiet: 2, busy: 3}, on=date(2018, 3, 1), service="network")
    attend(world, network, busy, 4, "management")
    held(world, {quiet: 1}, on=date(2019, 3, 1), service="webinar")
    held(world, {quiet: 90, busy: 1}, on=date(2020, 12, 2))
    held(world, {world.organisation("MK02"): 1})
    frame = ask(world.engine, organisations_of, Division.REGIONS, "MK01", WHOLE)
    columns = ["organisation", "participations", "first_on", "first_service", "last_service"]
    assert frame[columns].to_numpy().tolist() == [
        ["Kunta 2", 7, date(2018, 3, 1), "network", "network"],
        ["Kunta 1", 3, date(2018, 3, 1), "network", "webinar"],
    ]
    assert frame["last_on"].tolist() == [date(2018, 3, 1), date(2019, 3, 1)]
    empty = ask(world.engine, organisations_of, Division.REGIONS, "MK01", parse("2015"))
    assert (len(empty), list(empty.columns)) == (0, list(frame.columns))


def test_services_were_held_there_or_used_from_there(world: World) -> None:
    here, there = world.organisation(), world.organisation("MK02")
    held(world, {here: 2, there: 4}, region_code="MK02")
    held(world, {here: 3}, service="network", region_code="MK01")
    held(world, service="visit", region_code="MK01")
    held(world, service="visit", region_code="MK01", status="cancelled")
    frame = ask(world.engine, services_of, Division.REGIONS, "MK01", WHOLE)
    assert frame.to_numpy().tolist() == [
        ["network", 1, 3, 1],
        ["visit", 1, 0, 0],
        ["workshop", 0, 2, 1],
    ]
    assert ask(world.engine, services_of, Division.REGIONS, "MK01", parse("2016")).empty


@pytest.fixture
def towns(world: World) -> World:
    """Three towns of a region; one of them moved in 2021, one was merged before 2018."""
    row = {"region_code": "MK01", "name_sv": "x"}
    world.add(
        municipality,
        {**row, "municipality_code": "092", "name_fi": "Vantaa"},
        {**row, "municipality_code": "291", "name_fi": "Kuhmoinen", "region_code_2021": "MK02"},
    )
    merged = {"valid_to": date(2017, 12, 31), "successor_code": "092"}
    world.add(municipality, {**row, **merged, "municipality_code": "911", "name_fi": "Entinen"})
    return world


@pytest.mark.parametrize(
    ("division", "code", "period", "missing"),
    [
        (Division.REGIONS, "MK01", parse("2015"), ["Entinen", "Kuhmoinen"]),
        (Division.REGIONS, "MK01", WHOLE, ["Kuhmoinen"]),
        (Division.REGIONS, "MK02", WHOLE, []),
        (Division.REGIONS, "MK02", Period(None, date(2021, 1, 1), date(2021, 12, 31)),
         ["Kuhmoinen"]),
        (Division.WELLBEING, "Varsinais-Suomi", WHOLE, ["Kuhmoinen"]),
        (Division.WELLBEING, "Vantaa ja Kerava", WHOLE, []),
    ],
)  # fmt: skip
def test_municipalities_without_their_own_organisation_were_never_reached(
    towns: World, division: Division, code: str, period: Period, missing: list[str]
) -> None:
    vantaa = towns.organisation("MK01", municipality_code="092")
    company = towns.organisation(municipality_code="291", organisation_type="municipal_company")
    for year in (2015, 2019):
        held(towns, {vantaa: 1, company: 1}, on=date(year, 5, 5))
    found = ask(towns.engine, never_reached, division, code, period)
    assert (found.municipalities["name_fi"].tolist(), found.unknown) == (missing, 0)


def test_an_organisation_without_municipality_leaves_it_open(towns: World) -> None:
    held(towns, {towns.organisation("MK01"): 1, towns.organisation("MK01"): 1})
    assert ask(towns.engine, never_reached, Division.REGIONS, "MK01", WHOLE).unknown == 2
    assert ask(towns.engine, never_reached, Division.REGIONS, "MK02", WHOLE).unknown == 0


@pytest.mark.parametrize("division", Division)
def test_lists_of_the_demo_agree_with_the_figures(demo_engine: Engine, division: Division) -> None:
    with reading(demo_engine) as connection:
        frame = region_measures(connection, division, WHOLE, TODAY).set_index("code")
    for code in ("MK18", "Kainuu", NOWHERE, "MK01?"):
        if code in frame.index and frame.loc[code, "in_target_area"]:
            organisations = ask(demo_engine, organisations_of, division, code, WHOLE)
            services = ask(demo_engine, services_of, division, code, WHOLE)
            codes = ["organisations_reached", "participations", "activities"]
            assert frame.loc[code, codes].tolist() == [
                len(organisations),
                organisations["participations"].sum(),
                services["activities"].sum(),
            ]
            assert services["participations"].sum() == organisations["participations"].sum()


# --- what stays hidden --------------------------------------------------------------------------


def test_few_people_are_hidden_with_what_gives_them_away(world: World) -> None:
    few, some, many = (world.organisation(code) for code in ("MK01", "MK02", None))
    held(world, {few: 3, some: 6, many: 70}, on=date(2018, 3, 1), service="webinar")
    held(world, {few: 40, some: 50, many: 60}, on=date(2019, 3, 1), service="webinar")
    hidden = ask(world.engine, hidden_people, Division.REGIONS)
    shown = {period: {code for code, _ in cells} for period, cells in hidden.items() if cells}
    assert shown == {"2018": {"MK01", "MK02"}, "2019": {"MK01", "MK02"}}
    assert {measure for cells in hidden.values() for _, measure in cells} == {"participations"}


def test_without_few_people_nothing_is_hidden(world: World) -> None:
    held(world, {world.organisation("MK01"): 5, world.organisation("MK02"): 50})
    assert not any(ask(world.engine, hidden_people, Division.REGIONS).values())
    assert "participations" in MEASURES
