"""The measures of the map: indicators of every unit of a division, and of the country."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from data_access.indicators import (
    Scope,
    UnitOfDivision,
    Value,
    Values,
    measure,
    measure_units,
    units,
)
from data_access.questions import question
from programme.divisions import APART, Division
from programme.periods import YEARS, Period
from programme.region_measures import MEASURES


@question("activities", "applications", "deeds", "reference")
def region_measures(
    connection: Connection, division: Division, period: Period, as_of: date
) -> pd.DataFrame:
    """One row a unit: code, name_fi, name_sv, name_en, in_target_area, municipality_count and a
    column for each of MEASURES (shares 0–1; missing where the figure does not exist).

    Then a row for each code of `programme.divisions.APART` that has anything: it has no names and
    no municipalities. All figures of a unit outside the target area are missing.
    """
    scope = Scope(period, as_of, division=division)
    (values,) = measure_units(connection, scope)
    known = units(connection, scope.borders)
    rows = [{**asdict(unit), **_kept(values[code])} for code, unit in known.items()]
    apart = [
        {"code": code, "in_target_area": True, **_kept(values[code])} for code in _rest(values)
    ]
    columns = [*(each.name for each in fields(UnitOfDivision)), *MEASURES]
    return pd.DataFrame([*rows, *apart], columns=columns).astype(dict.fromkeys(MEASURES, float))


@question("activities", "applications", "deeds", "finance", "reference")
def national(connection: Connection, period: Period, as_of: date) -> dict[str, Value]:
    """The same measures for the country."""
    return _kept(measure(connection, Scope(period, as_of))[0])


@question("activities", "applications", "deeds", "reference")
def region_years(connection: Connection, division: Division, as_of: date) -> pd.DataFrame:
    """The same by year: code, year (int) and a column for each of MEASURES.

    Of all codes, those apart too, and the years that had begun by `as_of`. Organisations are
    distinct within a year: their years do not add up.
    """
    years = _years(as_of)
    scopes = [Scope(year, as_of, division=division) for year in years]
    found = zip(years, measure_units(connection, *scopes), strict=True)
    return _by_year(
        {"code": code, "year": year.first.year, **_kept(values)}
        for year, by_code in found
        for code, values in by_code.items()
    )


@question("activities", "applications", "deeds", "finance", "reference")
def national_years(connection: Connection, as_of: date) -> pd.DataFrame:
    """The same of the country: year (int) and a column for each of MEASURES."""
    years = _years(as_of)
    found = measure(connection, *(Scope(year, as_of) for year in years))
    return _by_year(
        {"year": year.first.year, **_kept(values)}
        for year, values in zip(years, found, strict=True)
    )


def _years(as_of: date) -> list[Period]:
    """The years that had begun, and the first one in any case."""
    return [year for year in YEARS if year.first <= as_of] or [YEARS[0]]


def _by_year(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows)).astype(dict.fromkeys(MEASURES, float))


def _kept(values: Values) -> Values:
    return {code: values[code] for code in MEASURES}


def _rest(values: dict[str, Values]) -> Iterable[str]:
    """The codes apart that have anything."""
    return (code for code in APART if any(_kept(values[code]).values()))
