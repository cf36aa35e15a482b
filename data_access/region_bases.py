"""The bases of regions: how many employees, inhabitants or municipalities a region has."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from data_access.questions import question
from data_access.schema import region, region_base
from programme.region_bases import Base


@dataclass(frozen=True)
class BaseFigures:
    """A base of every region of the target area: region code → how many.

    `year` and `source` are what the office loaded it with; the municipalities are those of the
    programme's own regions, which have neither (None and an empty text).
    """

    year: int | None
    source: str
    values: dict[str, int]


@question("reference")
def bases(connection: Connection, year: int) -> dict[Base, BaseFigures]:
    """The bases that can be used for `year`: of each the newest one that is not newer.

    A year that lacks a region of the target area is passed over: what is divided by it would not
    be the country's. A base without any whole year is not there. Åland is in none.
    """
    return bases_of_years(connection, [year])[year]


def bases_of_years(
    connection: Connection, years: Collection[int]
) -> dict[int, dict[Base, BaseFigures]]:
    """The bases that can be used for each of `years`, for no more queries than one year takes."""
    municipalities = _municipalities(connection)
    loaded = _by_year(connection, max(years))
    return {year: _usable(municipalities, loaded, year) for year in years}


def _usable(
    municipalities: dict[str, int], loaded: dict[tuple[Base, int], list[Any]], year: int
) -> dict[Base, BaseFigures]:
    here = set(municipalities)
    found = {Base.MUNICIPALITIES: BaseFigures(None, "", municipalities)}
    for (base, of_year), rows in loaded.items():
        values = {row.region_code: row.value for row in rows if row.region_code in here}
        if of_year <= year and set(values) == here:
            found[base] = BaseFigures(of_year, _sources(rows), values)
    return found


def _municipalities(connection: Connection) -> dict[str, int]:
    counts = select(region.c.region_code, region.c.municipality_count)
    rows = connection.execute(counts.where(region.c.in_target_area).order_by(region.c.region_code))
    return {row.region_code: row.municipality_count for row in rows}


def _by_year(connection: Connection, year: int) -> dict[tuple[Base, int], list[Any]]:
    """Rows by base and year, the newest year last."""
    of = region_base.c
    rows = connection.execute(
        select(region_base).where(of.year <= year).order_by(of.base, of.year, of.region_code)
    )
    found: dict[tuple[Base, int], list[Any]] = defaultdict(list)
    for row in rows:
        found[Base(row.base), row.year].append(row)
    return found


def _sources(rows: Iterable[Any]) -> str:
    """Where the values come from: one source, or several in the order of their names."""
    return "; ".join(sorted({row.source for row in rows}))
