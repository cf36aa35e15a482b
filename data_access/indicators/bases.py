"""What figures are divided by: the municipalities of the units, and the bases of an office."""

from collections.abc import Mapping

from data_access.indicators.units import Units
from data_access.region_bases import BaseFigures
from programme.divisions import Borders
from programme.region_bases import Base

#: Base → unit → how many; a base that is not loaded is not there.
Bases = Mapping[Base, Mapping[str, int]]

#: Indicator → what the sources count for it, and per how many of its base.
DIVIDED: Mapping[str, tuple[str, int]] = {
    "municipality_share": ("municipalities_inside", 1),
    "days_per_1000_employees": ("days_inside", 1000),
    "days_per_1000_inhabitants": ("days_inside", 1000),
    "days_per_municipality": ("days_inside", 1),
}


def bases_of(units: Units, loaded: Mapping[Base, BaseFigures], borders: Borders) -> Bases:
    """The bases of every unit of the target area.

    What an office has loaded is of regions: a county has its municipalities and nothing else.
    """
    inside = {code: unit.municipality_count for code, unit in units.items() if unit.in_target_area}
    of_regions = {} if borders is Borders.WELLBEING else loaded
    return {
        **{base: figures.values for base, figures in of_regions.items()},
        Base.MUNICIPALITIES: inside,
    }


def per_base(
    bases: Bases, base: Base | None, unit: str | None, count: int, per: int
) -> float | None:
    """So many of a unit (or of all units) per so many of the base; None where there is no base."""
    known = bases.get(base, {}) if base else {}
    amount = sum(known.values()) if unit is None else known.get(unit, 0)
    return per * count / amount if amount else None
