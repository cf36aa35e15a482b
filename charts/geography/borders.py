"""Reads the border files once and cuts single units out of them.

Coordinates are WGS 84 degrees, longitude first. Everything returned is shared between callers:
read it, do not change it.
"""

import hashlib
import json
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

from charts.geography.shapes import HERE, SHAPES, Point, Shape

Ring = list[Point]

OBJECT_NAME = "regions"
_FILES: dict[Shape, str] = {
    "2016": "regions_2016",
    "2021": "regions_2021",
    "wellbeing": "wellbeing_2023",
}

# An islet smaller than this share of the unit's largest part gets no outline of its own: a thick
# outline would turn an archipelago into one blot.
_SMALLEST_OUTLINED_PART = 0.02


@cache
def topology(shape: Shape) -> dict[str, Any]:
    """The TopoJSON of a shape: object `regions`, a geometry a unit whose id is the unit's code."""
    found: dict[str, Any] = json.loads(_content(shape))
    return found


def border_files() -> dict[str, bytes]:
    """The border files for whoever serves them: name → content.

    A name carries a digest of the content, so that a browser may keep what it has fetched.
    """
    return {file_name(shape): _content(shape) for shape in SHAPES}


@cache
def file_name(shape: Shape) -> str:
    """The name under which `border_files` has a shape."""
    digest = hashlib.sha256(_content(shape)).hexdigest()[:16]
    return f"{_FILES[shape]}.{digest}.topojson"


@cache
def _content(shape: Shape) -> bytes:
    return (HERE / f"{_FILES[shape]}.topojson").read_bytes()


@cache
def region_feature(shape: Shape, code: str) -> dict[str, Any]:
    """One unit as a GeoJSON feature (always a MultiPolygon); KeyError for an unknown code."""
    geometry = _geometries(shape)[code]
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    coordinates = [[_ring(shape, ring) for ring in polygon] for polygon in polygons]
    return {
        "type": "Feature",
        "id": code,
        "properties": {},
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
    }


@cache
def outline(shape: Shape, code: str) -> list[Ring]:
    """The closed outer rings of a unit, largest first, without its islets."""
    polygons = region_feature(shape, code)["geometry"]["coordinates"]
    rings = sorted((polygon[0] for polygon in polygons), key=_area, reverse=True)
    smallest = _area(rings[0]) * _SMALLEST_OUTLINED_PART
    return [ring for ring in rings if _area(ring) >= smallest]


@cache
def _geometries(shape: Shape) -> dict[str, dict[str, Any]]:
    geometries = topology(shape)["objects"][OBJECT_NAME]["geometries"]
    return {geometry["id"]: geometry for geometry in geometries}


@cache
def _arcs(shape: Shape) -> list[Ring]:
    transform = topology(shape)["transform"]
    return [_decoded(arc, transform) for arc in topology(shape)["arcs"]]


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """TopoJSON stores steps on a grid, not places."""
    (scale_x, scale_y), (origin_x, origin_y) = transform["scale"], transform["translate"]
    steps_x = accumulate(step[0] for step in arc)
    steps_y = accumulate(step[1] for step in arc)
    return [
        (round(x * scale_x + origin_x, 5), round(y * scale_y + origin_y, 5))
        for x, y in zip(steps_x, steps_y, strict=True)
    ]


def _ring(shape: Shape, arc_numbers: list[int]) -> Ring:
    ring: Ring = []
    for number in arc_numbers:
        points = _arc(shape, number)
        ring += points[1:] if ring else points
    return ring


def _arc(shape: Shape, number: int) -> Ring:
    """Arc n, or for a negative number (-1 is arc 0) the same arc from its end to its start."""
    return _arcs(shape)[number] if number >= 0 else _arcs(shape)[~number][::-1]


def _area(ring: Ring) -> float:
    """Twice the area in square degrees: enough to tell the mainland from an islet."""
    pairs = pairwise(ring)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs))
