"""The border files: what they hold and that a single region can be cut out of them."""

import csv
import hashlib
import math
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import charts.geography
from charts.geography import (
    ALAND,
    REGION_CODES,
    SHAPES,
    Shape,
    border_files,
    extent,
    file_name,
    outline,
    places,
    project,
    region_feature,
    shape_codes,
    topology,
    units,
)

FOLDER = Path(charts.geography.__file__).parent
UNITS = [(shape, code) for shape in SHAPES for code in shape_codes(shape)]


def register(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def arc_numbers(arcs: Any) -> Iterator[int]:
    if isinstance(arcs, int):
        yield arcs if arcs >= 0 else ~arcs
    else:
        for part in arcs:
            yield from arc_numbers(part)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_holds_its_units(shape: Shape) -> None:
    geometries = topology(shape)["objects"]["regions"]["geometries"]
    assert [geometry["id"] for geometry in geometries] == list(shape_codes(shape))


def test_there_are_nineteen_regions_and_twenty_three_counties() -> None:
    assert [len(shape_codes(shape)) for shape in SHAPES] == [19, 19, 23]
    assert set(shape_codes("2016")) == set(shape_codes("2021")) == set(REGION_CODES)
    assert ALAND in REGION_CODES


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_is_small_and_holds_only_arcs_in_use(shape: Shape) -> None:
    geometries = topology(shape)["objects"]["regions"]["geometries"]
    used = {number for geometry in geometries for number in arc_numbers(geometry["arcs"])}
    assert used == set(range(len(topology(shape)["arcs"])))
    assert len(border_files()[file_name(shape)]) <= 25_000


def test_a_file_is_named_by_its_content() -> None:
    """So that a browser may keep what it has, and fetches anew what has changed."""
    for name, content in border_files().items():
        assert hashlib.sha256(content).hexdigest()[:16] in name
    assert len(border_files()) == len(SHAPES)


@pytest.mark.parametrize(("shape", "code"), UNITS)
def test_a_unit_is_a_closed_area_inside_finland(shape: Shape, code: str) -> None:
    polygons = region_feature(shape, code)["geometry"]["coordinates"]
    for polygon in polygons:
        for ring in polygon:
            assert len(ring) >= 4
            assert ring[0] == ring[-1]
            assert all(19 < lon < 32 and 59 < lat < 71 for lon, lat in ring)


@pytest.mark.parametrize(("shape", "code"), UNITS)
def test_an_outline_begins_with_the_largest_part(shape: Shape, code: str) -> None:
    rings = outline(shape, code)
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


@pytest.mark.parametrize(("shape", "code"), UNITS)
def test_the_name_of_a_unit_is_written_inside_it(shape: Shape, code: str) -> None:
    place = units(shape)[code].label
    assert any(contains(ring, place) for ring in outline(shape, code))


def contains(ring: list[tuple[float, float]], place: tuple[float, float]) -> bool:
    """Whether a ray from the place crosses the ring an odd number of times."""
    x, y = place
    crossings = [
        x < (x1 - x0) * (y - y0) / (y1 - y0) + x0
        for (x0, y0), (x1, y1) in pairwise(ring)
        if (y0 > y) != (y1 > y)
    ]
    return sum(crossings) % 2 == 1


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_units_have_names_short_names_and_tiles_of_their_own(shape: Shape, language: str) -> None:
    found = units(shape).values()
    assert len({unit.names[language] for unit in found}) == len(found)
    assert len({unit.shorts[language] for unit in found}) == len(found)
    assert len({unit.tile for unit in found}) == len(found)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_extent_holds_every_corner(shape: Shape) -> None:
    found = extent(shape)
    for code in shape_codes(shape):
        for ring in outline(shape, code):
            for x, y in map(project, ring):
                assert found.left <= x <= found.left + found.width
                assert found.top <= y <= found.top + found.height


def test_the_central_meridian_is_straight_and_upright() -> None:
    assert project((27, 65))[0] == 0
    assert project((27, 65))[1] == pytest.approx(-math.radians(65))
    assert project((28, 65))[0] == pytest.approx(-project((26, 65))[0])


def test_the_registers_agree_about_regions() -> None:
    codes = {row["region_code"] for row in register("regions.csv")}
    municipalities = register("municipalities.csv")
    assert codes == set(REGION_CODES)
    assert len({row["municipality_code"] for row in municipalities}) == len(municipalities) == 309
    for column in ("region_2015", "region_2016", "region_2021"):
        assert {row[column] for row in municipalities} == codes


@pytest.mark.parametrize("shape", SHAPES)
def test_every_municipality_lies_in_a_unit_and_has_a_seat_in_finland(shape: Shape) -> None:
    register = places()
    column = shape if shape == "wellbeing" else f"region_{shape}"
    assert set(register[column]) == set(shape_codes(shape))
    assert register["longitude"].between(19, 32).all()
    assert register["latitude"].between(59, 71).all()


def test_the_sources_are_named() -> None:
    text = (FOLDER / "ATTRIBUTION.md").read_text(encoding="utf-8")
    for name in ("Natural Earth", "GeoNames", "CC BY 4.0", "public domain", "Accuracy"):
        assert name in text
