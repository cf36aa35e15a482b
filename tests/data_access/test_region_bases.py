"""Which base of the regions counts for which year."""

from typing import Any

from data_access.connect import reading
from data_access.region_bases import BaseFigures, bases
from data_access.schema import region, region_base
from programme.region_bases import LOADED, Base
from tests.data_access.beside import SOURCE, base
from tests.data_access.scenarios import World


def of(world: World, year: int) -> dict[Base, BaseFigures]:
    with reading(world.engine) as connection:
        return bases(connection, year)


def inhabitants(world: World, year: int) -> Any:
    found = of(world, year).get(Base.INHABITANTS)
    return found and (found.year, found.values)


def test_municipalities_are_always_there_and_the_others_when_they_are_loaded(world: World) -> None:
    counted = {row.region_code: row.municipality_count for row in world.all(region.select())}
    del counted["MK21"]
    assert of(world, 2019) == {Base.MUNICIPALITIES: BaseFigures(None, "", counted)}
    assert set(LOADED) == set(Base) - {Base.MUNICIPALITIES}


def test_the_newest_year_that_is_not_newer_counts(world: World) -> None:
    for year, one in ((2017, 10), (2019, 30)):
        world.add(region_base, base("MK01", one, year), base("MK02", 5, year))
    assert inhabitants(world, 2016) is None
    assert inhabitants(world, 2017) == (2017, {"MK01": 10, "MK02": 5})
    assert inhabitants(world, 2018) == (2017, {"MK01": 10, "MK02": 5})
    assert inhabitants(world, 2030) == (2019, {"MK01": 30, "MK02": 5})


def test_a_year_that_lacks_a_region_is_passed_over(world: World) -> None:
    world.add(region_base, base("MK01", 10, 2018), base("MK02", 5, 2018), base("MK01", 11, 2019))
    assert inhabitants(world, 2020) == (2018, {"MK01": 10, "MK02": 5})
    world.change("DELETE FROM region_base WHERE year = 2018")
    assert inhabitants(world, 2020) is None
    world.add(region_base, base("MK02", 6, 2019))
    assert inhabitants(world, 2020) == (2019, {"MK01": 11, "MK02": 6})


def test_what_is_outside_the_target_area_is_neither_needed_nor_there(world: World) -> None:
    world.add(region_base, base("MK01", 10), base("MK02", 5), base("MK21", 99))
    assert inhabitants(world, 2019) == (2019, {"MK01": 10, "MK02": 5})


def test_each_base_has_its_own_year_and_sources(world: World) -> None:
    world.add(
        region_base,
        base("MK01", 10, 2018),
        base("MK02", 5, 2018, source="Toinen esimerkkilähde"),
        base("MK01", 3, 2019, base="employees"),
        base("MK02", 2, 2019, base="employees"),
    )
    found = of(world, 2020)
    assert found[Base.EMPLOYEES] == BaseFigures(2019, SOURCE, {"MK01": 3, "MK02": 2})
    assert found[Base.INHABITANTS].source == f"{SOURCE}; Toinen esimerkkilähde"
    assert found[Base.INHABITANTS].year == 2018
