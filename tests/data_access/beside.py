"""Bases and outside indices with invented values, for worlds whose target area is MK01 and MK02."""

from typing import Any

from data_access.schema import context_index, context_value, municipality, region_base
from tests.data_access.scenarios import World

SOURCE = "Esimerkkilähde"


def base(region_code: str, value: int, year: int = 2019, **changes: Any) -> dict[str, Any]:
    """A row of `region_base`: the inhabitants of a region."""
    row = {"base": "inhabitants", "year": year, "region_code": region_code}
    return {**row, "value": value, "source": SOURCE, **changes}


def index(year: int = 2019, **changes: Any) -> dict[str, Any]:
    """A row of `context_index`."""
    names = {"name_fi": "Elinvoima", "name_sv": "Livskraft", "name_en": "Vitality"}
    row = {"index_code": "vitality", "year": year, **names, "source": SOURCE}
    return {**row, "description": None, **changes}


def value(region_code: str | None, number: Any, year: int = 2019, **changes: Any) -> dict[str, Any]:
    """A row of `context_value`: of a region, or of a municipality where `changes` name one."""
    row = {"index_code": "vitality", "year": year, "region_code": region_code}
    return {**row, "municipality_code": None, "value": number, **changes}


def fill(world: World) -> None:
    """Bases of two years, and an index of regions and one of municipalities."""
    row = {"municipality_code": "005", "name_fi": "A", "name_sv": "A", "region_code": "MK01"}
    world.add(municipality, row)
    for year in (2018, 2019):
        world.add(region_base, base("MK01", 40_000 + year, year), base("MK02", 9_000, year))
    world.add(region_base, base("MK01", 3_000, base="employees", source=f"={SOURCE}; arvio"))
    world.add(context_index, index(), index(2020), index(index_code="pull", description="0–100"))
    world.add(
        context_value,
        value("MK01", "52.25"),
        value("MK02", "-0.0001"),
        value("MK01", "53", 2020),
        value(None, "9999999999.9999", index_code="pull", municipality_code="005"),
    )
