"""The divisions of the country that can be drawn, and the register of their units.

A shape is a division with the borders of its time: the regions of 2016–2020 or from 2021, or the
wellbeing services counties. A region has a code ("MK11"); the code of a county is its Finnish name
(see `programme.counties`).
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Shape = Literal["2016", "2021", "wellbeing"]
Point = tuple[float, float]

HERE = Path(__file__).parent
SHAPES: tuple[Shape, ...] = get_args(Shape)
ALAND = "MK21"
_REGISTERS: dict[Shape, tuple[str, str]] = {
    "2016": ("regions.csv", "region_code"),
    "2021": ("regions.csv", "region_code"),
    "wellbeing": ("counties.csv", "county_code"),
}


@dataclass(frozen=True)
class Unit:
    """A region or county: its names and short names by language, and its places.

    `label` is the point (longitude, latitude) where its name belongs on the map, `tile` its column
    and row, counted from the north-west, on the map of tiles.
    """

    code: str
    names: dict[str, str]
    shorts: dict[str, str]
    label: Point
    tile: tuple[int, int]


@cache
def units(shape: Shape) -> dict[str, Unit]:
    """Code → unit of a shape, by code. Shared: read it, do not change it."""
    name, key = _REGISTERS[shape]
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return {row[key]: _unit(row[key], row) for row in csv.DictReader(file)}


def shape_codes(shape: Shape) -> tuple[str, ...]:
    """The codes of the units of a shape, rising."""
    return tuple(units(shape))


def _unit(code: str, row: dict[str, str]) -> Unit:
    return Unit(
        code=code,
        names=_by_language("name", row),
        shorts=_by_language("short", row),
        label=(float(row["label_lon"]), float(row["label_lat"])),
        tile=(int(row["tile_column"]), int(row["tile_row"])),
    )


def _by_language(what: str, row: dict[str, str]) -> dict[str, str]:
    return {language: row[f"{what}_{language}"] for language in ("fi", "sv", "en")}


REGION_CODES = shape_codes("2021")
