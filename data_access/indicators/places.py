"""The unit that a row belongs to within some borders, told by its region and its municipality."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, FromClause, case, func

from data_access.schema import municipality
from programme.counties import OF_ONE_REGION, OF_UUSIMAA, UUSIMAA
from programme.divisions import NOWHERE, OUTSIDE, SOMEWHERE_IN_UUSIMAA, Borders

#: Gives the column that tells a row's unit within some borders: null where it has none.
Place = Callable[[Borders], ColumnElement[Any]]


def of_fact(fact: FromClause) -> Place:
    """The unit of a row of a view, which tells it."""
    own = fact.c
    return lambda borders: _within(borders, own.region_code, own.region_code_2021, own.county)


def of_rows(region_code: ColumnElement[Any]) -> Place:
    """The unit of rows with a region of their own, joined with their municipality.

    Since 2021 a row is where its municipality went; without a municipality it stays.
    """
    since_2021 = func.coalesce(municipality.c.region_code_2021, region_code)
    county = _county(since_2021, municipality.c.municipality_code)
    return lambda borders: _within(borders, region_code, since_2021, county)


def listed(place: ColumnElement[Any], outside: frozenset[str]) -> ColumnElement[Any]:
    """The code under which a unit's rows are listed: never null, and one for all outside."""
    somewhere = func.coalesce(place, NOWHERE)
    return case((place.in_(sorted(outside)), OUTSIDE), else_=somewhere) if outside else somewhere


def _within(
    borders: Borders,
    region_2016: ColumnElement[Any],
    region_2021: ColumnElement[Any],
    county: ColumnElement[Any],
) -> ColumnElement[Any]:
    match borders:
        case Borders.REGIONS_2016:
            return region_2016
        case Borders.REGIONS_2021:
            return region_2021
        case Borders.WELLBEING:
            return county


def _county(
    region_2021: ColumnElement[Any], municipality_code: ColumnElement[Any]
) -> ColumnElement[Any]:
    """As the views have it (see the migration of places)."""
    of_uusimaa = [
        (municipality_code.in_(sorted(inside)), county) for county, inside in OF_UUSIMAA.items()
    ]
    somewhere = (region_2021 == UUSIMAA, SOMEWHERE_IN_UUSIMAA)
    of_one_region = [(region_2021 == home, county) for county, home in OF_ONE_REGION.items()]
    return case(*of_uusimaa, somewhere, *of_one_region)
