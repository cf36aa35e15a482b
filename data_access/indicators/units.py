"""The units of a division: what they are called, and how many municipalities they have."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select

from data_access.schema import municipality, region
from programme.counties import COUNTIES, NAMES, county_of, region_of
from programme.divisions import Borders


@dataclass(frozen=True)
class UnitOfDivision:
    """A region or a county: its code, its names, and how many municipalities it has."""

    code: str
    name_fi: str
    name_sv: str
    name_en: str
    in_target_area: bool
    municipality_count: int


Units = Mapping[str, UnitOfDivision]


def units(connection: Connection, borders: Borders) -> Units:
    """The units within some borders by their code.

    Regions of 2016 have the municipalities that the office has written down. Since then they are
    counted from the register, in which one that has been merged is no more.
    """
    regions = {unit.code: unit for unit in _regions(connection)}
    if borders is Borders.REGIONS_2016:
        return regions
    register = _register(connection)
    if borders is Borders.REGIONS_2021:
        return _recounted(regions, Counter(home for home, _ in register))
    return _counties(regions, Counter(county_of(home, code) for home, code in register))


def _regions(connection: Connection) -> Iterable[UnitOfDivision]:
    for row in connection.execute(select(region).order_by(region.c.region_code)):
        yield UnitOfDivision(
            row.region_code,
            row.name_fi,
            row.name_sv,
            row.name_en,
            row.in_target_area,
            row.municipality_count,
        )


def _register(connection: Connection) -> list[tuple[str, str]]:
    """Region of 2021 and code of each municipality that there still is."""
    own = municipality.c
    home = func.coalesce(own.region_code_2021, own.region_code)
    rows = connection.execute(select(home, own.municipality_code).where(own.valid_to.is_(None)))
    return [(row[0], row[1]) for row in rows]


def _recounted(regions: Units, counts: Counter[str]) -> Units:
    """Without a register the written numbers are the best there are."""
    return {
        code: replace(unit, municipality_count=counts[code] or unit.municipality_count)
        for code, unit in regions.items()
    }


def _counties(regions: Units, counts: Counter[str | None]) -> Units:
    return {
        code: _county(code, regions[region_of(code)], counts[code])
        for code in COUNTIES
        if region_of(code) in regions
    }


def _county(code: str, home: UnitOfDivision, count: int) -> UnitOfDivision:
    name_sv, name_en = NAMES.get(code, (home.name_sv, home.name_en))
    name_fi = code if code in NAMES else home.name_fi
    return UnitOfDivision(code, name_fi, name_sv, name_en, home.in_target_area, count)
