"""The register of municipalities: which region and county each lies in, and where its seat is."""

import csv
from functools import cache

import pandas as pd

from charts.geography.shapes import HERE


@cache
def _register() -> tuple[dict[str, str], ...]:
    with (HERE / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def places() -> pd.DataFrame:
    """A row for each of the 309 municipalities of 2021–2024: municipality_code, name_fi, name_sv,
    region_2016, region_2021, wellbeing (codes of the shapes' units), longitude and latitude of the
    seat (WGS 84 degrees, within 2 km in 95 % of them)."""
    return pd.DataFrame([_place(row) for row in _register()])


def _place(row: dict[str, str]) -> dict[str, str | float]:
    return {
        "municipality_code": row["municipality_code"],
        "name_fi": row["name_fi"],
        "name_sv": row["name_sv"],
        "region_2016": row["region_2016"],
        "region_2021": row["region_2021"],
        "wellbeing": row["wellbeing_county_2023"],
        "longitude": float(row["lon"]),
        "latitude": float(row["lat"]),
    }
