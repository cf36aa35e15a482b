"""The border files: what they hold and that a single region can be cut out of them."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

import charts.geography
from charts.geography import (
    ALAND,
    REGION_CODES,
    Vintage,
    label_points,
    outline,
    region_feature,
    topology,
)

FOLDER = Path(charts.geography.__file__).parent
VINTAGES: tuple[Vintage, ...] = get_args(Vintage)


def register(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def arc_numbers(arcs: Any) -> Iterator[int]:
    if isinstance(arcs, int):
        yield arcs if arcs >= 0 else ~arcs
    else:
        for part in arcs:
            yield from arc_numbers(part)


@pytest.mark.parametrize("vintage", VINTAGES)
def test_a_vintage_holds_the_nineteen_regions(vintage: Vintage) -> None:
    geometries = topology(vintage)["objects"]["regions"]["geometries"]
    assert [geometry["id"] for geometry in geometries] == list(REGION_CODES)
    assert len(REGION_CODES) == 19
    assert ALAND in REGION_CODES


@pytest.mark.parametrize("vintage", VINTAGES)
def test_a_file_is_small_and_holds_only_arcs_in_use(vintage: Vintage) -> None:
    geometries = topology(vintage)["objects"]["regions"]["geometries"]
    used = {number for geometry in geometries for number in arc_numbers(geometry["arcs"])}
    assert used == set(range(len(topology(vintage)["arcs"])))
    assert (FOLDER / f"regions_{vintage}.topojson").stat().st_size <= 25_000


@pytest.mark.parametrize("vintage", VINTAGES)
@pytest.mark.parametrize("code", REGION_CODES)
def test_a_region_is_a_closed_area_inside_finland(vintage: Vintage, code: str) -> None:
    polygons = region_feature(vintage, code)["geometry"]["coordinates"]
    for polygon in polygons:
        for ring in polygon:
            assert len(ring) >= 4
            assert ring[0] == ring[-1]
            assert all(19 < lon < 32 and 59 < lat < 71 for lon, lat in ring)


@pytest.mark.parametrize("vintage", VINTAGES)
@pytest.mark.parametrize("code", REGION_CODES)
def test_an_outline_begins_with_the_largest_part(vintage: Vintage, code: str) -> None:
    rings = outline(vintage, code)
    extents = [max(lat for _, lat in ring) - min(lat for _, lat in ring) for ring in rings]
    assert rings
    assert extents[0] == max(extents)


def test_the_vintages_differ_where_municipalities_moved() -> None:
    """Iitti moved from Kymenlaakso to Päijät-Häme in 2021; Lappi stayed as it was."""
    assert region_feature("2016", "MK08") != region_feature("2021", "MK08")
    assert region_feature("2016", "MK07") != region_feature("2021", "MK07")
    assert outline("2016", "MK19") == outline("2021", "MK19")


def test_an_unknown_region_is_an_error() -> None:
    with pytest.raises(KeyError):
        region_feature("2021", "MK03")


def test_every_region_has_a_place_for_its_name() -> None:
    assert set(label_points()) == set(REGION_CODES)


def test_the_registers_agree_about_regions() -> None:
    codes = {row["region_code"] for row in register("regions.csv")}
    municipalities = register("municipalities.csv")
    assert codes == set(REGION_CODES)
    assert len({row["municipality_code"] for row in municipalities}) == len(municipalities) == 309
    for column in ("region_2015", "region_2016", "region_2021"):
        assert {row[column] for row in municipalities} == codes


def test_the_sources_are_named() -> None:
    text = (FOLDER / "ATTRIBUTION.md").read_text(encoding="utf-8")
    for name in ("Natural Earth", "GeoNames", "CC BY 4.0", "public domain", "Accuracy"):
        assert name in text
